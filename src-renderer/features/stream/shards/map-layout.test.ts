import { describe, expect, it } from 'vitest'
import { mappedShardSchema } from '#contract'
import type { MappedShard } from '#contract'
import { barHeight, barTop, findNeighbour, mapHeight, percent } from './map-layout.ts'

type Place = Pick<MappedShard, 'generation' | 'lastGeneration' | 'from' | 'to'>

function shard(shardId: string, place: Place): MappedShard {
  return mappedShardSchema.parse({
    ...{ shardId, ...place, isOpen: true, expiredParentIds: [], childIds: [] },
    hashKeyRange: { start: '0', end: '1' },
    sequenceNumberRange: { start: '0' },
  })
}

/** 0 was split into 2 and 3; 1 was never touched. */
const parent = shard('0', { generation: 0, lastGeneration: 0, from: 0, to: 0.5 })
const whole = shard('1', { generation: 0, lastGeneration: 1, from: 0.5, to: 1 })
const left = shard('2', { generation: 1, lastGeneration: 1, from: 0, to: 0.25 })
const right = shard('3', { generation: 1, lastGeneration: 1, from: 0.25, to: 0.5 })
const shards = [parent, whole, left, right]

describe('the drawing of shards', () => {
  it('lets an open shard reach from its own row to the last', () => {
    expect(barTop(whole)).toBe(0)
    expect(barHeight(whole)).toBe(mapHeight(2))
    expect(barTop(left) + barHeight(left)).toBe(mapHeight(2))
    expect(mapHeight(0)).toBe(mapHeight(1))
  })

  it('is to scale', () => {
    expect(percent(1 / 8)).toBe('12.5%')
    expect(percent(1 / 3)).toBe('33.33333%')
  })

  it.each([
    [parent, 'ArrowRight', whole],
    [parent, 'ArrowDown', right],
    [parent, 'ArrowUp', undefined],
    [left, 'ArrowUp', parent],
    [right, 'ArrowUp', parent],
    [left, 'ArrowLeft', undefined],
    [left, 'ArrowRight', right],
    [right, 'ArrowRight', whole],
    [whole, 'ArrowLeft', right],
    [whole, 'ArrowDown', undefined],
    [whole, 'Home', left],
    [left, 'End', whole],
    [left, 'a', undefined],
    [undefined, 'ArrowRight', parent],
    [undefined, 'a', undefined],
  ])('moves with the keys', (from, key, to) => {
    expect(findNeighbour(shards, from, key)?.shardId).toBe(to?.shardId)
  })
})
