import { DescribeStreamSummaryCommand, ListStreamsCommand } from '@aws-sdk/client-kinesis'
import { afterAll, expect, it } from 'vitest'
import { shardIdSchema } from '#contract'
import type { StreamArn } from '#contract'
import { tokenOfRefusal } from '../../testing/confirmation-token.ts'
import { createStream, untilActive } from '../../testing/contract-streams.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import { kinesisClientFor, startKinesis } from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const middle = '170141183460469231731687303715884105728'
const [first, second] = ['0', '1'].map((n) => shardIdSchema.parse(`shardId-00000000000${n}`))
if (!first || !second) throw new Error('two shards')
const { emulator, proxy, client, newestEntry } = await startFaultyWeir({
  start: () => startKinesis('kinesis-local'),
})
const { streams } = client
const kinesis = kinesisClientFor(emulator.endpoint)
let made = 0
afterAll(() => {
  kinesis.destroy()
})

const nextName = (): string => `managed-${String((made += 1))}`

async function newStream(shards = 1): Promise<{ name: string; streamArn: StreamArn }> {
  const name = nextName()
  return { name, streamArn: await createStream(kinesis, name, shards) }
}

async function names(): Promise<string[]> {
  return (await kinesis.send(new ListStreamsCommand({}))).StreamNames ?? []
}

async function summaryOf(name: string) {
  await untilActive(kinesis, name)
  const command = new DescribeStreamSummaryCommand({ StreamName: name })
  return (await kinesis.send(command)).StreamDescriptionSummary
}

interface Prepared {
  action: string
  run(): Promise<unknown>
  /** Whether it has happened, asked past the proxy. */
  happened(): Promise<boolean>
}

const prepared: Record<string, () => Promise<Prepared>> = {
  'streams.create': () => {
    const name = nextName()
    const capacity = { mode: 'provisioned' as const, shards: 1 }
    return Promise.resolve({
      action: 'CreateStream',
      run: () => streams.create({ connectionId, name, capacity, tags: [] }),
      happened: async () => (await names()).includes(name),
    })
  },
  'streams.delete': async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn, withConsumers: false }
    const token = await tokenOfRefusal(() => streams.delete(at))
    return {
      action: 'DeleteStream',
      run: () => streams.delete({ ...at, confirmation: { token } }),
      happened: async () => !(await names()).includes(name),
    }
  },
  'streams.splitShard': async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn, shardId: first, newStartingHashKey: middle }
    return {
      action: 'SplitShard',
      run: () => streams.splitShard(at),
      happened: async () => (await summaryOf(name))?.OpenShardCount === 2,
    }
  },
  'streams.mergeShards': async () => {
    const { name, streamArn } = await newStream(2)
    const at = { connectionId, streamArn, shardId: first, adjacentShardId: second }
    return {
      action: 'MergeShards',
      run: () => streams.mergeShards(at),
      happened: async () => (await summaryOf(name))?.OpenShardCount === 1,
    }
  },
  'streams.setShardCount': async () => {
    const { name, streamArn } = await newStream(2)
    return {
      action: 'UpdateShardCount',
      run: () => streams.setShardCount({ connectionId, streamArn, count: 4 }),
      happened: async () => (await summaryOf(name))?.OpenShardCount === 4,
    }
  },
  'streams.lengthenRetention': async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn, hours: 48, expectedHours: 24 }
    return {
      action: 'IncreaseStreamRetentionPeriod',
      run: () => streams.lengthenRetention(at),
      happened: async () => (await summaryOf(name))?.RetentionPeriodHours === 48,
    }
  },
}

it.each(Object.entries(prepared))(
  'a lost reply to %s: asked for once, done, said to be uncertain',
  async (operation, prepare) => {
    const { action, run, happened } = await prepare()
    proxy.inject({ action, times: 1, fault: 'lost-reply' })
    const before = proxy.count(action)
    await expect(run()).rejects.toMatchObject({ data: { effectUnknown: true } })
    expect(proxy.count(action) - before).toBe(1)
    await expect.poll(happened).toBe(true)
    expect(await newestEntry()).toMatchObject({ operation, outcome: 'uncertain' })
  },
)

it.each(Object.entries(prepared))(
  '%s that is denied: asked for once, not done, and the permission named',
  async (operation, prepare) => {
    const { action, run, happened } = await prepare()
    proxy.inject({ action, times: 1, fault: 'access-denied' })
    await expect(run()).rejects.toMatchObject({
      code: 'access-denied',
      data: { effectUnknown: false, params: { action: `kinesis:${action}` } },
    })
    expect(await happened()).toBe(false)
    expect(await newestEntry()).toMatchObject({ operation, outcome: 'failed' })
  },
)

it('says how many tags were set when the second call of two is denied', async () => {
  const { streamArn } = await newStream()
  const set = Array.from({ length: 12 }, (_, index) => ({ key: `k${String(index)}`, value: '' }))
  proxy.inject({ action: 'AddTagsToStream', containing: '"k11"', fault: 'access-denied' })
  const before = proxy.count('AddTagsToStream')
  await expect(
    streams.setTags({ connectionId, streamArn, set, remove: [] }),
  ).resolves.toMatchObject({ set: 10, removed: 0, failure: { code: 'access-denied' } })
  expect(proxy.count('AddTagsToStream') - before).toBe(2)
  expect(await newestEntry()).toMatchObject({ operation: 'streams.setTags', outcome: 'partly' })
})

it('asks for nothing while an earlier change is under way', async () => {
  const { name, streamArn } = await newStream()
  await client.streams.describe({ connectionId, streamArn })
  proxy.inject({ action: 'DescribeStreamSummary', fault: 'updating', times: 1 })
  const before = proxy.count('SplitShard')
  await expect(
    streams.splitShard({ connectionId, streamArn, shardId: first, newStartingHashKey: middle }),
  ).rejects.toMatchObject({ code: 'conflict', data: { params: { reason: 'stream-busy' } } })
  expect(proxy.count('SplitShard') - before).toBe(0)
  expect((await summaryOf(name))?.OpenShardCount).toBe(1)
})
