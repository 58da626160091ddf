import { useState } from 'react'
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MappedShard } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import { usePlacement } from '../use-placement.ts'
import styles from './manage.module.css'
import { emptySplit, percentOf, planSplit, splitPoints } from './split-draft.ts'
import type { SplitDraft, SplitPlan } from './split-draft.ts'
import { StreamDialog } from './stream-dialog.tsx'
import { useStreamChange } from './use-stream-change.ts'

interface SplitDialogProps {
  facts: StreamFacts
  /** All shards; only the open ones can be split. */
  shards: readonly MappedShard[]
  /** The one that was chosen elsewhere. */
  shardId?: string | undefined
  onClose: () => void
}

interface FieldsProps {
  draft: SplitDraft
  onDraft: (draft: SplitDraft) => void
}

function PointFields({ draft, onDraft }: FieldsProps) {
  const { t } = useTranslation('stream-change')
  const common = { size: 'xs', autoComplete: 'off', spellCheck: false } as const
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('split.point')}
        data={splitPoints.map((value) => ({ value, label: t(`split.points.${value}`) }))}
        value={draft.point}
        onChange={(value) => {
          onDraft({ ...draft, point: splitPoints.find((each) => each === value) ?? 'middle' })
        }}
      />
      {draft.point === 'key' && (
        <TextInput
          {...common}
          label={t('split.key')}
          description={t('split.keyHint')}
          value={draft.partitionKey}
          onChange={(event) => {
            onDraft({ ...draft, partitionKey: event.currentTarget.value })
          }}
        />
      )}
      {draft.point === 'hash' && (
        <TextInput
          {...common}
          label={t('split.hash')}
          value={draft.hashKey}
          onChange={(event) => {
            onDraft({ ...draft, hashKey: event.currentTarget.value.trim() })
          }}
        />
      )}
    </>
  )
}

function Halves({ plan }: { plan: SplitPlan }) {
  const { t } = useTranslation('stream-change')
  const format = useFormat()
  return (
    <dl className={styles.halves} aria-label={t('split.halves')}>
      {plan.halves.map((half) => (
        <div key={half.start} className={styles.half}>
          <dt>{t('percent', { n: format.number(percentOf(half)) })}</dt>
          <dd>{`${half.start} – ${half.end}`}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Splits an open shard: in the middle, at a key, or at a hash key. */
export function SplitDialog({ facts, shards, shardId, onClose }: SplitDialogProps) {
  const { t } = useTranslation('stream-change')
  const { connection, streamArn, name } = facts
  const changing = useStreamChange(facts, 'streams.splitShard')
  const [open] = useState(() => shards.filter(({ isOpen }) => isOpen))
  const [chosen, setChosen] = useState(shardId ?? open[0]?.shardId)
  const [draft, setDraft] = useState(emptySplit)
  const { partitionKey } = draft
  const placement = usePlacement({ partitionKey, explicitHashKey: '' }, open, 'by-key')
  const shard = open.find((each) => each.shardId === chosen) ?? open[0]
  if (shard === undefined) return null
  const plan = planSplit(shard, draft, placement)
  const number = shardNumber(shard.shardId)
  const split = (): void => {
    if ('trouble' in plan) return
    const { newStartingHashKey } = plan
    void changing.change(
      { connectionId: connection.id, streamArn, shardId: shard.shardId, newStartingHashKey },
      {
        title: t('split.confirmTitle', { number }),
        body: t('split.confirmBody', { number, stream: name, connection: connection.name }),
        verb: t('split.verb'),
        done: t('split.done', { number }),
      },
    )
  }
  return (
    <StreamDialog
      title={t('split.title')}
      verb={t('split.verb')}
      isReady={!('trouble' in plan)}
      changing={changing}
      onSubmit={split}
      onClose={onClose}
    >
      <NativeSelect
        size="xs"
        label={t('split.shard')}
        data={open.map((each) => ({
          value: each.shardId,
          label: t('shardShare', {
            number: shardNumber(each.shardId),
            n: percentOf(each.hashKeyRange),
          }),
        }))}
        value={shard.shardId}
        onChange={(event) => {
          setChosen(open.find((each) => each.shardId === event.currentTarget.value)?.shardId)
        }}
      />
      <PointFields draft={draft} onDraft={setDraft} />
      {'trouble' in plan ? (
        plan.trouble !== 'no-key' && (
          <AttentionLine>{t(`split.trouble.${plan.trouble}`)}</AttentionLine>
        )
      ) : (
        <Halves plan={plan} />
      )}
      <p className={styles.dim}>{t('split.note')}</p>
    </StreamDialog>
  )
}
