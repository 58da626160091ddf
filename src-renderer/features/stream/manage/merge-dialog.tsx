import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { adjacentPairs } from '#contract'
import type { MappedShard } from '#contract'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import styles from './manage.module.css'
import { percentOf } from './split-draft.ts'
import { StreamDialog } from './stream-dialog.tsx'
import { useStreamChange } from './use-stream-change.ts'

interface MergeDialogProps {
  facts: StreamFacts
  shards: readonly MappedShard[]
  /** The one that was chosen elsewhere. */
  shardId?: string | undefined
  onClose: () => void
}

type Pair = [MappedShard, MappedShard]

function idOf([lower, upper]: Pair): string {
  return `${lower.shardId} ${upper.shardId}`
}

/** Merges two open neighbours into one. */
export function MergeDialog({ facts, shards, shardId, onClose }: MergeDialogProps) {
  const { t } = useTranslation('stream-change')
  const { connection, streamArn, name } = facts
  const changing = useStreamChange(facts, 'streams.mergeShards')
  const [pairs] = useState(() => adjacentPairs(shards.filter(({ isOpen }) => isOpen)))
  const offered = pairs.find((pair) => pair.some((each) => each.shardId === shardId))
  const [chosen, setChosen] = useState(offered)
  const pair = chosen ?? pairs[0]
  const [lower, upper] = (pair ?? []).map((each) => shardNumber(each.shardId))
  const numbers = { lower, upper }
  const merge = (): void => {
    if (pair === undefined) return
    const [{ shardId: one }, { shardId: adjacentShardId }] = pair
    void changing.change(
      { connectionId: connection.id, streamArn, shardId: one, adjacentShardId },
      {
        title: t('merge.confirmTitle', numbers),
        body: t('merge.confirmBody', { ...numbers, stream: name, connection: connection.name }),
        verb: t('merge.verb'),
        done: t('merge.done', numbers),
      },
    )
  }
  const label = ([one, other]: Pair): string =>
    t('merge.pair', {
      lower: shardNumber(one.shardId),
      upper: shardNumber(other.shardId),
      n: Math.round((percentOf(one.hashKeyRange) + percentOf(other.hashKeyRange)) * 100) / 100,
    })
  return (
    <StreamDialog
      title={t('merge.title')}
      verb={t('merge.verb')}
      isReady={pair !== undefined}
      changing={changing}
      onSubmit={merge}
      onClose={onClose}
    >
      {pair === undefined ? (
        <AttentionLine>{t('merge.none')}</AttentionLine>
      ) : (
        <NativeSelect
          size="xs"
          label={t('merge.pairs')}
          data={pairs.map((each) => ({ value: idOf(each), label: label(each) }))}
          value={idOf(pair)}
          onChange={(event) => {
            setChosen(pairs.find((each) => idOf(each) === event.currentTarget.value))
          }}
        />
      )}
      <p className={styles.dim}>{t('merge.note')}</p>
    </StreamDialog>
  )
}
