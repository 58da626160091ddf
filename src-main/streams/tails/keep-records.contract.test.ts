import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, putRecords, splitShard } from '../../testing/contract-streams.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { followRecords } from '../../testing/followed-records.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const tailId = 'tail-to-keep'

describe.each(kinesisEmulators)('records kept of a timeline on %s', (emulatorName) => {
  let emulator: Emulator
  let kinesis: KinesisClient
  let composed: ComposedWeir

  beforeAll(async () => {
    emulator = await startKinesis(emulatorName)
    kinesis = kinesisClientFor(emulator.endpoint)
    composed = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    kinesis.destroy()
    await emulator.close()
  })

  /** A stream of 40 records, twenty of them put after a split, and a timeline that has read them all. */
  async function readStream(name: string) {
    const { client } = composed
    const streamArn = await createStream(kinesis, name, 2)
    await putRecords(kinesis, { name, count: 20 })
    await splitShard(kinesis, name)
    await putRecords(kinesis, { name, count: 20, from: 20 })
    const reader = await followRecords(client, {
      ...{ connectionId, streamArn, tailId, readsPerSecond: 5 },
      start: { type: 'TRIM_HORIZON' },
    })
    await reader.until(() => reader.rows().length >= 40)
    const keep = (more: Omit<InputOf<'records.keep'>, 'connectionId' | 'streamArn' | 'tailId'>) =>
      client.records.keep({ connectionId, streamArn, tailId, ...more })
    return { reader, keep }
  }

  async function texts(captureId: number): Promise<string[]> {
    const page = { captureId, from: 1, limit: 500 }
    const { entries } = await composed.client.captures.listEntries(page)
    return entries.map(({ preview }) => preview).sort()
  }

  it('holds each once, with key, shard, sequence number and arrival', async () => {
    const { reader, keep } = await readStream('whole')
    const { capture, kept, letGo } = await keep({ to: { name: 'All' } })
    expect({ kept, letGo, entries: capture.entryCount }).toEqual({
      kept: 40,
      letGo: 0,
      entries: 40,
    })
    expect(await texts(capture.id)).toEqual(
      Array.from({ length: 40 }, (_, at) => `record ${String(at)}`).sort(),
    )
    const [row] = reader.rows()
    const { entries } = await composed.client.captures.findEntries({
      ...{ captureId: capture.id, after: 0, limit: 5 },
      filter: { text: row?.sequenceNumber ?? '' },
    })
    expect(entries).toMatchObject([
      {
        ...{ preview: row?.preview, partitionKey: row?.partitionKey, shardId: row?.shardId },
        sentAtMs: row?.arrivalMs,
      },
    ])
    await reader.leave()
  })

  it('holds what the timeline was narrowed to, and adds to a capture that is there', async () => {
    const { reader, keep } = await readStream('part')
    const filter = { text: 'record 3' }
    const { capture, kept } = await keep({ filter, to: { name: 'Threes' } })
    expect(kept).toBe(11)
    const failing = { expression: "$error('no')" }
    const none = await keep({ filter: failing, to: { name: 'None' } }).catch((e: unknown) => e)
    expect(none).toMatchObject({ code: 'not-found' })
    const judged = { expression: "key = '1' ? true : $error('no')" }
    expect(await keep({ filter: judged, to: { name: 'One' } })).toMatchObject({
      ...{ kept: 1, unjudged: 39 },
    })
    const last = Math.max(...reader.rows().map(({ arrivalMs = 0 }) => arrivalMs))
    const more = await keep({ fromMs: last + 1, to: { captureId: capture.id } }).catch(
      (error: unknown) => error,
    )
    expect(more).toMatchObject({ code: 'not-found' })
    const all = await keep({ untilMs: last, to: { captureId: capture.id } })
    expect(all.capture.entryCount).toBe(51)
    await reader.leave()
  })
})
