import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import type { FeedParams, StreamArn } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createStream, putRecords } from '../../testing/contract-streams.ts'
import { startFaultProxy } from '../../testing/fault-proxy.ts'
import { followRecords } from '../../testing/followed-records.ts'
import type { FollowedRecords } from '../../testing/followed-records.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  startKinesis,
} from '../../testing/kinesis-emulators.ts'
import type { KinesisEmulatorName } from '../../testing/kinesis-emulators.ts'

const hourMs = 3_600_000
const patient = { timeout: 60_000 }
const endings: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** An emulator, and Weir before it, for one test. */
async function start(name: KinesisEmulatorName, folder?: string) {
  let emulator = await startKinesis(name, folder)
  const proxy = await startFaultProxy({ target: emulator.endpoint })
  const composed = composeForTest(proxy.endpoint, { random: () => 0 })
  const kinesis = kinesisClientFor(proxy.endpoint)
  endings.push(
    () => emulator.close(),
    () => proxy.close(),
    () => composed.close(),
  )
  const restart = async (): Promise<void> => {
    await emulator.close()
    emulator = await startKinesis(name, folder)
    proxy.retarget(emulator.endpoint)
  }
  return { proxy, composed, kinesis, restart }
}

async function tail(
  { client }: ComposedWeir,
  streamArn: StreamArn,
  type: 'TRIM_HORIZON' | 'LATEST',
): Promise<FollowedRecords> {
  const params: FeedParams<'records.tail'> = {
    ...{ connectionId: 'sandbox', streamArn, tailId: 'tail-trial', readsPerSecond: 5 },
    start: { type },
  }
  const reader = await followRecords(client, params)
  endings.push(() => reader.leave())
  return reader
}

function expectEachOnce(reader: FollowedRecords, from: number, count: number): void {
  const expected = Array.from({ length: count }, (_, at) => `record ${String(from + at)}`)
  expect(
    reader
      .rows()
      .map(({ preview }) => preview)
      .sort(),
  ).toEqual(expected.sort())
}

it('has every record once across a restart of the emulator', patient, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-kinesis-'))
  endings.push(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const { proxy, composed, kinesis, restart } = await start('kinesis-local', folder)
  const streamArn = await createStream(kinesis, 'restarted', 2)
  const sequenceNumbers = await putRecords(kinesis, { name: 'restarted', count: 30 })
  const reader = await tail(composed, streamArn, 'TRIM_HORIZON')
  await reader.until(() => reader.rows().length >= 30)
  await vi.waitFor(() => {
    const kept = readFileSync(join(folder, 'kinesis.json'), 'utf8')
    for (const each of sequenceNumbers) expect(kept).toContain(each)
  })
  await restart()
  // What it asks before the emulator is there again fails, and is asked again.
  await reader.until(() => reader.last().state === 'backing-off' || proxy.count() > 0)
  await putRecords(kinesis, { name: 'restarted', count: 20, from: 30 })
  await reader.until(() => reader.rows().length >= 50)
  expectEachOnce(reader, 0, 50)
})

it.each([
  { way: 'ahead', byMs: hourMs },
  { way: 'behind', byMs: -hourMs },
])(
  'with a clock an hour $way, an idle shard is read from where it was read to',
  patient,
  async ({ byMs }) => {
    const { proxy, composed, kinesis } = await start('kinesis-local')
    const streamArn = await createStream(kinesis, 'skewed', 1)
    await putRecords(kinesis, { name: 'skewed', count: 5 })
    const now = Date.now.bind(Date)
    const putAtMs = now()
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + byMs)
    endings.push(() => {
      clock.mockRestore()
    })
    const reader = await tail(composed, streamArn, 'LATEST')
    // Nothing is read that one could go on from but the time, until what was there is older than what a time may be off:
    // the overlap of two seconds, and one since HTTP's Date has whole seconds.
    await reader.until(() => now() - putAtMs > 4_000 && (reader.lanes()[0]?.reads ?? 0) > 1)
    const expired = proxy.inject({ action: 'GetRecords', fault: 'expired-iterator', times: 1 })
    await reader.until(() => expired.hits() === 1 && (reader.lanes()[0]?.renewals ?? 0) > 0)
    await putRecords(kinesis, { name: 'skewed', count: 5, from: 5 })
    await reader.until(() => reader.rows().length >= 5)
    expectEachOnce(reader, 5, 5)
  },
)

it.each(kinesisEmulators)('has records of a megabyte whole, on %s', patient, async (name) => {
  const { composed, kinesis } = await start(name)
  const streamArn = await createStream(kinesis, 'large', 1)
  const text = 'x'.repeat(1_048_576 - 10)
  await putRecords(kinesis, { name: 'large', count: 3, batch: 1, dataOf: () => text })
  const reader = await tail(composed, streamArn, 'TRIM_HORIZON')
  await reader.until(() => reader.rows().length >= 3)
  const [row] = reader.rows()
  expect(row?.bytes).toBe(text.length)
  expect(row?.preview.length).toBeLessThan(1_000)
  const { index = 0, shardId = '', sequenceNumber = '' } = row ?? {}
  const whole = await composed.client.records.get({
    ...{ connectionId: 'sandbox', streamArn, tailId: 'tail-trial', index, shardId, sequenceNumber },
  })
  expect(whole.text).toBe(text)
})
