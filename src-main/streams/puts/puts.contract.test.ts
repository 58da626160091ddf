import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StreamArn } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, readAllRecords } from '../../testing/contract-streams.ts'
import type { FoundRecord } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { putRecordsOf } from '../../testing/followed-send.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'

function textOf({ Data }: FoundRecord): string {
  return Buffer.from(Data ?? []).toString()
}

describe.each(kinesisEmulators)('putting on %s', (emulatorName) => {
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

  async function newStream(shards = 1): Promise<{ name: string; streamArn: StreamArn }> {
    const name = `put-${String((made += 1))}`
    return { name, streamArn: await createStream(kinesis, name, shards) }
  }

  it('puts a text by its key, and says where it stands', async () => {
    const { name, streamArn } = await newStream(2)
    const record = { body: '{"page":"시작"}', partitionKey: 'user-7' }
    const place = await weir.client.records.put({ connectionId, streamArn, ...record })
    const found = await readAllRecords(kinesis, name)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      PartitionKey: 'user-7',
      shardId: place.shardId,
      SequenceNumber: place.sequenceNumber,
    })
    expect(found.map(textOf)).toEqual(['{"page":"시작"}'])
  })

  it('puts bytes that are no text, and nothing at all, as they are', async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn, partitionKey: 'k' }
    await weir.client.records.put({ ...at, body: 'AP/+gA==', isBase64: true })
    await weir.client.records.put({ ...at, body: '' })
    const found = await readAllRecords(kinesis, name)
    expect(found.map(({ Data }) => [...(Data ?? [])])).toEqual([[0, 255, 254, 128], []])
  })

  it('puts where an explicit hash key says, and where it said it would', async () => {
    const { streamArn } = await newStream(4)
    const { shards } = await weir.client.streams.listShards({ connectionId, streamArn })
    for (const { shardId, hashKeyRange } of shards) {
      const keys = { partitionKey: 'same', explicitHashKey: hashKeyRange.end }
      const said = await weir.client.shards.place({ ...keys, distribution: 'by-key', shards })
      const place = await weir.client.records.put({
        ...{ connectionId, streamArn, ...keys },
        body: 'x',
      })
      expect([said.kind === 'shard' && said.shardId, place.shardId]).toEqual([shardId, shardId])
    }
  })

  it('refuses what Kinesis would refuse before anything is put, and names the record', async () => {
    const { name, streamArn } = await newStream()
    const at = { connectionId, streamArn }
    await expect(weir.client.records.put({ ...at, body: 'x' })).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { reason: 'keyMissing' } },
    })
    const entries = [
      { body: 'x', partitionKey: 'k' },
      { body: 'x', partitionKey: 'k', explicitHashKey: String(1n << 128n) },
    ]
    await expect(
      weir.client.records.putMany({ ...at, what: { kind: 'entries', entries } }),
    ).rejects.toMatchObject({ data: { params: { reason: 'hashKeyInvalid', index: 2 } } })
    expect(await readAllRecords(kinesis, name)).toEqual([])
  })

  it('puts many, each once, and tells of each where it stands', async () => {
    const { name, streamArn } = await newStream(2)
    const template = { body: 'record {{index}}', partitionKey: 'user-{{index}}' }
    const { state, sent, sendId } = await putRecordsOf(weir.client, streamArn, {
      what: { kind: 'repeat', template, count: 60 },
    })
    expect([state, sent]).toEqual(['done', 60])
    const found = await readAllRecords(kinesis, name)
    const expected = Array.from({ length: 60 }, (_, index) => `record ${String(index + 1)}`)
    expect(found.map(textOf).sort()).toEqual(expected.sort())
    const { entries } = await weir.client.sends.outcomes({ connectionId, sendId, limit: 100 })
    const places = new Map(found.map((each) => [each.SequenceNumber, each]))
    for (const { preview, shardId, sequenceNumber = '' } of entries) {
      const record = places.get(sequenceNumber)
      expect(record && [textOf(record), record.shardId]).toEqual([preview, shardId])
    }
  })

  it('keeps the order of each key where it is asked to', async () => {
    const { name, streamArn } = await newStream(2)
    const entries = Array.from({ length: 40 }, (_, index) => ({
      body: String(index),
      partitionKey: `key-${String(index % 4)}`,
    }))
    const { sent } = await putRecordsOf(weir.client, streamArn, {
      what: { kind: 'entries', entries },
      keepsOrder: true,
    })
    expect(sent).toBe(40)
    const found = await readAllRecords(kinesis, name)
    for (const key of ['key-0', 'key-1', 'key-2', 'key-3']) {
      const numbers = found.filter(({ PartitionKey }) => PartitionKey === key).map(textOf)
      expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)))
      expect(numbers).toHaveLength(10)
    }
  })
})
