import { findHashKey, findMiddle, findSplitProblem, shareOfRing } from '#contract'
import type { HashKeyRange, MappedShard, ShardPlacement, SplitProblem } from '#contract'

export const splitPoints = ['middle', 'key', 'hash'] as const
export type SplitPoint = (typeof splitPoints)[number]

export interface SplitDraft {
  point: SplitPoint
  partitionKey: string
  hashKey: string
}

export const emptySplit: SplitDraft = { point: 'middle', partitionKey: '', hashKey: '' }

export type SplitTrouble = SplitProblem | 'no-key' | 'other-shard' | 'bad-hash-key'

export interface SplitPlan {
  newStartingHashKey: string
  halves: [HashKeyRange, HashKeyRange]
}

/** The hash key that the draft names, or why it names none. */
function hashKeyOf(
  shard: MappedShard,
  draft: SplitDraft,
  placement: ShardPlacement | undefined,
): { hashKey: string } | { trouble: SplitTrouble } {
  if (draft.point === 'middle') {
    const hashKey = findMiddle(shard.hashKeyRange)
    return hashKey === undefined ? { trouble: 'too-small' } : { hashKey }
  }
  if (draft.point === 'hash') {
    if (draft.hashKey === '') return { trouble: 'no-key' }
    return findHashKey(draft.hashKey) === undefined
      ? { trouble: 'bad-hash-key' }
      : { hashKey: draft.hashKey }
  }
  if (draft.partitionKey === '' || placement?.kind !== 'shard') return { trouble: 'no-key' }
  if (placement.shardId !== shard.shardId) return { trouble: 'other-shard' }
  return { hashKey: placement.hashKey }
}

/** Where the shard would be split and what its halves would be, or why it cannot be. */
export function planSplit(
  shard: MappedShard,
  draft: SplitDraft,
  placement: ShardPlacement | undefined,
): SplitPlan | { trouble: SplitTrouble } {
  const found = hashKeyOf(shard, draft, placement)
  if ('trouble' in found) return found
  const problem = findSplitProblem(shard, found.hashKey)
  if (problem !== undefined) return { trouble: problem }
  const { start, end } = shard.hashKeyRange
  const lastOfFirst = String(BigInt(found.hashKey) - 1n)
  return {
    newStartingHashKey: found.hashKey,
    halves: [
      { start, end: lastOfFirst },
      { start: found.hashKey, end },
    ],
  }
}

/** In percent of all hash keys, to two digits. */
export function percentOf(range: HashKeyRange): number {
  return Math.round(shareOfRing(range) * 10_000) / 100
}
