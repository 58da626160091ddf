import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { systemClock } from '../../lib/clock.ts'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createQueue } from '../../testing/contract-queues.ts'
import { countMessages, takeBodies } from '../../testing/counted-queue.ts'
import { lacks, sqsEmulators } from '../../testing/emulator-lacks.ts'
import { sqsClientFor } from '../../testing/emulators.ts'
import type { Emulator } from '../../testing/emulators.ts'
import {
  capturedBodies,
  drainQueue,
  endOfScan,
  fillQueue,
  followScan,
  grouped,
  numbered,
  scanQueue,
  startScan,
} from '../../testing/followed-scan.ts'

const connectionId = 'sandbox'
const patient = { timeout: 60_000 }

describe.each(sqsEmulators)('scans on $name', ({ name, start }) => {
  /** Where the visible counter has what is in flight too, nobody can say that nothing is left. */
  const countsExactly = !lacks[name].has('exact-visible')

  let emulator: Emulator
  let sqs: SQSClient
  let composed: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await start()
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await emulator.close()
  })

  async function queueWith(
    bodies: readonly string[],
    groupOf?: (body: string) => string,
  ): Promise<QueueUrl> {
    const isFifo = groupOf !== undefined
    const called = `scan-${String((made += 1))}${isFifo ? '.fifo' : ''}`
    const queueUrl = await createQueue(sqs, called, isFifo ? { FifoQueue: 'true' } : {})
    await fillQueue(sqs, queueUrl, isFifo ? grouped(bodies, groupOf) : bodies)
    return queueUrl
  }
  const heldHere = async (queueUrl: QueueUrl) => {
    const { queues } = await composed.client.holds.list({})
    return queues.find((each) => each.queueUrl === queueUrl)
  }
  const coverageOf = async (captureId: number) =>
    (await composed.client.captures.get({ captureId })).parts[0]?.coverage

  it('captures exactly the 2,000 messages of a queue, and returns each', patient, async () => {
    const bodies = numbered(2000)
    const queueUrl = await queueWith(bodies)
    const scan = await scanQueue(composed.client, queueUrl)
    expect(scan).toMatchObject({ end: 'exhausted', isWhole: countsExactly })
    expect(scan).toMatchObject({ received: 2000, captured: 2000 })
    expect(scan).toMatchObject({ held: 0, returned: 2000, notReturned: 0, duplicates: 0 })
    expect((await capturedBodies(composed.client, scan.captureId)).sort()).toEqual(bodies)
    expect(await coverageOf(scan.captureId)).toMatchObject({
      ...{ how: 'scan', isWhole: countsExactly, end: 'exhausted', about: 2000 },
    })
    expect(await heldHere(queueUrl)).toBeUndefined()
    expect((await takeBodies(sqs, queueUrl)).sort()).toEqual(bodies)
  })

  it('ends at the limits that were set, and never goes past them', patient, async () => {
    const queueUrl = await queueWith(numbered(200))
    const byMessages = await scanQueue(composed.client, queueUrl, { plan: { maxMessages: 37 } })
    expect(byMessages).toMatchObject({ end: 'message-limit', received: 37, isWhole: false })
    const plan = { maxCalls: 5, concurrency: 1 }
    const byCalls = await scanQueue(composed.client, queueUrl, { plan })
    expect(byCalls).toMatchObject({ end: 'call-limit', received: 50, returned: 50 })
    expect(await takeBodies(sqs, queueUrl)).toHaveLength(200)
  })

  it('stops where as many are hidden as may be, and says so', patient, async () => {
    const queueUrl = await queueWith(numbered(200))
    const scan = await scanQueue(composed.client, queueUrl, { plan: { inFlightBudget: 50 } })
    expect(scan).toMatchObject({ end: 'budget', received: 50, isWhole: false, returned: 50 })
    expect(await coverageOf(scan.captureId)).toMatchObject({
      ...{ isWhole: false, aboutAtEnd: countsExactly ? 150 : 200 },
    })
  })

  it('slides: returns the oldest, counts what comes again, keeps each once', patient, async () => {
    const queueUrl = await queueWith(numbered(200))
    const plan = { inFlightBudget: 50, whenFull: 'slide' as const }
    const scan = await scanQueue(composed.client, queueUrl, { plan })
    expect(scan.end).toBe('nothing-new')
    expect(scan.slid).toBeGreaterThan(0)
    expect(scan.duplicates).toBeGreaterThan(0)
    expect(scan.received).toBeGreaterThanOrEqual(50)
    const bodies = await capturedBodies(composed.client, scan.captureId)
    expect(new Set(bodies).size).toBe(bodies.length)
    expect(bodies).toHaveLength(scan.received)
    expect(await takeBodies(sqs, queueUrl)).toHaveLength(200)
  })

  it('of a FIFO queue sees only heads, and says so', patient, async () => {
    const queueUrl = await queueWith(numbered(60), (body) => `g-${body.slice(-1)}`)
    const scan = await scanQueue(composed.client, queueUrl)
    expect(scan).toMatchObject({ isWhole: false, end: 'exhausted' })
    if (!lacks[name].has('fifo-group-lock')) expect(scan.received).toBeLessThan(60)
    expect(scan.received).toBeGreaterThanOrEqual(10)
    expect(await coverageOf(scan.captureId)).toMatchObject({ headsOnly: true, isWhole: false })
    expect(await countMessages(sqs, queueUrl)).toBe(60)
  })

  it('drains a FIFO queue: all on the disk in their order, all deleted', patient, async () => {
    const bodies = numbered(300)
    const queueUrl = await queueWith(bodies, (body) => `g-${body.slice(-1)}`)
    const drain = await drainQueue(composed.client, queueUrl)
    expect(drain).toMatchObject({ end: 'exhausted', isWhole: true, deleted: 300, captured: 300 })
    expect(drain).toMatchObject({ notDeleted: 0, deleteUncertain: 0, held: 0 })
    const captured = await capturedBodies(composed.client, drain.captureId)
    expect([...captured].sort()).toEqual(bodies)
    const byGroup = Map.groupBy(captured, (body) => body.slice(-1))
    for (const group of byGroup.values()) expect(group).toEqual([...group].sort())
    expect(await countMessages(sqs, queueUrl)).toBe(0)
    expect(await heldHere(queueUrl)).toBeUndefined()
  })

  it('asks where somebody else receives', patient, async () => {
    const queueUrl = await queueWith(numbered(20))
    const receive = { QueueUrl: queueUrl, MaxNumberOfMessages: 5, VisibilityTimeout: 60 }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(receive))
    const ledger = await composed.client.scans.estimate({ connectionId, queueUrl, plan: {} })
    expect(ledger.inFlightElsewhere).toBe(Messages.length)
    await expect(startScan(composed.client, queueUrl)).rejects.toMatchObject({
      data: { refusal: { reason: 'live-consumers', inFlight: Messages.length } },
    })
    const scan = await scanQueue(composed.client, queueUrl, { plan: {}, acceptConsumers: true })
    expect(scan).toMatchObject({ received: 20 - Messages.length, isWhole: false })
    const coverage = await coverageOf(scan.captureId)
    expect(coverage).toMatchObject({ inFlightElsewhere: Messages.length })
  })

  it('renews what it holds while it runs', patient, async () => {
    const queueUrl = await queueWith(numbered(30))
    // A producer that never stops: the scan goes on past the time for which a receive hides.
    const over = new AbortController()
    const produce = async (): Promise<void> => {
      for (let sent = 0; !over.signal.aborted; sent += 1) {
        await fillQueue(sqs, queueUrl, [`later-${String(sent)}`])
        await systemClock.sleep(50, over.signal)
      }
    }
    const produced = produce()
    const plan = { hideSeconds: 10, maxSeconds: 14 }
    const scan = await scanQueue(composed.client, queueUrl, { plan })
    over.abort()
    await produced
    expect(scan).toMatchObject({ end: 'time-limit', duplicates: 0 })
    expect(scan.received).toBeGreaterThan(30)
  })

  it(
    'ends and returns everything when its page is left, unless told to go on',
    patient,
    async () => {
      const queueUrl = await queueWith(numbered(500))
      await startScan(composed.client, queueUrl, { plan: { concurrency: 1 } })
      await followScan(composed.client, queueUrl, ({ received }) => received > 0)
      await expect.poll(() => heldHere(queueUrl), { timeout: 10_000 }).toBeUndefined()
      const scan = await endOfScan(composed.client, queueUrl)
      expect(['left', 'exhausted']).toContain(scan.end)
      expect(await countMessages(sqs, queueUrl)).toBe(500)
    },
  )
})
