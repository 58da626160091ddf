import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { DepthItem, QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'

const connectionId = 'sandbox'

/** A window that grants what it is told to. */
class Demand {
  #pending: ({ open?: unknown; credit: number } | undefined)[]
  #wake: (() => void) | undefined

  constructor(open: unknown, credit: number) {
    this.#pending = [{ open, credit }]
  }

  set(credit: number): void {
    this.#pending.push({ credit })
    this.#wake?.()
  }

  async *items(): AsyncGenerator<never, void> {
    for (;;) {
      const next = this.#pending.shift()
      // What the contract's input is; the test builds it by hand.
      if (next !== undefined) yield next as never
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}

describe.each(sqsEmulators)('queues on $name', ({ start }) => {
  let emulator: Emulator
  let proxy: FaultProxy
  let sqs: SQSClient
  let composed: ComposedWeir

  beforeAll(async () => {
    emulator = await start()
    proxy = await startFaultProxy({ target: emulator.endpoint })
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(proxy.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await proxy.close()
    await emulator.close()
  })

  it('lists every queue past one page of 1,000', { timeout: 60_000 }, async () => {
    const names = Array.from(
      { length: 1_100 },
      (_, index) => `many-${String(index).padStart(4, '0')}`,
    )
    for (let from = 0; from < names.length; from += 50) {
      await Promise.all(names.slice(from, from + 50).map((name) => createQueue(sqs, name)))
    }
    const { queues } = await composed.client.queues.list({ connectionId })
    expect(
      queues.map((queue) => queue.name).filter((name) => name.startsWith('many-')),
    ).toHaveLength(1_100)
    expect(new Set(queues.map((queue) => queue.queueUrl)).size).toBe(queues.length)
  })

  it('describes a queue and its dead-letter wiring', async () => {
    const [from, to] = [await createQueue(sqs, 'orders'), await createQueue(sqs, 'orders-dlq')]
    await wireDeadLetters(sqs, { from, to, maxReceiveCount: 3 })
    const detail = await composed.client.queues.describe({ connectionId, queueUrl: from })
    expect(detail).toMatchObject({
      name: 'orders',
      type: 'standard',
      redrive: { maxReceiveCount: 3 },
    })
    expect(detail.redrive?.deadLetterArn).toMatch(/:orders-dlq$/)
    expect(detail.maximumMessageBytes).toBeGreaterThanOrEqual(262_144)
  })

  it('watches depths, a round for each credit, and none without', async () => {
    const queueUrl: QueueUrl = await createQueue(sqs, 'watched')
    const missing = `${queueUrl}-gone`
    const demand = new Demand({ connectionId, queueUrls: [queueUrl, missing] }, 1)
    const feed = await composed.client.queues.watch(demand.items())
    const items: DepthItem[] = []
    const untilWaiting = async (): Promise<void> => {
      for (;;) {
        const next = await feed.next()
        if (next.done === true) return
        items.push(next.value)
        if (next.value.status.state === 'waiting') return
      }
    }
    const before = proxy.count('GetQueueAttributes')
    await untilWaiting()
    expect(proxy.count('GetQueueAttributes') - before).toBe(2)
    expect(items.flatMap((item) => item.depths)).toMatchObject([{ queueUrl, visible: 0 }])
    expect(items.flatMap((item) => item.failures)).toMatchObject([
      { queueUrl: missing, error: { code: 'not-found' } },
    ])
    await composed.client.messages.send({ connectionId, queueUrl, body: 'x' })
    demand.set(1)
    await untilWaiting()
    expect(items.flatMap((item) => item.depths).at(-1)).toMatchObject({ visible: 1 })
    const rounds = proxy.count('GetQueueAttributes')
    demand.set(0)
    // Ends when the feed is closed below, with an error that says so.
    const pending = feed.next().catch(() => undefined)
    // A call of another kind goes all the way there and back: a round that had begun would be seen by now.
    await composed.client.queues.describe({ connectionId, queueUrl })
    expect(proxy.count('GetQueueAttributes') - rounds).toBe(1)
    await feed.return?.()
    await pending
  })
})
