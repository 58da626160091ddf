import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DecoderStep, OutputOf, RecordRow, TailId } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { CopyButton } from '../../../parts/copy-button.tsx'
import { CopiedFact, FactRow } from '../../../parts/fact-row.tsx'
import { PayloadBody } from '../../../parts/payload-body.tsx'
import type { BodyMode } from '../../../parts/payload-body.tsx'
import { DismissButton } from '../../../ui/dismiss-button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import styles from './timeline.module.css'

type Whole = OutputOf<'records.get'>

interface RecordViewProps {
  facts: StreamFacts
  tailId: TailId
  row: RecordRow
  /** Where closing leads, if not to the shards of the timeline. */
  closeLabel?: string
  onClose: () => void
}

function Details({ record }: { record: RecordRow }) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const copy = t('record.copy')
  const { arrivalMs, partitionKey, explicitHashKey, subSequence } = record
  return (
    <dl className={styles.facts}>
      {arrivalMs !== undefined && (
        <FactRow label={t('record.arrival')}>{format.dateTime(arrivalMs)}</FactRow>
      )}
      <CopiedFact label={t('record.key')} value={partitionKey} copyLabel={copy} />
      <CopiedFact label={t('record.hashKey')} value={explicitHashKey} copyLabel={copy} />
      <CopiedFact label={t('record.shard')} value={record.shardId} copyLabel={copy} />
      <CopiedFact label={t('record.sequence')} value={record.sequenceNumber} copyLabel={copy} />
      {subSequence !== undefined && (
        <FactRow label={t('record.subSequence')}>{format.number(subSequence)}</FactRow>
      )}
      <FactRow label={t('record.size')}>{format.bytes(record.bytes)}</FactRow>
      <FactRow label={t('record.encryption')}>
        {t(record.isEncrypted === true ? 'record.kms' : 'record.notEncrypted')}
      </FactRow>
    </dl>
  )
}

interface OpenedProps {
  whole: Whole
  streamArn: string
  closeLabel: string
  onToggle: (step: DecoderStep) => void
  onClose: () => void
}

function Opened({ whole, streamArn, closeLabel, onToggle, onClose }: OpenedProps) {
  const { t } = useTranslation('timeline')
  const [mode, setMode] = useState<BodyMode>('decoded')
  const { record, data, text, decoded } = whole
  const payload = {
    id: `${record.sequenceNumber} ${String(record.subSequence ?? '')}`,
    text,
    ...(data === undefined ? {} : { base64: data }),
    bytes: record.bytes,
    decoded,
    isDamaged: false,
  }
  return (
    <Tabs defaultValue="body" className={styles.tabs} keepMounted={false}>
      <header className={styles.head}>
        <Tabs.List className={styles.list} aria-label={t('record.label')}>
          <Tabs.Tab value="body">{t('record.body')}</Tabs.Tab>
          <Tabs.Tab value="details">{t('record.details')}</Tabs.Tab>
        </Tabs.List>
        <CopyButton
          text={text ?? data ?? ''}
          label={t(text === undefined ? 'record.copyBase64' : 'record.copyBody')}
        />
        <DismissButton label={closeLabel} onClick={onClose} />
      </header>
      <Tabs.Panel value="body" className={styles.panel}>
        {record.frameFailure !== undefined && (
          <div className={styles.warning}>
            <AttentionLine>{t(`record.frame.${record.frameFailure}`)}</AttentionLine>
          </div>
        )}
        <PayloadBody
          payload={payload}
          origin={{ service: 'stream', address: streamArn }}
          wanted={mode}
          onMode={setMode}
          onToggle={onToggle}
        />
      </Tabs.Panel>
      <Tabs.Panel value="details" className={styles.panel}>
        <Details record={record} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** The whole of a record, decoded as far as it can be. */
export function RecordView({ facts, tailId, row, closeLabel, onClose }: RecordViewProps) {
  const { t } = useTranslation('timeline')
  const wordError = useErrorWords()
  const [off, setOff] = useState<readonly DecoderStep[]>([])
  const { index, shardId, sequenceNumber, subSequence } = row
  const opened = useQuery({
    ...read('records.get', {
      ...{ connectionId: facts.connection.id, streamArn: facts.streamArn, tailId },
      ...{ index, shardId, sequenceNumber, off: [...off] },
      ...(subSequence === undefined ? {} : { subSequence }),
    }),
    staleTime: Infinity,
    placeholderData: (previous) => (previous?.record.index === index ? previous : undefined),
  })
  const toggle = (step: DecoderStep): void => {
    setOff((now) => (now.includes(step) ? now.filter((each) => each !== step) : [...now, step]))
  }
  return (
    <article className={styles.tab} aria-label={t('record.label')}>
      {opened.data !== undefined && (
        <Opened
          whole={opened.data}
          streamArn={facts.streamArn}
          closeLabel={closeLabel ?? t('record.close')}
          onToggle={toggle}
          onClose={onClose}
        />
      )}
      {opened.isPending && <SkeletonRows count={6} />}
      {opened.error !== null && opened.data === undefined && (
        <ErrorNotice words={wordError(opened.error)} onRetry={() => void opened.refetch()} />
      )}
    </article>
  )
}
