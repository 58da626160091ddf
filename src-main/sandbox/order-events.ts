import type { Clock } from '../lib/clock.ts'
import type { Pace } from './pace.ts'
import { between, pick } from './random.ts'
import type { Random } from './random.ts'
import type { WorldQueue } from './world-queue.ts'
import type { Announcement, WorldTopic } from './world-topic.ts'

/** Above this in any of the queues nothing is announced: the emulator never expires a message. */
const maxWaiting = 200
const visibilityS = 10

const events = [
  'order-placed',
  'order-placed',
  'order-paid',
  'order-paid',
  'order-refunded',
] as const
const countries = ['DE', 'KR', 'SE', 'US', 'BR'] as const

/** Something that happened to an order, in attributes for those who filter by them and in the body for the others. */
export function orderEvent(random: Random, number: number, nowMs: number): Announcement {
  const event = pick(random, events)
  const totalCents = between(random, 900, 30_000)
  // One in some ten is a pallet, which the shipping queue's filter keeps out.
  const weightGrams = between(random, 200, 22_000)
  return {
    body: JSON.stringify({
      event,
      order: {
        id: `o-${String(number)}`,
        totalCents,
        weightGrams,
        country: pick(random, countries),
      },
      at: new Date(nowMs).toISOString(),
    }),
    attributes: { event, total: totalCents / 100 },
  }
}

export function priceChange(random: Random, nowMs: number): Announcement {
  const sku = pick(random, ['mug-blue', 'tea-jasmine', 'kettle-15', 'filter-100'])
  const cents = between(random, 300, 5_000)
  return {
    body: JSON.stringify({ sku, cents, at: new Date(nowMs).toISOString() }),
    groupId: sku,
  }
}

export interface EventParts {
  clock: Clock
  pace: Pace
  random: Random
  firstNumber: number
  orderEvents: WorldTopic
  priceChanges: WorldTopic
  /** The queues that are subscribed; each is emptied at its own pace. */
  queues: readonly WorldQueue[]
}

async function drain(queue: WorldQueue): Promise<void> {
  const received = await queue.receive(10, visibilityS)
  if (received.length > 0) await queue.remove(received)
}

async function isFull(queues: readonly WorldQueue[]): Promise<boolean> {
  const waiting = await Promise.all(queues.map((queue) => queue.waiting()))
  return waiting.some((count) => count >= maxWaiting)
}

/** About one event a second and a new price now and then; whoever receives them takes ten every twelve seconds. */
export function openOrderEvents(parts: EventParts): void {
  const { clock, pace, random, queues } = parts
  let number = parts.firstNumber
  pace.every(
    () => between(random, 700, 1_500),
    async () => {
      if (await isFull(queues)) return
      await parts.orderEvents.publish(orderEvent(random, number, clock.now()))
      number += 1
    },
  )
  pace.every(
    () => between(random, 5_000, 9_000),
    async () => {
      if (!(await isFull(queues)))
        await parts.priceChanges.publish(priceChange(random, clock.now()))
    },
  )
  for (const queue of queues) {
    pace.every(
      () => 12_000,
      () => drain(queue),
    )
  }
}
