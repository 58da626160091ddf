/** What Kinesis allows when streams are made and changed. The only place of these limits, in both processes. */
import { findMerged, findMiddle, isSplitPoint } from './hash-range.ts'
import type { HashKeyRange, Shard } from './streams.ts'

/** [sdk] CreateStream `StreamName`. */
const NAME = /^[a-zA-Z0-9_.-]{1,128}$/
/** [sdk] RegisterStreamConsumer `ConsumerName`: the same characters. */
export const STREAM_NAME_MAX = 128

export function isStreamName(name: string): boolean {
  return NAME.test(name)
}

/** [sdk] IncreaseStreamRetentionPeriod: from 24 hours to 365 days. */
export const RETENTION_HOURS = { min: 24, max: 8_760 } as const
/** [sdk] UpdateShardCount: no more than that by this way; each account has a quota of its own below it. */
export const SHARDS_MAX = 10_000
/** [sdk] UpdateShardCount: so often in any 24 hours for each stream. */
export const SHARD_COUNT_CHANGES_A_DAY = 10
/** [sdk] UpdateStreamMode: so often in 24 hours for each stream. */
export const MODE_CHANGES_A_DAY = 2
/** [sdk] RegisterStreamConsumer: provisioned and on-demand standard streams; 50 with On-demand Advantage. */
export const CONSUMERS_MAX = 20
/** [sdk] RegisterStreamConsumer: so many may be in the making at once. */
export const CONSUMERS_CREATING_MAX = 5

/** From half of the open shards to twice as many ([sdk] UpdateShardCount). */
export function shardCountRange(openShards: number): { min: number; max: number } {
  return {
    min: Math.max(1, Math.ceil(openShards / 2)),
    max: Math.min(SHARDS_MAX, openShards * 2),
  }
}

export type SplitProblem = 'closed' | 'too-small' | 'not-a-split-point'

type SplitShard = Pick<Shard, 'hashKeyRange' | 'sequenceNumberRange'>

/** Why a shard cannot be split there; undefined where it can. */
export function findSplitProblem(
  { hashKeyRange, sequenceNumberRange }: SplitShard,
  newStartingHashKey: string,
): SplitProblem | undefined {
  if (sequenceNumberRange.end !== undefined) return 'closed'
  if (findMiddle(hashKeyRange) === undefined) return 'too-small'
  return isSplitPoint(hashKeyRange, newStartingHashKey) ? undefined : 'not-a-split-point'
}

interface Ranged {
  hashKeyRange: HashKeyRange
}

/** Neighbours among open shards, the lower first: what can be merged. */
export function adjacentPairs<T extends Ranged>(open: readonly T[]): [T, T][] {
  const sorted = open.toSorted((one, other) =>
    BigInt(one.hashKeyRange.start) < BigInt(other.hashKeyRange.start) ? -1 : 1,
  )
  return sorted.flatMap((lower, index): [T, T][] => {
    const upper = sorted[index + 1]
    if (upper === undefined) return []
    return findMerged(lower.hashKeyRange, upper.hashKeyRange) === undefined ? [] : [[lower, upper]]
  })
}
