import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionId, FeedParams, StreamArn } from '#contract'
import { systemClock } from '../../lib/clock.ts'
import type { Clock } from '../../lib/clock.ts'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, putRecords, splitShard } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { startFaultProxy } from '../../testing/fault-proxy.ts'
import type { FaultProxy } from '../../testing/fault-proxy.ts'
import { followRecords } from '../../testing/followed-records.ts'
import type { FollowedRecords } from '../../testing/followed-records.ts'
import { kinesisClientFor, startKinesis } from '../../testing/kinesis-emulators.ts'

const minuteMs = 60_000

/** The real time, but a whole minute passes when the test says so. */
class MinuteClock implements Clock {
  #waiting: (() => void)[] = []

  now(): number {
    return systemClock.now()
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms !== minuteMs) return systemClock.sleep(ms, signal)
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      signal?.addEventListener('abort', () => {
        resolve()
      })
    })
  }

  passMinute(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** Emulators keep an arrival to the second. Resolves with the first moment of the next. */
async function untilNextSecond(): Promise<number> {
  const nextMs = (Math.floor(Date.now() / 1000) + 1) * 1000
  while (Date.now() < nextMs) await systemClock.sleep(nextMs - Date.now())
  return nextMs
}

describe('who follows a tail', () => {
  const clock = new MinuteClock()
  let emulator: Emulator
  let proxy: FaultProxy
  let kinesis: KinesisClient
  let weir: ComposedWeir
  let made = 0
  const followed: FollowedRecords[] = []

  beforeAll(async () => {
    emulator = await startKinesis('kinesalite')
    proxy = await startFaultProxy({ target: emulator.endpoint })
    kinesis = kinesisClientFor(emulator.endpoint)
    weir = composeForTest(proxy.endpoint, { clock })
  })
  afterEach(async () => {
    for (const each of followed.splice(0)) await each.leave()
  })
  afterAll(async () => {
    await weir.close()
    kinesis.destroy()
    await proxy.close()
    await emulator.close()
  })

  async function newStream(shards = 1): Promise<{ name: string; streamArn: StreamArn }> {
    const name = `followed-${String((made += 1))}`
    return { name, streamArn: await createStream(kinesis, name, shards) }
  }

  async function follow(
    streamArn: StreamArn,
    more: Partial<FeedParams<'records.tail'>> = {},
  ): Promise<FollowedRecords> {
    const each = await followRecords(weir.client, {
      ...{ connectionId: 'sandbox', streamArn, readsPerSecond: 5 },
      start: { type: 'TRIM_HORIZON' },
      tailId: `tail-of-${String(made)}`,
      ...more,
    })
    followed.push(each)
    return each
  }

  function addConnection(budget?: number): Promise<{ id: ConnectionId }> {
    return weir.client.connections.add({
      name: `place-${String((made += 1))}`,
      target: { kind: 'emulator', endpoint: proxy.endpoint },
      region: 'us-east-1',
      environment: 'local',
      ...(budget === undefined ? {} : { budget }),
    })
  }

  it('keeps it although another, who looked for something else, leaves after that', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 5 })
    const first = await follow(streamArn)
    await first.until(() => first.rows().length === 5)
    const second = await follow(streamArn, { filter: { text: 'record' } })
    await second.until(() => second.rows().length === 5)
    await first.leave()
    // Main has heard that it left once it answers what was asked after that.
    await weir.client.app.info({})
    clock.passMinute()
    await weir.client.app.info({})
    await putRecords(kinesis, { name, count: 5, from: 5 })
    await second.until(() => second.rows().length === 10)
    expect(second.last().run).toBe(first.last().run)
  })

  it('is listed with how far it came, as long as somebody follows it and a minute longer', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 5 })
    const reader = await follow(streamArn)
    await reader.until(() => reader.rows().length === 5)
    const list = async () =>
      (await weir.client.records.listTails({ connectionId: 'sandbox' })).tails
    const own = async () => (await list()).filter((each) => each.streamArn === streamArn)
    expect(await own()).toMatchObject([{ state: 'reading', records: 5, throttles: 0, gaps: 0 }])
    await reader.leave()
    expect(await own()).toHaveLength(1)
    clock.passMinute()
    await expect.poll(own).toEqual([])
  })

  it('is told to ask again when the connection is somewhere else now', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 5 })
    const { id } = await addConnection()
    const reader = await follow(streamArn, { connectionId: id })
    await reader.until(() => reader.rows().length === 5)
    await weir.client.connections.update({
      connectionId: id,
      name: 'moved',
      target: { kind: 'emulator', endpoint: proxy.endpoint },
      region: 'eu-west-1',
      environment: 'local',
    })
    const failure = await reader.until(() => false).catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ cause: { code: 'cancelled', data: { retryable: true } } })
  })

  it('is told when there is no such place in the shard, which asking again would not mend', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 1 })
    const reader = await follow(streamArn, {
      start: {
        type: 'AFTER_SEQUENCE_NUMBER',
        shardId: 'shardId-000000000000',
        sequenceNumber: '12345',
      },
    })
    await reader.until(() => reader.last().state === 'failed')
    expect(reader.last().error).toMatchObject({ code: 'invalid-input' })
  })

  it('begins at a time, in a shard that was split since, and goes on in its children', async () => {
    const { name, streamArn } = await newStream()
    await putRecords(kinesis, { name, count: 5 })
    const atMs = await untilNextSecond()
    await putRecords(kinesis, { name, count: 5, from: 5 })
    await splitShard(kinesis, name)
    await putRecords(kinesis, { name, count: 5, from: 10 })
    const reader = await follow(streamArn, { start: { type: 'AT_TIMESTAMP', atMs } })
    await reader.until(() => reader.rows().length >= 10)
    const texts = reader.rows().map(({ preview }) => preview)
    expect(texts.sort()).toEqual(
      Array.from({ length: 10 }, (_, index) => `record ${String(index + 5)}`).sort(),
    )
  })

  it('is read to as slowly as half of the calls that the connection may make, and is told so', async () => {
    const { streamArn } = await newStream(2)
    const { id } = await addConnection(240)
    const reader = await follow(streamArn, { connectionId: id })
    await reader.until(() => reader.lanes().filter(({ reads }) => reads >= 3).length === 2)
    expect(reader.last().status).toMatchObject({ state: 'waiting', slowedBy: 240 })
    const atMs = proxy.requests.filter(({ action }) => action === 'GetRecords').map((r) => r.atMs)
    // Two shards, 120 calls a minute: each is read once a second, not five times.
    expect((atMs.at(-1) ?? 0) - (atMs.at(-5) ?? 0)).toBeGreaterThanOrEqual(1900)
  })
})
