import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RETENTION_HOURS, SHARD_COUNT_CHANGES_A_DAY, shardCountRange } from '#contract'
import type { StreamDetail } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { StreamFacts } from '../stream-facts.ts'
import { NumberDialog } from './number-dialog.tsx'
import { useStreamChange } from './use-stream-change.ts'

interface SettingDialogProps {
  facts: StreamFacts
  detail: StreamDetail
  onClose: () => void
}

/** How many open shards a provisioned stream is to have. */
export function CountDialog({ facts, detail, onClose }: SettingDialogProps) {
  const { t } = useTranslation('stream-change')
  const format = useFormat()
  const changing = useStreamChange(facts, 'streams.setShardCount')
  const { connection, streamArn, name } = facts
  // What was read again behind the dialog must not move the limits under what was typed.
  const [open] = useState(detail.openShards)
  const { min, max } = shardCountRange(open)
  return (
    <NumberDialog
      title={t('count.title')}
      verb={t('count.verb')}
      label={t('count.label')}
      range={t('count.range', { min: format.number(min), max: format.number(max) })}
      note={t('count.note', { times: SHARD_COUNT_CHANGES_A_DAY })}
      {...{ now: open, min, max, changing, onClose }}
      onSubmit={(count) => {
        const words = { from: open, to: count, stream: name, connection: connection.name }
        void changing.change(
          { connectionId: connection.id, streamArn, count },
          {
            title: t('count.confirmTitle', words),
            body: t('count.confirmBody', words),
            verb: t('count.verb'),
            done: t('count.done', words),
          },
        )
      }}
    />
  )
}

/** For how long a stream keeps its records. Keeping them shorter loses what is older at once. */
export function RetentionDialog({ facts, detail, onClose }: SettingDialogProps) {
  const { t } = useTranslation('stream-change')
  const format = useFormat()
  const longer = useStreamChange(facts, 'streams.lengthenRetention')
  const shorter = useStreamChange(facts, 'streams.shortenRetention')
  const [isShorter, setShorter] = useState(false)
  const { connection, streamArn, name } = facts
  const [expectedHours] = useState(detail.retentionHours)
  const { min, max } = RETENTION_HOURS
  const save = (hours: number): void => {
    const isLess = hours < expectedHours
    setShorter(isLess)
    const lasting = (n: number): string => format.duration(n * 3600)
    const words = {
      ...{ from: lasting(expectedHours), to: lasting(hours) },
      ...{ stream: name, connection: connection.name },
    }
    const how = isLess ? 'shorter' : 'longer'
    void (isLess ? shorter : longer).change(
      { connectionId: connection.id, streamArn, hours, expectedHours },
      {
        title: t(`retention.${how}Title`, words),
        body: t(`retention.${how}Body`, words),
        verb: t('retention.verb'),
        done: t('retention.done', words),
        ...(isLess ? { danger: true } : {}),
      },
    )
  }
  return (
    <NumberDialog
      title={t('retention.title')}
      verb={t('retention.verb')}
      label={t('retention.label')}
      range={t('retention.range', { min, max: format.number(max) })}
      note={t('retention.note')}
      {...{ now: expectedHours, min, max, onClose }}
      changing={isShorter ? shorter : longer}
      onSubmit={save}
    />
  )
}
