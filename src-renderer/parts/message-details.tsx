import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { useNow } from '../lib/now.ts'
import { AttentionLine } from './attention-line.tsx'
import { CopiedFact, FactRow } from './fact-row.tsx'
import styles from './message-details.module.css'
import { visibleText } from './visible-text.ts'

function Identifier({ label, value }: { label: string; value: string | undefined }) {
  const { t } = useTranslation('messages')
  return (
    <CopiedFact label={label} value={value} copyLabel={t('attribute.copyValue', { name: label })} />
  )
}

function Moment({ label, atMs, note }: { label: string; atMs: number | undefined; note?: string }) {
  const format = useFormat()
  const nowMs = useNow()
  if (atMs === undefined) return null
  const away = format.duration(Math.abs(nowMs - atMs) / 1_000)
  return (
    <FactRow label={label}>
      <span className={styles.time}>{format.dateTime(atMs)}</span>
      <span className={styles.dim}>
        {atMs > nowMs ? `+${away}` : format.ago(nowMs - atMs)}
        {note !== undefined && ` · ${note}`}
      </span>
    </FactRow>
  )
}

interface MessageDetailsProps {
  message: Message
  maxReceiveCount: number | undefined
}

function Receives({ message, maxReceiveCount }: MessageDetailsProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const count = message.receiveCount
  return (
    <FactRow label={t('detail.receives')}>
      {maxReceiveCount === undefined
        ? format.number(count)
        : t('detail.receivesOf', { count, limit: maxReceiveCount })}
      {message.atReceiveLimit && <AttentionLine>{t('detail.receivesNext')}</AttentionLine>}
    </FactRow>
  )
}

/** What SQS says about a message: times one can read, ids one can copy, and SQS's own spelling below. */
export function MessageDetails({ message, maxReceiveCount }: MessageDetailsProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('view.details')}>
      <dl className={styles.list}>
        <Identifier label={t('detail.messageId')} value={message.messageId} />
        <Moment label={t('detail.sent')} atMs={message.sentAtMs} />
        <Moment label={t('detail.firstReceived')} atMs={message.firstReceivedAtMs} />
        <Moment
          label={t('detail.expires')}
          atMs={message.expiresAtMs}
          note={t('detail.expiresWhy')}
        />
        <Receives message={message} maxReceiveCount={maxReceiveCount} />
        <Identifier label={t('detail.source')} value={message.deadLetterSourceArn} />
        <Identifier label={t('detail.group')} value={message.groupId} />
        <Identifier label={t('detail.deduplication')} value={message.deduplicationId} />
        <Identifier label={t('detail.sequence')} value={message.sequenceNumber} />
        <FactRow label={t('detail.size')}>{format.bytes(message.bodyBytes)}</FactRow>
      </dl>
      <h2 className={styles.heading}>{t('detail.system')}</h2>
      <dl className={styles.system}>
        {message.systemAttributes.map(({ name, value }) => (
          <FactRow key={name} label={name}>
            <span className={styles.mono}>{visibleText(value)}</span>
          </FactRow>
        ))}
      </dl>
    </div>
  )
}
