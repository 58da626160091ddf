import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shardIdSchema } from '#contract'
import type { Shard } from '#contract'
import { findMerged, findMiddle } from '#contract'
import { shardLineage } from './shard-lineage.ts'

const ringSize = 2n ** 128n
const idOf = (id: number): Shard['shardId'] =>
  shardIdSchema.parse(`shardId-${String(id).padStart(12, '0')}`)

interface Sketch {
  id: number
  parents?: number[]
  isClosed?: boolean
  range?: Shard['hashKeyRange']
}

function shardOf({ id, parents = [], isClosed = false, range }: Sketch): Shard {
  const [parent, adjacent] = parents.map(idOf)
  return {
    shardId: idOf(id),
    ...(parent === undefined ? {} : { parentShardId: parent }),
    ...(adjacent === undefined ? {} : { adjacentParentShardId: adjacent }),
    hashKeyRange: range ?? { start: '0', end: String(ringSize - 1n) },
    sequenceNumberRange: { start: '1', ...(isClosed ? { end: '2' } : {}) },
  }
}

const quarter = (at: number, width = 1): Shard['hashKeyRange'] => ({
  start: String((ringSize / 4n) * BigInt(at)),
  end: String((ringSize / 4n) * BigInt(at + width) - 1n),
})

/** 0 is split into 2 and 3; 3 and 1 merge into 4. */
const splitAndMerged = [
  shardOf({ id: 0, isClosed: true, range: quarter(0, 2) }),
  shardOf({ id: 1, isClosed: true, range: quarter(2, 2) }),
  shardOf({ id: 2, parents: [0], range: quarter(0) }),
  shardOf({ id: 3, parents: [0], isClosed: true, range: quarter(1) }),
  shardOf({ id: 4, parents: [3, 1], range: quarter(1, 3) }),
]

/** A stream that was split and merged at random, as Kinesis would list it. */
function streamAfter(steps: readonly { at: number; isMerge: boolean }[]): Shard[] {
  const shards = [shardOf({ id: 0 })]
  const close = (shard: Shard): void => {
    shard.sequenceNumberRange = { start: '1', end: '2' }
  }
  for (const { at, isMerge } of steps) {
    const open = shards.filter(({ sequenceNumberRange: { end } }) => end === undefined)
    const one = open[at % open.length]
    const other = open.find((shard) => one && findMerged(one.hashKeyRange, shard.hashKeyRange))
    const middle = one && findMiddle(one.hashKeyRange)
    const numberOf = ({ shardId }: Shard): number => Number(shardId.slice(-12))
    if (one && other && isMerge) {
      const range = findMerged(one.hashKeyRange, other.hashKeyRange)
      close(one)
      close(other)
      const parents = [numberOf(one), numberOf(other)]
      shards.push(shardOf({ id: shards.length, parents, ...(range ? { range } : {}) }))
    } else if (one && middle !== undefined) {
      const { start, end } = one.hashKeyRange
      close(one)
      const parents = [numberOf(one)]
      shards.push(
        shardOf({ id: shards.length, parents, range: { start, end: String(BigInt(middle) - 1n) } }),
      )
      shards.push(shardOf({ id: shards.length, parents, range: { start: middle, end } }))
    }
  }
  return shards
}

describe('a stream that was split and merged', () => {
  const lineage = shardLineage(splitAndMerged)

  it('has generations, each shard below its youngest parent', () => {
    expect(lineage.generations).toBe(3)
    expect(
      lineage.shards.map(({ shardId, generation }) => [Number(shardId.slice(-2)), generation]),
    ).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
    ])
  })

  it('has its shards to scale, each down to where its children begin', () => {
    expect(
      lineage.shards.map(({ from, to, generation, lastGeneration }) => [
        from,
        to,
        generation,
        lastGeneration,
      ]),
    ).toEqual([
      [0, 0.5, 0, 0],
      [0.5, 1, 0, 1],
      [0, 0.25, 1, 2],
      [0.25, 0.5, 1, 1],
      [0.25, 1, 2, 2],
    ])
  })

  it('says who came from whom, and how', () => {
    const edges = lineage.edges.map(({ fromId, toId, kind }) => [
      Number(fromId.slice(-2)),
      Number(toId.slice(-2)),
      kind,
    ])
    expect(edges).toEqual([
      [0, 2, 'split'],
      [0, 3, 'split'],
      [3, 4, 'merge'],
      [1, 4, 'merge'],
    ])
    expect(lineage.shards[0]?.childIds).toEqual([2, 3].map(idOf))
    expect(lineage.shards[4]?.parentIds).toEqual([3, 1].map(idOf))
  })

  it('names the parents that have expired', () => {
    const { shards, edges } = shardLineage(
      splitAndMerged.filter(({ shardId }) => shardId !== idOf(1)),
    )
    const merged = shards.find(({ shardId }) => shardId === idOf(4))
    expect(merged).toMatchObject({
      parentIds: [idOf(3)],
      expiredParentIds: [idOf(1)],
      generation: 2,
    })
    expect(edges.filter(({ toId }) => toId === idOf(4))).toEqual([
      { fromId: idOf(3), toId: idOf(4), kind: 'merge' },
    ])
  })

  it('covers the ring in every generation, and never twice, however it came about', () => {
    const step = fc.record({ at: fc.nat({ max: 1000 }), isMerge: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { shards, generations } = shardLineage(streamAfter(steps))
        for (let row = 0; row < generations; row += 1) {
          const inRow = shards.filter(
            ({ generation, lastGeneration }) => generation <= row && row <= lastGeneration,
          )
          const width = inRow.reduce((all, { from, to }) => all + to - from, 0)
          expect(width).toBeCloseTo(1, 9)
        }
      }),
    )
  })
})

describe('a list that is not as it should be', () => {
  it.each<[string, Shard[], number]>([
    ['nothing', [], 0],
    ['its own parent', [shardOf({ id: 0, parents: [0] })], 1],
    [
      'two that descend from each other',
      [shardOf({ id: 0, parents: [1] }), shardOf({ id: 1, parents: [0] })],
      2,
    ],
    ['one parent named twice', [shardOf({ id: 0 }), shardOf({ id: 1, parents: [0, 0] })], 2],
    ['one shard listed twice', [shardOf({ id: 0 }), shardOf({ id: 0 })], 1],
    ['children before their parents', [...splitAndMerged].reverse(), 3],
    ['no range', [shardOf({ id: 0, range: { start: '9', end: '1' } })], 1],
  ])('(%s) is drawn all the same', (_what, shards, generations) => {
    const lineage = shardLineage(shards)
    expect(lineage.generations).toBe(generations)
    expect(lineage.shards.map(({ shardId }) => shardId).sort()).toEqual(
      [...new Set(shards.map(({ shardId }) => shardId))].sort(),
    )
  })

  it('has every shard once and in a row of its own, whoever is whose parent', () => {
    const sketch = fc.record({
      id: fc.nat({ max: 20 }),
      parents: fc.array(fc.nat({ max: 25 }), { maxLength: 2 }),
      isClosed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 25 }), (sketches) => {
        const { shards, generations } = shardLineage(sketches.map(shardOf))
        expect(shards).toHaveLength(new Set(sketches.map(({ id }) => id)).size)
        for (const { generation, lastGeneration } of shards) {
          expect(generation).toBeLessThanOrEqual(lastGeneration)
          expect(lastGeneration).toBeLessThan(generations)
        }
      }),
    )
  })

  it('takes 10,000 shards, side by side or in one line', () => {
    const ids = Array.from({ length: 10_000 }, (_, id) => id)
    expect(shardLineage(ids.map((id) => shardOf({ id }))).generations).toBe(1)
    const chain = ids.map((id) =>
      shardOf({ id, parents: id === 0 ? [] : [id - 1], isClosed: true }),
    )
    expect(shardLineage(chain).generations).toBe(10_000)
    expect(shardLineage([...chain].reverse()).generations).toBe(10_000)
    const ring = [...chain.slice(1), shardOf({ id: 0, parents: [9_999] })]
    expect(shardLineage(ring).shards).toHaveLength(10_000)
  })
})
