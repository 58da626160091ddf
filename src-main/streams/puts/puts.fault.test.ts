import { expect, it } from 'vitest'
import type { StreamArn } from '#contract'
import { createStream, readAllRecords } from '../../testing/contract-streams.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import { putRecordsOf } from '../../testing/followed-send.ts'
import { kinesisClientFor, startKinesis } from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const { emulator, proxy, client, newestEntry } = await startFaultyWeir({
  start: () => startKinesis('kinesalite'),
  random: () => 0,
})
const kinesis = kinesisClientFor(emulator.endpoint)
let made = 0

async function newStream(): Promise<{ name: string; streamArn: StreamArn }> {
  const name = `put-${String((made += 1))}`
  return { name, streamArn: await createStream(kinesis, name) }
}

async function bodies(name: string): Promise<string[]> {
  const found = await readAllRecords(kinesis, name)
  return found.map(({ Data }) => Buffer.from(Data ?? []).toString())
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    body: String(index),
    partitionKey: `key-${String(index % 5)}`,
  }))

it.each(['lost-reply', 'truncated', 'malformed'] as const)(
  '%s on PutRecord: put once, said to be uncertain, and not repeated',
  async (fault) => {
    const { name, streamArn } = await newStream()
    proxy.inject({ action: 'PutRecord', times: 1, fault })
    const before = proxy.count('PutRecord')
    const record = { body: 'once', partitionKey: 'k' }
    await expect(client.records.put({ connectionId, streamArn, ...record })).rejects.toMatchObject({
      data: { effectUnknown: true },
    })
    expect(proxy.count('PutRecord') - before).toBe(1)
    expect(await bodies(name)).toEqual(['once'])
    const entry = await newestEntry()
    expect(entry).toMatchObject({ operation: 'records.put', outcome: 'uncertain', target: name })
  },
)

it('puts the records that a full shard refused again, alone, until all are there once', async () => {
  const { name, streamArn } = await newStream()
  proxy.inject({ action: 'PutRecords', fault: 'partly', times: 4 })
  const what = { kind: 'entries' as const, entries: numbered(100) }
  const { sent, failed, uncertain } = await putRecordsOf(client, streamArn, { what })
  expect([sent, failed, uncertain]).toEqual([100, 0, 0])
  const found = (await bodies(name)).map(Number).sort((a, b) => a - b)
  expect(found).toEqual(Array.from({ length: 100 }, (_, index) => index))
})

it('keeps the order of each key although shards refuse some of every batch', async () => {
  const { name, streamArn } = await newStream()
  proxy.inject({ action: 'PutRecords', fault: 'partly', times: 6 })
  const what = { kind: 'entries' as const, entries: numbered(40) }
  const { sent } = await putRecordsOf(client, streamArn, { what, keepsOrder: true })
  expect(sent).toBe(40)
  const found = (await bodies(name)).map(Number)
  for (const key of [0, 1, 2, 3, 4]) {
    const ofKey = found.filter((each) => each % 5 === key)
    expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b))
    expect(ofKey).toHaveLength(8)
  }
})

it('a lost reply to a batch: all of it uncertain, put once, and never put again', async () => {
  const { name, streamArn } = await newStream()
  const injected = proxy.inject({ action: 'PutRecords', fault: 'lost-reply', times: 1 })
  const what = { kind: 'entries' as const, entries: numbered(30) }
  const { sendId, sent, uncertain } = await putRecordsOf(client, streamArn, { what })
  expect([injected.hits(), sent, uncertain]).toEqual([1, 0, 30])
  const again = { connectionId, streamArn, sendId, which: 'failed' as const }
  await expect(client.records.retryFailed(again)).resolves.toMatchObject({ total: 0 })
  expect(await bodies(name)).toHaveLength(30)
})

it('is denied: nothing is put, the permission is named, and the rest may follow later', async () => {
  const { name, streamArn } = await newStream()
  proxy.inject({ action: 'PutRecords', fault: 'access-denied', times: 1 })
  const what = { kind: 'entries' as const, entries: numbered(10) }
  const progress = await putRecordsOf(client, streamArn, { what })
  expect(progress).toMatchObject({ failed: 10, error: { code: 'access-denied' } })
  expect(progress.error?.params['action']).toBe('kinesis:PutRecords')
  expect(await bodies(name)).toEqual([])
})
