import type { Clock } from '../lib/clock.ts'
import type { OrderBook } from './orders.ts'
import { isProcessable } from './orders.ts'
import type { Pace } from './pace.ts'
import { between } from './random.ts'
import type { Random } from './random.ts'
import type { WorldQueue } from './world-queue.ts'

/** Above this nobody places orders: the emulator never expires a message, and data is kept. */
const maxWaiting = 400
/** Above this the oldest dead letters are deleted, for the same reason. */
const maxDeadLetters = 60

/** A cycle: orders pile up while the shop is slow, then it catches up. */
const slowMs = 30_000
const fastMs = 15_000
const poisonedEveryMs = 40_000
const burstEveryMs = 55_000
/** How long the shop works on what it received: the orders that are seen in flight. */
const workMs = 800
/** The queue's own visibility timeout is the same, see queue-plans.ts. */
const visibilityS = 5
/** How long a failed order rests before the next try. */
const retryMs = 3000

export interface ShopCounts {
  placed: number
  done: number
  poisoned: number
}

export interface Shop {
  readonly clock: Clock
  readonly pace: Pace
  readonly random: Random
  readonly speed: number
  readonly book: OrderBook
  readonly orders: WorldQueue
  readonly deadLetters: WorldQueue
}

/** How many orders the shop takes at once, `sinceMs` after it opened: little, then much, in turn. */
function capacityAt(sinceMs: number): number {
  return sinceMs % (slowMs + fastMs) < slowMs ? 2 : 9
}

async function place(shop: Shop, counts: ShopCounts, number: number): Promise<void> {
  if ((await shop.orders.waiting()) >= maxWaiting) return
  const nowMs = shop.clock.now()
  await shop.orders.send(Array.from({ length: number }, () => shop.book.next(nowMs)))
  counts.placed += number
}

async function placePoisoned(shop: Shop, counts: ShopCounts): Promise<void> {
  if ((await shop.orders.waiting()) >= maxWaiting) return
  await shop.orders.send([shop.book.nextPoisoned(shop.clock.now())])
  counts.placed += 1
  counts.poisoned += 1
}

/** Receives, works, deletes what it could process and gives the rest back. */
async function work(shop: Shop, counts: ShopCounts, capacity: number): Promise<void> {
  const received = await shop.orders.receive(capacity, visibilityS)
  if (received.length === 0) return
  await shop.pace.pause(workMs)
  const done = received.filter(({ body }) => isProcessable(body))
  await shop.orders.remove(done)
  counts.done += done.length
  for (const failed of received.filter((each) => !done.includes(each))) {
    await shop.orders.giveBack(failed, Math.round(retryMs / 1000 / shop.speed))
  }
}

/** Keeps the dead-letter queue from growing for ever: the oldest go. */
async function forgetOldest(deadLetters: WorldQueue): Promise<void> {
  const surplus = (await deadLetters.waiting()) - maxDeadLetters
  if (surplus > 0) await deadLetters.remove(await deadLetters.receive(surplus, visibilityS))
}

/**
 * Opens the shop: about two orders a second, a burst now and then, a poisoned one every 40 s, and
 * a consumer that is too slow and then catches up. Bounded, whatever the user does.
 */
export function openOrderShop(shop: Shop): ShopCounts {
  const counts: ShopCounts = { placed: 0, done: 0, poisoned: 0 }
  const { pace, random } = shop
  const openedMs = shop.clock.now()
  let firstPoisoned = true
  pace.every(
    () => between(random, 300, 700),
    () => place(shop, counts, 1),
  )
  pace.every(
    () => burstEveryMs,
    () => place(shop, counts, between(random, 10, 20)),
  )
  pace.every(
    () => {
      const waitMs = firstPoisoned ? 3000 : poisonedEveryMs
      firstPoisoned = false
      return waitMs
    },
    () => placePoisoned(shop, counts),
  )
  pace.every(
    () => 600,
    () => work(shop, counts, capacityAt((shop.clock.now() - openedMs) * shop.speed)),
  )
  pace.every(
    () => 10_000,
    () => forgetOldest(shop.deadLetters),
  )
  return counts
}
