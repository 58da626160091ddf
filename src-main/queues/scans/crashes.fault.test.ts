import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createQueue } from '../../testing/contract-queues.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { crashPoints, killAt } from '../../testing/crash-points.ts'
import { sqsClientFor, startFauxqs } from '../../testing/emulators.ts'
import { startFaultProxy } from '../../testing/fault-proxy.ts'
import {
  capturedBodies,
  fillQueue,
  grouped,
  numbered,
  scanQueue,
} from '../../testing/followed-scan.ts'

const connectionId = 'sandbox'
const file = fileURLToPath(new URL('../../testing/scan-child.ts', import.meta.url))
const actions = ['ReceiveMessage', 'ChangeMessageVisibilityBatch'] as const
/** A third of those of `npm run test:crash`; the others are of redrive and replay. */
const pointCount = Math.ceil(Number(process.env['WEIR_CRASH_POINTS'] ?? 48) / 6)
/** What a kill may have hidden is announced for longer than it is: until the answer would have been late. */
const patienceMs = 240_000 + pointCount * 10_000
const hiddenMs = 120_000
const count = 400

/** Weir started again, as by its user: what the records of holds name is given back. */
async function startAgain(endpoint: string, folder: string): Promise<ComposedWeir> {
  const after = composeForTest(endpoint, { folder, random: () => 0 })
  const { queues } = await after.client.holds.list({})
  for (const { queueUrl } of queues) await after.client.holds.returnAll({ connectionId, queueUrl })
  return after
}

async function untilNothingIsHeld({ client }: ComposedWeir): Promise<void> {
  await vi.waitFor(
    async () => {
      expect((await client.holds.list({})).queues).toEqual([])
    },
    { timeout: hiddenMs, interval: 200 },
  )
}

it.concurrent.each([
  { kind: 'standard', isFifo: false },
  { kind: 'FIFO', isFifo: true },
])(
  'killed at each step of a scan of a $kind queue: nothing lost, nothing left held, and the captures say that they were cut',
  async ({ kind, isFifo }) => {
    const emulator = await startFauxqs()
    const proxy = await startFaultProxy({ target: emulator.endpoint })
    const sqs = sqsClientFor(emulator.endpoint)
    const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
    const attributes: Record<string, string> = isFifo ? { FifoQueue: 'true' } : {}
    const queueUrl = await createQueue(sqs, isFifo ? 'all.fifo' : 'all', attributes)
    const bodies = numbered(count)
    // Each in a group of its own, for of a FIFO queue only the heads can be seen.
    await fillQueue(sqs, queueUrl, isFifo ? grouped(bodies, (body) => body) : bodies)

    const program = { file, args: [proxy.endpoint, folder, queueUrl] }
    let cut = 0
    const points = crashPoints(actions, pointCount)
    for (const point of points) {
      expect(await killAt(point, program, proxy)).toBe(true)
      // After its last receive a scan has seen what there is, and its capture says so.
      if (point.action === 'ReceiveMessage') cut += 1
      await (await startAgain(proxy.endpoint, folder)).weir.dispose()
    }

    const after = await startAgain(proxy.endpoint, folder)
    await untilNothingIsHeld(after)
    const { captures } = await after.client.captures.list({})
    const saying = captures.filter(({ parts }) => parts[0]?.coverage.wasCut === true)
    expect(saying).toHaveLength(cut)
    // What a kill has hidden may look as if somebody received it.
    const scan = await scanQueue(after.client, queueUrl, { plan: {}, acceptConsumers: true })
    const captured = await capturedBodies(after.client, scan.captureId)
    process.stdout.write(
      `${kind} scan: killed at ${String(points.length)} points, ${String(captured.length)} of ${String(count)} seen after\n`,
    )
    expect(captured.toSorted()).toEqual(bodies)
    expect((await after.client.holds.list({})).queues).toEqual([])
    expect((await takeBodies(sqs, queueUrl)).toSorted()).toEqual(bodies)
    await after.close()
    rmSync(folder, { recursive: true, force: true })
    await proxy.close()
    await emulator.close()
  },
  patienceMs,
)
