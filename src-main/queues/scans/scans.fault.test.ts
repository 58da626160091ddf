import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { QueueUrl, ScanProgress } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import {
  capturedBodies,
  drainQueue,
  fillQueue,
  followScan,
  numbered,
  scanQueue,
  startScan,
} from '../../testing/followed-scan.ts'

const connectionId = 'sandbox'
const patient = { timeout: 60_000 }
const count = 300
const bodies = numbered(count)
const { emulator, proxy, sqs, client, newQueue, newestEntry } = await startFaultyWeir()

async function filledQueue(attributes: Record<string, string> = {}): Promise<QueueUrl> {
  const queueUrl = await newQueue(attributes)
  await fillQueue(sqs, queueUrl, bodies)
  return queueUrl
}
const heldHere = async (queueUrl: QueueUrl) =>
  (await client.holds.list({})).queues.find((each) => each.queueUrl === queueUrl)

/** What was captured and what another consumer gets together: nothing is ever lost. */
async function expectNothingLost(queueUrl: QueueUrl, scan: ScanProgress): Promise<void> {
  const captured = await capturedBodies(client, scan.captureId)
  expect(captured).toHaveLength(scan.captured)
  expect(new Set(captured).size).toBe(captured.length)
  const visible = await takeBodies(sqs, queueUrl)
  expect(visible.length).toBeGreaterThanOrEqual(count - scan.maybeHidden)
}

it(
  'lost replies to receives: not whole, and says how many may be hidden until when',
  patient,
  async () => {
    const queueUrl = await filledQueue()
    proxy.inject({ action: 'ReceiveMessage', times: 3, fault: 'lost-reply' })
    const startMs = Date.now()
    const scan = await scanQueue(client, queueUrl)
    expect(scan).toMatchObject({ end: 'exhausted', isWhole: false, maybeHidden: 30 })
    expect(scan.received).toBe(count - 30)
    expect(scan.hiddenUntilMs ?? 0).toBeGreaterThan(startMs + scan.hideSeconds * 1000)
    const coverage = (await client.captures.get({ captureId: scan.captureId })).parts[0]?.coverage
    expect(coverage).toMatchObject({ isWhole: false, maybeHidden: 30 })
    // The held list has it as well, and only that: the rest was returned.
    expect(await heldHere(queueUrl)).toMatchObject({ held: 0, left: 0, uncertain: 30 })
    expect(await newestEntry()).toMatchObject({ operation: 'scans.start', outcome: 'uncertain' })
    await expectNothingLost(queueUrl, scan)
  },
)

it.each(['throttle'] as const)(
  '%s on receives: waits, goes on, and sees all',
  patient,
  async (fault) => {
    const queueUrl = await filledQueue()
    proxy.inject({ action: 'ReceiveMessage', times: 6, fault })
    const scan = await scanQueue(client, queueUrl)
    expect(scan).toMatchObject({
      end: 'exhausted',
      received: count,
      captured: count,
      isWhole: true,
    })
    expect(scan).toMatchObject({ maybeHidden: 0, isThrottled: false })
    expect(await heldHere(queueUrl)).toBeUndefined()
    expect((await takeBodies(sqs, queueUrl)).sort()).toEqual(bodies)
  },
)

it.each(['server-error', 'reset', 'malformed'] as const)(
  '%s on receives: goes on, and does not say that it saw all',
  patient,
  async (fault) => {
    const queueUrl = await filledQueue()
    proxy.inject({ action: 'ReceiveMessage', times: 2, fault })
    const scan = await scanQueue(client, queueUrl)
    expect(scan).toMatchObject({ end: 'exhausted', isWhole: false })
    expect(scan.received).toBe(scan.captured)
    expect(scan.maybeHidden + scan.unreadable).toBeGreaterThan(0)
    expect(await heldHere(queueUrl)).toMatchObject({ held: 0, left: 0 })
    await expectNothingLost(queueUrl, scan)
  },
)

it('access denied: fails at once, says why, and nothing is held', patient, async () => {
  const queueUrl = await filledQueue()
  proxy.inject({ action: 'ReceiveMessage', times: 1000, fault: 'access-denied' })
  const before = proxy.count('ReceiveMessage')
  const scan = await scanQueue(client, queueUrl)
  expect(scan).toMatchObject({ end: 'failed', received: 0, error: { code: 'access-denied' } })
  expect(proxy.count('ReceiveMessage') - before).toBeLessThanOrEqual(scan.plan.concurrency)
  expect(await newestEntry()).toMatchObject({ operation: 'scans.start', outcome: 'failed' })
  expect(await heldHere(queueUrl)).toBeUndefined()
})

it('throttle on the returns: tried again until all are returned', patient, async () => {
  const queueUrl = await filledQueue()
  proxy.inject({ action: 'ChangeMessageVisibilityBatch', times: 10, fault: 'throttle' })
  const scan = await scanQueue(client, queueUrl)
  expect(scan).toMatchObject({ returned: count, notReturned: 0 })
  expect((await takeBodies(sqs, queueUrl)).sort()).toEqual(bodies)
})

it('lost reply on a return: never made twice, and the held list keeps it', patient, async () => {
  const queueUrl = await filledQueue()
  proxy.inject({ action: 'ChangeMessageVisibilityBatch', times: 1, fault: 'lost-reply' })
  const before = proxy.count('ChangeMessageVisibilityBatch')
  const scan = await scanQueue(client, queueUrl)
  expect(scan).toMatchObject({ returned: count - 10, notReturned: 10 })
  expect(proxy.count('ChangeMessageVisibilityBatch') - before).toBe(count / 10)
  expect(await heldHere(queueUrl)).toMatchObject({ held: 0, left: 10 })
})

it(
  'lost replies on the deletes of a drain: uncertain, and every message is on the disk',
  patient,
  async () => {
    const queueUrl = await filledQueue()
    proxy.inject({ action: 'DeleteMessageBatch', times: 2, fault: 'lost-reply' })
    const scan = await drainQueue(client, queueUrl)
    expect(scan).toMatchObject({ captured: count, deleted: count - 20, deleteUncertain: 20 })
    expect(scan.isWhole).toBe(false)
    expect((await capturedBodies(client, scan.captureId)).sort()).toEqual(bodies)
    expect(await newestEntry()).toMatchObject({ operation: 'scans.drain', outcome: 'uncertain' })
    expect(await takeBodies(sqs, queueUrl)).toEqual([])
  },
)

it.each(['throttle', 'access-denied'] as const)(
  '%s on the deletes of a drain: counted, returned, and nothing lost',
  patient,
  async (fault) => {
    const queueUrl = await filledQueue()
    proxy.inject({ action: 'DeleteMessageBatch', times: 3, fault })
    const scan = await drainQueue(client, queueUrl)
    expect(scan).toMatchObject({ captured: count, deleted: count - 30, notDeleted: 30 })
    expect((await capturedBodies(client, scan.captureId)).sort()).toEqual(bodies)
    expect(await takeBodies(sqs, queueUrl)).toHaveLength(30)
  },
)

it('quitting returns what is held, before anything else ends', patient, async () => {
  const queueUrl = await filledQueue()
  const other = composeForTest(proxy.endpoint)
  await startScan(other.client, queueUrl, { plan: { concurrency: 1, whenLeft: 'go-on' } })
  await followScan(other.client, queueUrl, ({ held }) => held > 0)
  await other.weir.dispose()
  expect((await takeBodies(sqs, queueUrl)).sort()).toEqual(bodies)
  await other.close()
})

it(
  'after a crash what was held is listed and can be returned, and the capture says that it was cut',
  patient,
  async () => {
    const all = 3000
    const queueUrl = await newQueue()
    await fillQueue(sqs, queueUrl, numbered(all))
    const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
    const program = fileURLToPath(new URL('../../testing/scanning-weir.ts', import.meta.url))
    const child = fork(program, [folder, emulator.endpoint, queueUrl])
    await once(child, 'message')
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit

    const after = composeForTest(emulator.endpoint, { folder })
    const held = (await after.client.holds.list({})).queues[0]
    expect(held).toMatchObject({ queueUrl, held: 0 })
    expect(held?.left).toBeGreaterThan(0)
    const { outcomes } = await after.client.holds.returnAll({ connectionId, queueUrl })
    expect(outcomes).toHaveLength(held?.left ?? 0)
    expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([])
    // Hidden without being named is at most what was announced.
    const visible = await takeBodies(sqs, queueUrl)
    expect(all - visible.length).toBeLessThanOrEqual(held?.uncertain ?? 0)
    const [capture] = (await after.client.captures.list({})).captures
    expect(capture?.parts[0]?.coverage).toMatchObject({ isWhole: false, wasCut: true })
    await after.close()
    rmSync(folder, { recursive: true, force: true })
  },
)
