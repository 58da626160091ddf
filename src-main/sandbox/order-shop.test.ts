import { describe, expect, it } from 'vitest'
import { createMemoryQueue } from '../testing/memory-queue.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import type { SteppedClock } from '../testing/stepped-clock.ts'
import { openOrderShop } from './order-shop.ts'
import type { ShopCounts } from './order-shop.ts'
import { createOrderBook } from './orders.ts'
import { createPace } from './pace.ts'
import type { Pace } from './pace.ts'
import { createRandom } from './random.ts'
import type { WorldQueue } from './world-queue.ts'

interface Opened {
  clock: SteppedClock
  pace: Pace
  orders: WorldQueue
  deadLetters: WorldQueue
  counts: ShopCounts
  failures: unknown[]
}

function open(change: (orders: WorldQueue) => WorldQueue = (orders) => orders): Opened {
  const clock = createSteppedClock(Date.UTC(2026, 10, 22))
  const failures: unknown[] = []
  const pace = createPace({ clock, speed: 1, onFailure: (error) => failures.push(error) })
  const deadLetters = createMemoryQueue(clock)
  const orders = change(createMemoryQueue(clock, deadLetters))
  const random = createRandom(7)
  const book = createOrderBook(random, 1001)
  const counts = openOrderShop({ clock, pace, random, speed: 1, book, orders, deadLetters })
  return { clock, pace, orders, deadLetters, counts, failures }
}

const minuteMs = 60_000

describe('the order shop', () => {
  it('goes up and down, and stays below 100 for an hour', async () => {
    const { clock, orders, pace } = open()
    const depths: number[] = []
    for (let seconds = 0; seconds < 3600; seconds += 5) {
      await clock.advance(5000)
      depths.push(await orders.waiting())
    }
    await pace.stop()
    expect(Math.max(...depths)).toBeGreaterThan(15)
    expect(Math.max(...depths)).toBeLessThan(100)
    // It comes down to nearly nothing again and again, to the end.
    expect(Math.min(...depths.slice(-30))).toBeLessThan(5)
  })

  it('has its first poisoned order after 3 s and in the dead-letter queue within a minute', async () => {
    const { clock, pace, counts, deadLetters } = open()
    await clock.advance(4000)
    expect(counts.poisoned).toBe(1)
    await clock.advance(minuteMs)
    await pace.stop()
    expect(await deadLetters.waiting()).toBeGreaterThanOrEqual(1)
  })

  it('keeps at most 60 dead letters, plus those of a few seconds', async () => {
    const { clock, pace, counts, deadLetters } = open()
    await clock.advance(70 * minuteMs)
    await pace.stop()
    expect(counts.poisoned).toBeGreaterThan(90)
    expect(await deadLetters.waiting()).toBeLessThanOrEqual(62)
  })

  it('places nothing above 400 waiting, when nobody can receive', async () => {
    const { clock, pace, orders } = open((queue) => ({
      ...queue,
      receive: () => Promise.reject(new Error('no')),
    }))
    await clock.advance(20 * minuteMs)
    await pace.stop()
    expect(await orders.waiting()).toBeGreaterThanOrEqual(400)
    expect(await orders.waiting()).toBeLessThan(420)
  })

  it('goes on after failures and reports each', async () => {
    let broken = true
    const { clock, pace, counts, failures } = open((queue) => ({
      ...queue,
      waiting: () => (broken ? Promise.reject(new Error('gone')) : queue.waiting()),
    }))
    await clock.advance(2000)
    expect(failures.length).toBeGreaterThan(1)
    expect(counts.placed).toBe(0)
    broken = false
    await clock.advance(2000)
    await pace.stop()
    expect(counts.placed).toBeGreaterThan(0)
  })

  it('does nothing after it was stopped', async () => {
    const { clock, pace, counts } = open()
    await clock.advance(5000)
    await pace.stop()
    const placed = counts.placed
    await clock.advance(minuteMs)
    expect(counts.placed).toBe(placed)
  })
})
