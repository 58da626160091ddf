import { expect, it } from 'vitest'
import { sequenceNumberSchema, shardIdSchema } from '#contract'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import { kplFrame } from '../../lib/kpl-frame.ts'
import { keptRecords } from './read-records.ts'
import type { ReadRecord } from './shard-cursor.ts'
import { TailLoad } from './tail-load.ts'

const shardId = shardIdSchema.parse('shardId-000000000000')
const t0 = 1_763_800_000_000

function record(PartitionKey: string | undefined, Data: Uint8Array, atMs = t0): ReadRecord {
  return {
    SequenceNumber: sequenceNumberSchema.parse('1'),
    PartitionKey,
    Data,
    ApproximateArrivalTimestamp: new Date(atMs),
  }
}

function loadOf(records: readonly ReadRecord[], atMs = t0 + 1_000): TailLoad {
  const load = new TailLoad(createSteppedClock(atMs))
  load.add(shardId, records)
  for (const each of records) for (const kept of keptRecords(shardId, each)) load.addKey(kept)
  return load
}

it('says nothing before anything was read', () => {
  expect(new TailLoad(createSteppedClock(t0)).report()).toBeUndefined()
})

it('counts what came through a shard by its own seconds, keys included', () => {
  const hundred = Array.from({ length: 100 }, () => record('user-7', new Uint8Array(94), t0 - 1000))
  const { shards, seconds } = loadOf([...hundred, record('b', new Uint8Array(1))]).report() ?? {}
  expect(seconds).toBe(10)
  expect(shards).toEqual([
    {
      shardId,
      perSecond: { records: 10, bytes: 1000 },
      busiest: { records: 100, bytes: 10_000 },
    },
  ])
})

it('names the keys that came most often, exactly while there are few', () => {
  const records = ['a', 'b', 'a', 'a'].map((key) => record(key, new Uint8Array(9)))
  const report = loadOf(records).report()
  expect(report?.keys.map(({ key, records: { most } }) => [key, most])).toEqual([
    ['a', 3],
    ['b', 1],
  ])
  expect(report?.maxError).toEqual({ records: 0, bytes: 0 })
  expect(report?.counted).toEqual({ records: 4, bytes: 40 })
})

it('counts the parts of a packed record by their own keys, and the whole once for the limit', () => {
  const packed = kplFrame(
    ['one', 'two'].map((partitionKey) => ({ partitionKey, data: new Uint8Array(1) })),
  )
  const report = loadOf([record('a', packed, t0 - 1000), record('a', new Uint8Array(1))]).report()
  expect(report?.keys.map(({ key }) => key).sort()).toEqual(['a', 'one', 'two'])
  expect(report?.shards[0]?.busiest.records).toBe(1)
})

it('says nothing of records without a key, as streams have them that distribute by themselves', () => {
  expect(loadOf([record(undefined, new Uint8Array(3))]).report()?.keys).toEqual([])
})
