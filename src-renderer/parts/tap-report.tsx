import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Tap, TapPart } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { hasLeft } from '../api/taps.ts'
import { fromErrorValue } from '../api/weir-error.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { AttentionLine } from './attention-line.tsx'
import { CopiedLines } from './copied-lines.tsx'
import styles from './tap-report.module.css'
import { useEndTap } from './use-end-tap.ts'

function PartLine({ tap, part }: { tap: Tap; part: TapPart }) {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  const name = t(`part.${part.kind}`, { name: tap.queueName, topic: tap.topicName })
  const isGone = part.fate === 'removed' || part.fate === 'absent'
  const action = part.error?.params['action']
  const why = part.error === undefined ? '' : `: ${wordError(fromErrorValue(part.error)).sentence}`
  return (
    <li className={styles.part}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={isGone ? styles.fate : styles.attention}>
        {t(`part.${part.fate}`)}
        {isGone ? '' : why}
        {!isGone && action !== undefined && ` (${String(action)})`}
      </span>
    </li>
  )
}

/** Exactly what of a tap was removed and what was not. */
export function TapParts({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  return (
    <ul className={styles.parts} aria-label={t('part.label')}>
      {tap.parts.map((part) => (
        <PartLine key={part.kind} tap={tap} part={part} />
      ))}
    </ul>
  )
}

function Left({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  const { stop, dismiss, pending, error } = useEndTap(tap)
  return (
    <>
      <AttentionLine>{t(tap.state === 'left' ? 'left.found' : 'left.title')}</AttentionLine>
      <TapParts tap={tap} />
      <span>{t('left.byHand')}</span>
      <CopiedLines lines={tap.undo} label={t('before.undo')} copyLabel={t('before.copyUndo')} />
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      <div className={styles.actions}>
        <Button variant="default" loading={pending} onClick={() => void stop()}>
          {t('left.retry')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={pending}
          title={t('left.forgetHint')}
          onClick={() => void dismiss()}
        >
          {t('left.forget')}
        </Button>
      </div>
    </>
  )
}

/** How a tap ended: why, and what became of what it made. */
export function TapReport({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  const isLeft = hasLeft(tap)
  const { endedBy, error } = tap
  return (
    <div className={styles.report} role="status">
      {error !== undefined && <ErrorNotice words={wordError(fromErrorValue(error))} />}
      {!isLeft && endedBy !== undefined && (
        <span className={styles.done}>
          <IconCheck size={14} aria-hidden /> {t(`end.${endedBy}`)}
        </span>
      )}
      {isLeft ? <Left tap={tap} /> : <TapParts tap={tap} />}
    </div>
  )
}
