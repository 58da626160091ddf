import { DeleteStreamCommand, SplitShardCommand } from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iteratorStartSchema, MOST_ITERATORS, sequenceNumberSchema } from '#contract'
import type { AnswerOf, InputOf, IteratorStart, LiveIterator, StreamArn } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, putRecords, untilActive } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { followRecords } from '../../testing/followed-records.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  kinesisLacks,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const shardId = 'shardId-000000000000'
const middle = '170141183460469231731687303715884105728'

describe.each(kinesisEmulators)('iterators by hand on %s', (emulatorName) => {
  const lacks = kinesisLacks[emulatorName]
  let emulator: Emulator
  let kinesis: KinesisClient
  let weir: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await startKinesis(emulatorName)
    kinesis = kinesisClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await weir.close()
    kinesis.destroy()
    await emulator.close()
  })

  async function newStream(count: number) {
    const name = `stepped-${String((made += 1))}`
    const streamArn = await createStream(kinesis, name, 1)
    return { name, streamArn, sequenceNumbers: await putRecords(kinesis, { name, count }) }
  }

  function open(
    streamArn: StreamArn,
    start: InputOf<'iterators.open'>['start'],
  ): Promise<LiveIterator> {
    return weir.client.iterators.open({ connectionId, streamArn, shardId, start })
  }

  function step(
    streamArn: StreamArn,
    { iteratorId }: LiveIterator,
    limit = 100,
  ): Promise<AnswerOf<'iterators.step'>> {
    return weir.client.iterators.step({ connectionId, streamArn, iteratorId, limit })
  }

  function texts({ records }: AnswerOf<'iterators.step'>): string[] {
    return records.map(({ preview }) => preview)
  }

  async function watchOnce(streamArn: StreamArn) {
    const feed = await weir.client.shards.watch(
      (async function* () {
        yield { open: { connectionId, streamArn }, credit: 1 }
        await new Promise(() => undefined)
      })(),
    )
    const item = await feed.next()
    await feed.return?.()
    if (item.done === true) throw new Error('the feed ended at once')
    return item.value
  }

  it('reads from the oldest record, so many at a time as are asked for', async () => {
    const { streamArn } = await newStream(5)
    const iterator = await open(streamArn, { type: 'TRIM_HORIZON' })
    expect(iterator).toMatchObject({ heldBy: 'hand', reads: 0, type: 'TRIM_HORIZON' })
    expect(texts(await step(streamArn, iterator, 2))).toEqual(['record 0', 'record 1'])
    const second = await step(streamArn, iterator, 2)
    expect(texts(second)).toEqual(['record 2', 'record 3'])
    expect(second.records.map(({ index }) => index)).toEqual([3, 4])
    expect(second.iterator).toMatchObject({ reads: 2, records: 4, renewals: 0, isEnded: false })
    expect(second.iterator.lastSequenceNumber).toBe(second.records[1]?.sequenceNumber)
    const lifeMs = (second.iterator.expiresAtMs ?? 0) - (second.iterator.obtainedAtMs ?? 0)
    expect(lifeMs).toBe(300_000)
  })

  it('begins at the latest, a time, a sequence number and the one after it', async () => {
    const { name, streamArn, sequenceNumbers } = await newStream(4)
    const sequenceNumber = sequenceNumberSchema.parse(sequenceNumbers[2])
    const starts: [IteratorStart, string[]][] = [
      [{ type: 'LATEST' }, []],
      [{ type: 'AT_TIMESTAMP', atMs: Date.now() - 60_000 }, ['record 0', 'record 1']],
      [{ type: 'AT_SEQUENCE_NUMBER', sequenceNumber }, ['record 2', 'record 3']],
      [{ type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber }, ['record 3']],
    ]
    for (const [start, expected] of starts) {
      const iterator = await open(streamArn, iteratorStartSchema.parse(start))
      expect(texts(await step(streamArn, iterator, 2))).toEqual(expected)
    }
    const latest = await open(streamArn, { type: 'LATEST' })
    await putRecords(kinesis, { name, count: 1, from: 4 })
    expect(texts(await step(streamArn, latest))).toEqual(['record 4'])
  })

  it('steps into the end of a shard that was split, and asks no more after it', async () => {
    const { name, streamArn } = await newStream(3)
    const iterator = await open(streamArn, { type: 'TRIM_HORIZON' })
    const split = { ShardToSplit: shardId, NewStartingHashKey: middle }
    await kinesis.send(new SplitShardCommand({ StreamName: name, ...split }))
    await untilActive(kinesis, name)
    let last = await step(streamArn, iterator)
    const seen = texts(last)
    while (!last.iterator.isEnded) {
      last = await step(streamArn, iterator)
      seen.push(...texts(last))
    }
    expect(seen).toEqual(['record 0', 'record 1', 'record 2'])
    expect(last.children).toHaveLength(lacks.has('child-shards') ? 0 : 2)
    expect(last.iterator).not.toHaveProperty('expiresAtMs')
    const after = await step(streamArn, iterator)
    expect(after.records).toEqual([])
    expect(after.iterator.reads).toBe(last.iterator.reads)
  })

  it('lists those by hand beside those of a running tail, and forgets what is closed', async () => {
    const { streamArn } = await newStream(30)
    const iterator = await open(streamArn, { type: 'TRIM_HORIZON' })
    const tail = await followRecords(weir.client, {
      ...{ connectionId, streamArn, start: { type: 'TRIM_HORIZON' }, readsPerSecond: 5 },
      tailId: `tail-of-${String(made)}`,
    })
    await tail.until(() => tail.rows().length === 30)
    const watched = await watchOnce(streamArn)
    const byHolder = watched.iterators.map(({ heldBy, type }) => [heldBy, type])
    expect(byHolder).toEqual([
      ['hand', 'TRIM_HORIZON'],
      ['tail', 'TRIM_HORIZON'],
    ])
    expect(watched.iterators[1]).toMatchObject({ records: 30, shardId })
    expect(watched.load?.counted.records).toBe(30)
    await tail.leave()
    const { iteratorId } = iterator
    await weir.client.iterators.close({ connectionId, streamArn, iteratorId })
    const left = (await watchOnce(streamArn)).iterators.filter(({ heldBy }) => heldBy === 'hand')
    expect(left).toEqual([])
    await expect(step(streamArn, iterator)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('reveals the string with a line that the AWS CLI reads with', async () => {
    const { streamArn } = await newStream(1)
    const { iteratorId } = await open(streamArn, { type: 'TRIM_HORIZON' })
    const at = { connectionId, streamArn, iteratorId }
    const { iterator, command } = await weir.client.iterators.reveal(at)
    expect(command).toContain(`aws kinesis get-records --shard-iterator ${iterator}`)
    expect(command).toContain(`--endpoint-url ${emulator.endpoint}`)
  })

  it('says which is not there: the shard, the sequence number, in the end the stream', async () => {
    const { name, streamArn } = await newStream(1)
    const start = { type: 'TRIM_HORIZON' as const }
    const elsewhere = { connectionId, streamArn, shardId: 'shardId-000000000077', start }
    expect(await codeOf(weir.client.iterators.open(elsewhere))).toBe('not-found')
    const refused = lacks.has('refused-sequence-numbers') ? 'not-found' : 'invalid-input'
    const never = open(streamArn, { type: 'AT_SEQUENCE_NUMBER', sequenceNumber: '7' })
    expect(await codeOf(never)).toBe(refused)
    const held = await open(streamArn, start)
    await kinesis.send(new DeleteStreamCommand({ StreamName: name }))
    await expect.poll(() => codeOf(open(streamArn, start))).toBe('not-found')
    expect(await codeOf(step(streamArn, held))).toBe('not-found')
    const [shown] = (await watchOnce(streamArn)).iterators
    expect(shown?.error?.code).toBe('not-found')
  })

  it('holds so many and no more', async () => {
    const { streamArn } = await newStream(0)
    const start = { type: 'TRIM_HORIZON' as const }
    const before = (await watchOnce(streamArn)).iterators.length
    expect(before).toBe(0)
    const codes: unknown[] = []
    for (let at = 0; at <= MOST_ITERATORS; at += 1) codes.push(await codeOf(open(streamArn, start)))
    expect(codes.at(-1)).toBe('quota-exceeded')
    for (const { iteratorId } of (await watchOnce(streamArn)).iterators) {
      await weir.client.iterators.close({ connectionId, streamArn, iteratorId })
    }
    expect(await codeOf(open(streamArn, start))).toBe('none')
  })
})

/** The code that a call fails with. */
async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
    return 'none'
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown
  }
}
