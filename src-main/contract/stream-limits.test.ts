import { describe, expect, it } from 'vitest'
import { adjacentPairs, findSplitProblem, isStreamName, shardCountRange } from './stream-limits.ts'

it.each([
  ['clicks.v2_eu-west', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['', false],
  ['clicks/v2', false],
  ['클릭', false],
])('%s is a name: %s', (name, isName) => {
  expect(isStreamName(name)).toBe(isName)
})

it.each([
  [1, { min: 1, max: 2 }],
  [5, { min: 3, max: 10 }],
  [8_000, { min: 4_000, max: 10_000 }],
])('of %i open shards may come %j', (open, range) => {
  expect(shardCountRange(open)).toEqual(range)
})

describe('a shard', () => {
  const open = { hashKeyRange: { start: '10', end: '20' }, sequenceNumberRange: { start: '1' } }

  it.each([
    ['15', open, undefined],
    ['21', open, 'not-a-split-point'],
    ['15', { ...open, sequenceNumberRange: { start: '1', end: '2' } }, 'closed'],
    ['11', { ...open, hashKeyRange: { start: '10', end: '12' } }, 'too-small'],
  ])('split at %s of %j: %s', (key, shard, problem) => {
    expect(findSplitProblem(shard, key)).toBe(problem)
  })

  it('is merged with the neighbour that it touches', () => {
    const shard = (start: string, end: string) => ({ hashKeyRange: { start, end } })
    const [a, b, c] = [shard('0', '9'), shard('10', '100'), shard('102', '200')]
    expect(adjacentPairs([c, b, a])).toEqual([[a, b]])
    expect(adjacentPairs([a])).toEqual([])
  })
})
