import { DescribeStreamSummaryCommand, ListStreamsCommand } from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shardIdSchema, streamArnSchema } from '#contract'
import type { StreamArn } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { tokenOfRefusal } from '../../testing/confirmation-token.ts'
import { createStream, untilActive } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  kinesisLacks,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const middle = '170141183460469231731687303715884105728'
const [first, second, third] = ['0', '1', '2'].map((n) =>
  shardIdSchema.parse(`shardId-00000000000${n}`),
)
if (!first || !second || !third) throw new Error('three shards')

describe.each(kinesisEmulators)('managing streams on %s', (emulatorName) => {
  const lacks = kinesisLacks[emulatorName]
  let emulator: Emulator
  let kinesis: KinesisClient
  let weir: ComposedWeir
  let streams: ComposedWeir['client']['streams']
  let made = 0

  beforeAll(async () => {
    emulator = await startKinesis(emulatorName)
    kinesis = kinesisClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
    streams = weir.client.streams
  })
  afterAll(async () => {
    await weir.close()
    kinesis.destroy()
    await emulator.close()
  })

  const nextName = (): string => `managed-${String((made += 1))}`

  async function newStream(shards = 1): Promise<{ name: string; streamArn: StreamArn }> {
    const name = nextName()
    return { name, streamArn: await createStream(kinesis, name, shards) }
  }

  async function summaryOf(name: string) {
    await untilActive(kinesis, name)
    const command = new DescribeStreamSummaryCommand({ StreamName: name })
    return (await kinesis.send(command)).StreamDescriptionSummary
  }

  async function openShards(streamArn: StreamArn) {
    const { shards } = await streams.listShards({ connectionId, streamArn })
    return shards.filter(({ sequenceNumberRange }) => sequenceNumberRange.end === undefined)
  }

  it('creates a stream of so many shards, and says when its name is taken', async () => {
    const name = nextName()
    const capacity = { mode: 'provisioned' as const, shards: 3 }
    await streams.create({ connectionId, name, capacity, tags: [] })
    expect(await summaryOf(name)).toMatchObject({ StreamName: name, OpenShardCount: 3 })
    await expect(streams.create({ connectionId, name, capacity, tags: [] })).rejects.toMatchObject({
      code: 'conflict',
      data: { effectUnknown: false },
    })
  })

  it('deletes a stream once that was confirmed', async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn, withConsumers: true }
    const token = await tokenOfRefusal(() => streams.delete(at))
    await streams.delete({ ...at, confirmation: { token } })
    await expect
      .poll(async () => (await kinesis.send(new ListStreamsCommand({}))).StreamNames)
      .not.toContain(name)
  })

  it('splits a shard, and merges its halves again, whichever is named first', async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn }
    await streams.splitShard({ ...at, shardId: first, newStartingHashKey: middle })
    await untilActive(kinesis, name)
    const halves = await openShards(streamArn)
    expect(halves.map(({ hashKeyRange }) => hashKeyRange.start)).toEqual(['0', middle])
    await streams.mergeShards({ ...at, shardId: third, adjacentShardId: second })
    await untilActive(kinesis, name)
    const [merged, ...more] = await openShards(streamArn)
    expect([merged?.hashKeyRange.start, more]).toEqual(['0', []])
  })

  it('refuses a split and a merge that Kinesis would refuse, and names why', async () => {
    const { name, streamArn } = await newStream(3)
    const at = { connectionId, streamArn }
    const refused = (run: Promise<unknown>, reason: string) =>
      expect(run).rejects.toMatchObject({ code: 'conflict', data: { params: { reason } } })
    await refused(
      streams.splitShard({ ...at, shardId: first, newStartingHashKey: '1' }),
      'not-a-split-point',
    )
    await refused(
      streams.mergeShards({ ...at, shardId: first, adjacentShardId: third }),
      'not-adjacent',
    )
    await streams.mergeShards({ ...at, shardId: first, adjacentShardId: second })
    await untilActive(kinesis, name)
    await refused(
      streams.splitShard({ ...at, shardId: first, newStartingHashKey: middle }),
      'shard-closed',
    )
    await refused(streams.setShardCount({ ...at, count: 5 }), 'shard-count-range')
  })

  it('sets the number of shards', async () => {
    const { name, streamArn } = await newStream(2)
    const run = streams.setShardCount({ connectionId, streamArn, count: 4 })
    if (lacks.has('shard-count')) {
      await expect(run).rejects.toMatchObject({ code: 'invalid-input' })
      return
    }
    await run
    expect(await summaryOf(name)).toMatchObject({ OpenShardCount: 4 })
  })

  it('makes a stream on-demand', async () => {
    const { name, streamArn } = await newStream()
    const run = streams.setMode({ connectionId, streamArn, mode: 'on-demand' })
    if (lacks.has('on-demand')) {
      await expect(run).rejects.toMatchObject({ code: 'invalid-input' })
      return
    }
    await run
    expect(await summaryOf(name)).toMatchObject({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } })
    // Only provisioned streams can be resharded by hand; nothing of it is asked for.
    const at = { connectionId, streamArn, shardId: first }
    const byHand = [
      () => streams.splitShard({ ...at, newStartingHashKey: middle }),
      () => streams.mergeShards({ ...at, adjacentShardId: second }),
      () => streams.setShardCount({ connectionId, streamArn, count: 2 }),
    ]
    for (const reshard of byHand) {
      await expect(reshard()).rejects.toMatchObject({
        code: 'conflict',
        data: { params: { reason: 'on-demand-shards' } },
      })
    }
  })

  it('lengthens and shortens the retention, and only what the user saw', async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn }
    await streams.lengthenRetention({ ...at, hours: 48, expectedHours: 24 })
    expect(await summaryOf(name)).toMatchObject({ RetentionPeriodHours: 48 })
    await expect(
      streams.lengthenRetention({ ...at, hours: 72, expectedHours: 24 }),
    ).rejects.toMatchObject({ data: { params: { reason: 'changed-meanwhile', found: '48' } } })
    const shorter = { ...at, hours: 36, expectedHours: 48 }
    const token = await tokenOfRefusal(() => streams.shortenRetention(shorter))
    await streams.shortenRetention({ ...shorter, confirmation: { token } })
    expect(await summaryOf(name)).toMatchObject({ RetentionPeriodHours: 36 })
  })

  it('sets and removes tags', async () => {
    const { streamArn } = await newStream()
    const at = { connectionId, streamArn }
    // As many as an emulator gives to a stream.
    const tags = Array.from({ length: 10 }, (_, index) => ({
      key: `key-${String(index)}`,
      value: String(index),
    }))
    expect(await streams.setTags({ ...at, set: tags, remove: [] })).toMatchObject({ set: 10 })
    expect(await streams.listTags(at)).toEqual({ tags })
    await streams.setTags({ ...at, set: [], remove: ['key-0', 'key-1'] })
    await streams.setTags({ ...at, set: [{ key: 'key-9', value: 'last' }], remove: [] })
    expect(await streams.listTags(at)).toEqual({
      tags: [...tags.slice(2, 9), { key: 'key-9', value: 'last' }],
    })
  })

  it('registers a consumer, lists it and removes it', async () => {
    const { streamArn } = await newStream()
    const at = { connectionId, streamArn }
    const run = streams.registerConsumer({ ...at, name: 'billing' })
    if (lacks.has('consumers')) {
      await expect(run).rejects.toMatchObject({ code: 'invalid-input' })
      return
    }
    const { consumer } = await run
    expect(consumer).toMatchObject({ name: 'billing' })
    expect((await streams.listConsumers(at)).consumers).toMatchObject([{ name: 'billing' }])
    await expect(streams.registerConsumer({ ...at, name: 'billing' })).rejects.toMatchObject({
      data: { params: { reason: 'consumer-exists' } },
    })
    await expect
      .poll(async () => (await streams.listConsumers(at)).consumers[0]?.status)
      .toBe('ACTIVE')
    const one = { ...at, consumerArn: consumer.consumerArn }
    const token = await tokenOfRefusal(() => streams.deregisterConsumer(one))
    await streams.deregisterConsumer({ ...one, confirmation: { token } })
    await expect.poll(async () => (await streams.listConsumers(at)).consumers).toEqual([])
  })

  it('says that a stream is not there', async () => {
    const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/absent')
    const at = { connectionId, streamArn }
    await expect(
      streams.splitShard({ ...at, shardId: first, newStartingHashKey: middle }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(streams.listTags(at)).rejects.toMatchObject({ code: 'not-found' })
  })
})
