import {
  GetShardIteratorCommand,
  ListShardsCommand,
  MergeShardsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { streamArnSchema, tailStartSchema } from '#contract'
import type { FeedParams, StreamArn, TailStart } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, putRecords, untilActive } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { followRecords } from '../../testing/followed-records.ts'
import type { FollowedRecords } from '../../testing/followed-records.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const middle = '170141183460469231731687303715884105728'
const quarter = '85070591730234615865843651857942052864'

describe.each(kinesisEmulators)('a tail on %s', (emulatorName) => {
  let emulator: Emulator
  let kinesis: KinesisClient
  let weir: ComposedWeir
  let made = 0
  const followed: FollowedRecords[] = []

  beforeAll(async () => {
    emulator = await startKinesis(emulatorName)
    kinesis = kinesisClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
  })
  afterEach(async () => {
    for (const each of followed.splice(0)) await each.leave()
  })
  afterAll(async () => {
    await weir.close()
    kinesis.destroy()
    await emulator.close()
  })

  async function newStream(shards = 1): Promise<{ name: string; streamArn: StreamArn }> {
    const name = `tailed-${String((made += 1))}`
    return { name, streamArn: await createStream(kinesis, name, shards) }
  }

  async function tail(
    streamArn: StreamArn,
    start: TailStart,
    more: Partial<FeedParams<'records.tail'>> = {},
  ): Promise<FollowedRecords> {
    const each = await followRecords(weir.client, {
      ...{ connectionId, streamArn, start, readsPerSecond: 5 },
      tailId: `tail-${String(made)}-${String(followed.length)}`,
      ...more,
    })
    followed.push(each)
    return each
  }

  function texts(reader: FollowedRecords): string[] {
    return reader.rows().map(({ preview }) => preview)
  }

  function expected(count: number, from = 0): string[] {
    return Array.from({ length: count }, (_, index) => `record ${String(index + from)}`).sort()
  }

  it('reads every record of every shard from the trim horizon, once', async () => {
    const { name, streamArn } = await newStream(4)
    await putRecords(kinesis, { name, count: 200 })
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await reader.until(() => reader.rows().length >= 200)
    expect(texts(reader).sort()).toEqual(expected(200))
    expect(new Set(reader.rows().map(({ shardId }) => shardId)).size).toBe(4)
    expect(reader.rows()[0]).toMatchObject({ isText: true, partitionKey: expect.any(String) })
  })

  it('reads from the latest only what comes after it began', async () => {
    const { name, streamArn } = await newStream(2)
    await putRecords(kinesis, { name, count: 20 })
    const reader = await tail(streamArn, { type: 'LATEST' })
    await reader.until(
      () => reader.lanes().length === 2 && reader.lanes().every(({ reads }) => reads > 0),
    )
    await putRecords(kinesis, { name, count: 10, from: 20 })
    await reader.until(() => reader.rows().length >= 10)
    expect(texts(reader).sort()).toEqual(expected(10, 20))
  })

  it('reads from a sequence number, with and without it', async () => {
    const { name, streamArn } = await newStream()
    const sequenceNumbers = await putRecords(kinesis, { name, count: 10 })
    const at = { shardId: 'shardId-000000000000', sequenceNumber: sequenceNumbers[4] ?? '' }
    for (const [type, from] of [
      ['AT_SEQUENCE_NUMBER', 4],
      ['AFTER_SEQUENCE_NUMBER', 5],
    ] as const) {
      const reader = await tail(streamArn, tailStartSchema.parse({ type, ...at }))
      await reader.until(() => reader.rows().length >= 10 - from)
      expect(texts(reader)).toEqual(expected(10 - from, from))
    }
  })

  it('goes through a split and a merge while it reads, without gap or repeat', async () => {
    const { name, streamArn } = await newStream(2)
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await putRecords(kinesis, { name, count: 100 })
    await kinesis.send(
      new SplitShardCommand({
        StreamName: name,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: quarter,
      }),
    )
    await untilActive(kinesis, name)
    await putRecords(kinesis, { name, count: 100, from: 100 })
    await kinesis.send(
      new MergeShardsCommand({
        StreamName: name,
        ShardToMerge: 'shardId-000000000003',
        AdjacentShardToMerge: 'shardId-000000000001',
      }),
    )
    await untilActive(kinesis, name)
    await putRecords(kinesis, { name, count: 100, from: 200 })
    await reader.until(() => reader.rows().length >= 300)
    expect(texts(reader).sort()).toEqual(expected(300))
    await reader.until(() => reader.lanes().length === 5)
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: name }))
    const closed = Shards.filter(
      ({ SequenceNumberRange }) => SequenceNumberRange?.EndingSequenceNumber,
    ).map(({ ShardId }) => ShardId)
    const ended = () =>
      reader.lanes().flatMap(({ state, shardId }) => (state === 'ended' ? [shardId] : []))
    // How the lanes stand is told twice a second; the records come sooner.
    await reader.until(() => ended().length === closed.length)
    expect(ended().sort()).toEqual(closed.sort())
    expect(reader.lanes().reduce((sum, { repeats }) => sum + repeats, 0)).toBe(0)
  })

  it('reads the parents of a stream that was split before their children', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 50 })
    await kinesis.send(
      new SplitShardCommand({
        StreamName: name,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: middle,
      }),
    )
    await untilActive(kinesis, name)
    await putRecords(kinesis, { name, count: 50, from: 50 })
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await reader.until(() => reader.rows().length >= 100)
    const byIndex = [...reader.rows()].sort((a, b) => a.index - b.index)
    expect(byIndex.slice(0, 50).every(({ shardId }) => shardId.endsWith('0'))).toBe(true)
    expect(texts(reader).sort()).toEqual(expected(100))
  })

  it('makes no call while nobody wants one, and goes on where it was', async () => {
    const { name, streamArn } = await newStream()
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await putRecords(kinesis, { name, count: 10 })
    await reader.until(() => reader.rows().length >= 10)
    reader.pause()
    await putRecords(kinesis, { name, count: 10, from: 10 })
    // A paused feed answers at most the round that was under way.
    expect(texts(reader).filter((text) => expected(10, 10).includes(text))).toEqual([])
    reader.resume()
    await reader.until(() => reader.rows().length >= 20)
    expect(texts(reader).sort()).toEqual(expected(20))
  })

  it('finds by text, by what is compressed, and by key; another filter looks again at what was read', async () => {
    const { name, streamArn } = await newStream()
    const { gzipSync } = await import('node:zlib')
    await putRecords(kinesis, {
      name,
      count: 20,
      keyOf: (index) => `user-${String(index % 4)}`,
      dataOf: (index) =>
        index === 7 ? gzipSync('{"order":"Poisoned"}') : `order ${String(index)}`,
    })
    const tailId = 'tail-of-filters'
    const filter = { text: 'poisoned' }
    const first = await tail(streamArn, { type: 'TRIM_HORIZON' }, { tailId, filter })
    await first.until(() => first.rows().length >= 1 && first.last().read === 20)
    expect(first.rows()).toHaveLength(1)
    expect(first.rows()[0]).toMatchObject({ partitionKey: 'user-3', isText: false })
    await first.leave()
    const second = await tail(
      streamArn,
      { type: 'TRIM_HORIZON' },
      {
        tailId,
        filter: { partitionKey: 'user-1' },
      },
    )
    await second.until(() => second.rows().length >= 5)
    expect(second.last().read).toBe(20)
  })

  it('finds by an expression over what records decode to, and tells what it could not judge', async () => {
    const { name, streamArn } = await newStream()
    const { gzipSync } = await import('node:zlib')
    await putRecords(kinesis, {
      name,
      count: 12,
      keyOf: (index) => `user-${String(index % 2)}`,
      dataOf: (index) => {
        if (index === 3) return '{"total":"many"}'
        const text = `{"total":${String(index * 10)}}`
        return index === 8 ? gzipSync(text) : text
      },
    })
    const filter = { expression: "body.total + 0 > 50 and key = 'user-0'" }
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' }, { filter })
    await reader.until(() => reader.last().read === 12 && reader.rows().length >= 3)
    expect(reader.rows().map(({ index }) => index)).toEqual([7, 9, 11])
    expect(reader.last().expression).toMatchObject({ failed: 1, unjudged: 0 })
    const { trouble } = await weir.client.expressions.check({ expression: 'body.(' })
    expect(trouble?.message).not.toBe('')
  })

  it('gives the whole of a record, from memory and from the stream', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, {
      name,
      count: 3,
      dataOf: (index) => `{"n":${String(index)},"x":"${'y'.repeat(900)}"}`,
    })
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await reader.until(() => reader.rows().length >= 3)
    const row = reader.rows()[1]
    if (row === undefined) throw new Error('no row')
    expect(row.preview).toHaveLength(300)
    const { index, shardId, sequenceNumber } = row
    const asked = { connectionId, streamArn, index, shardId, sequenceNumber }
    const kept = await weir.client.records.get({ ...asked, tailId: `tail-${String(made)}-0` })
    const again = await weir.client.records.get({ ...asked, tailId: 'no-such-tail' })
    expect(kept).toEqual(again)
    expect(kept.text).toBe(`{"n":1,"x":"${'y'.repeat(900)}"}`)
    // Text crosses once, not as bytes beside it.
    expect(kept.data).toBeUndefined()
    expect(kept.decoded).toMatchObject({ language: 'json' })
  })

  it('says that a stream is not there', async () => {
    const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/absent')
    const reader = await tail(streamArn, { type: 'LATEST' })
    await reader.until(() => reader.last().state === 'failed')
    expect(reader.last().error).toMatchObject({ code: 'not-found' })
  })

  it('reads on from an iterator of its own when another reader has read the same', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 5 })
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: name,
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    )
    expect(ShardIterator).toBeDefined()
    const reader = await tail(streamArn, { type: 'TRIM_HORIZON' })
    await reader.until(() => reader.rows().length >= 5)
    expect(texts(reader)).toEqual(expected(5))
  })
})
