import { describe, expect, it } from 'vitest'
import { mappedShardSchema, shardIdSchema } from '#contract'
import type { ShardPlacement } from '#contract'
import { emptySplit, planSplit } from './split-draft.ts'
import type { SplitDraft } from './split-draft.ts'

const shard = mappedShardSchema.parse({
  shardId: 'shardId-000000000003',
  hashKeyRange: { start: '100', end: '199' },
  sequenceNumberRange: { start: '1' },
  ...{ isOpen: true, generation: 0, lastGeneration: 0, from: 0, to: 1 },
  ...{ expiredParentIds: [], childIds: [] },
})

function placed(shardId: string, hashKey: string): ShardPlacement {
  return { kind: 'shard', shardId: shardIdSchema.parse(shardId), hashKey, place: 0 }
}

describe('the plan of a split', () => {
  it.each<[string, Partial<SplitDraft>, ShardPlacement | undefined, string]>([
    ['the middle', {}, undefined, '150'],
    ['a hash key', { point: 'hash', hashKey: '120' }, undefined, '120'],
    ['a key', { point: 'key', partitionKey: 'k' }, placed('shardId-000000000003', '180'), '180'],
  ])('at %s', (_what, draft, placement, at) => {
    const plan = planSplit(shard, { ...emptySplit, ...draft }, placement)
    expect(plan).toEqual({
      newStartingHashKey: at,
      halves: [
        { start: '100', end: String(Number(at) - 1) },
        { start: at, end: '199' },
      ],
    })
  })

  it.each<[string, Partial<SplitDraft>, ShardPlacement | undefined]>([
    ['no-key', { point: 'hash' }, undefined],
    ['no-key', { point: 'key', partitionKey: 'k' }, undefined],
    ['bad-hash-key', { point: 'hash', hashKey: '0x5' }, undefined],
    ['not-a-split-point', { point: 'hash', hashKey: '101' }, undefined],
    ['other-shard', { point: 'key', partitionKey: 'k' }, placed('shardId-000000000001', '50')],
  ])('is none: %s', (trouble, draft, placement) => {
    expect(planSplit(shard, { ...emptySplit, ...draft }, placement)).toEqual({ trouble })
  })

  it('is none of a shard of three keys', () => {
    const tiny = { ...shard, hashKeyRange: { start: '5', end: '7' } }
    expect(planSplit(tiny, emptySplit, undefined)).toEqual({ trouble: 'too-small' })
  })
})
