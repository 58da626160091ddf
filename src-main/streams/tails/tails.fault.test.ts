import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FeedParams, StreamArn } from '#contract'
import { createStream, putRecords } from '../../testing/contract-streams.ts'
import type { Fault } from '../../testing/fault-rules.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import type { FaultyWeir } from '../../testing/faulty-weir.ts'
import { followRecords } from '../../testing/followed-records.ts'
import type { FollowedRecords } from '../../testing/followed-records.ts'
import { kplFrame } from '../../lib/kpl-frame.ts'
import { kinesisClientFor, startKinesis } from '../../testing/kinesis-emulators.ts'

describe('a tail with faults on the way', async () => {
  let kinesis: KinesisClient
  let made = 0
  const faulty: FaultyWeir = await startFaultyWeir({
    start: () => startKinesis('kinesalite'),
    random: () => 0,
  })
  const followed: FollowedRecords[] = []

  beforeAll(() => {
    kinesis = kinesisClientFor(faulty.emulator.endpoint)
  })
  afterEach(async () => {
    for (const each of followed.splice(0)) await each.leave()
  })

  async function newStream(shards = 2): Promise<{ name: string; streamArn: StreamArn }> {
    const name = `faulty-${String((made += 1))}`
    return { name, streamArn: await createStream(kinesis, name, shards) }
  }

  async function tail(
    streamArn: StreamArn,
    more: Partial<FeedParams<'records.tail'>> = {},
  ): Promise<FollowedRecords> {
    const each = await followRecords(faulty.client, {
      ...{
        connectionId: 'sandbox',
        streamArn,
        readsPerSecond: 5,
        tailId: `tail-${String(made)}-x`,
      },
      start: { type: 'TRIM_HORIZON' },
      ...more,
    })
    followed.push(each)
    return each
  }

  function texts(reader: FollowedRecords): string[] {
    return reader.rows().map(({ preview }) => preview)
  }

  function expected(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `record ${String(index)}`).sort()
  }

  const reading: Fault[] = [
    'throttle',
    'server-error',
    'reset',
    'lost-reply',
    'truncated',
    'malformed',
    'expired-iterator',
  ]
  it.each(reading)('has every record once after reads that met %s', async (fault) => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 40 })
    const injected = faulty.proxy.inject({ action: 'GetRecords', fault, times: 3 })
    const reader = await tail(streamArn)
    await reader.until(() => injected.hits() === 3)
    await putRecords(kinesis, { name, count: 20, from: 40 })
    await reader.until(() => reader.rows().length >= 60)
    expect(texts(reader).sort()).toEqual(expected(60))
    const lanes = reader.lanes()
    const throttles = lanes.reduce((sum, lane) => sum + lane.throttles, 0)
    expect(throttles).toBe(fault === 'throttle' ? 3 : 0)
    if (fault === 'expired-iterator') {
      expect(lanes.reduce((sum, lane) => sum + lane.renewals, 0)).toBeGreaterThan(0)
    }
  })

  it.each<Fault>(['throttle', 'server-error', 'reset', 'malformed'])(
    'begins all the same when the list of shards and the iterators met %s',
    async (fault) => {
      const { name, streamArn } = await newStream()
      await putRecords(kinesis, { name, count: 10 })
      faulty.proxy.inject({ action: 'ListShards', fault, times: 4 })
      faulty.proxy.inject({ action: 'GetShardIterator', fault, times: 2 })
      const reader = await tail(streamArn)
      await reader.until(() => reader.rows().length >= 10)
      expect(texts(reader).sort()).toEqual(expected(10))
    },
  )

  it('does not take an answer without a next iterator for the end of an open shard', async () => {
    const { name, streamArn } = await newStream(1)
    await putRecords(kinesis, { name, count: 5 })
    const injected = faulty.proxy.inject({ action: 'GetRecords', fault: 'misshapen', times: 2 })
    const reader = await tail(streamArn)
    await reader.until(() => injected.hits() === 2)
    await putRecords(kinesis, { name, count: 5, from: 5 })
    await reader.until(() => reader.rows().length >= 10)
    expect(texts(reader).sort()).toEqual(expected(10))
  })

  it('waits behind a hang, and reads on', async () => {
    const { name, streamArn } = await newStream(1)
    await putRecords(kinesis, { name, count: 5 })
    const injected = faulty.proxy.inject({ action: 'GetRecords', fault: 'hang', times: 1 })
    const reader = await tail(streamArn)
    await reader.until(() => injected.hits() === 1)
    faulty.proxy.clear()
    await reader.until(() => reader.rows().length >= 5)
    expect(texts(reader)).toEqual(expected(5))
  })

  it('says which permission is missing', async () => {
    const { streamArn } = await newStream(1)
    faulty.proxy.inject({ action: 'GetShardIterator', fault: 'access-denied' })
    const reader = await tail(streamArn)
    await reader.until(() => reader.last().state === 'failed')
    expect(reader.last().error).toMatchObject({
      code: 'access-denied',
      params: { action: 'kinesis:GetShardIterator' },
    })
  })

  it('says that a stream was deleted under it, and reads no more', async () => {
    const { name, streamArn } = await newStream(1)
    await putRecords(kinesis, { name, count: 5 })
    const reader = await tail(streamArn)
    await reader.until(() => reader.rows().length >= 5)
    faulty.proxy.inject({ fault: 'no-such-resource' })
    await reader.until(() => reader.last().state === 'failed')
    expect(reader.last().error).toMatchObject({ code: 'not-found' })
    const calls = faulty.proxy.count('GetRecords')
    await reader.until(() => reader.last().state === 'failed')
    expect(faulty.proxy.count('GetRecords')).toBe(calls)
  })

  it('reads no faster than it was told', async () => {
    const { streamArn } = await newStream(1)
    const reader = await tail(streamArn, { readsPerSecond: 2 })
    await reader.until(() => (reader.lanes()[0]?.reads ?? 0) >= 4)
    const times = faulty.proxy.requests
      .filter(({ action }) => action === 'GetRecords')
      .slice(-3)
      .map(({ atMs }) => atMs)
    const [first = 0, second = 0, third = 0] = times
    expect(third - first).toBeGreaterThanOrEqual(950)
    expect(second - first).toBeGreaterThanOrEqual(450)
  })

  it('takes frames of the producer library apart, and shows broken ones as they are', async () => {
    const { name, streamArn } = await newStream(1)
    const frame = kplFrame(
      Array.from({ length: 3 }, (_, index) => ({
        partitionKey: `sub-${String(index)}`,
        data: Buffer.from(`record ${String(index)}`),
      })),
    )
    const broken = Buffer.from(frame)
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
    await putRecords(kinesis, {
      name,
      count: 3,
      dataOf: (index) => [frame, broken, frame.subarray(0, 9)][index] ?? '',
    })
    const reader = await tail(streamArn)
    await reader.until(() => reader.rows().length >= 5)
    const rows = [...reader.rows()].sort((a, b) => a.index - b.index)
    expect(rows.map(({ partitionKey, subSequence }) => [partitionKey, subSequence])).toEqual([
      ['sub-0', 0],
      ['sub-1', 1],
      ['sub-2', 2],
      ['1', undefined],
      ['2', undefined],
    ])
    expect(rows.slice(3).map(({ frameFailure }) => frameFailure)).toEqual(['checksum', 'truncated'])
    expect(rows.slice(3).every(({ isText }) => !isText)).toBe(true)
  })
})
