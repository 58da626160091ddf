import { describe, expect, it } from 'vitest'
import { createMemoryQueue } from '../testing/memory-queue.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { createPace } from './pace.ts'
import { openPayments } from './payments.ts'
import { createRandom } from './random.ts'
import type { WorldQueue } from './world-queue.ts'

async function depthAfterAnHour(change: (queue: WorldQueue) => WorldQueue): Promise<number> {
  const clock = createSteppedClock()
  const pace = createPace({ clock, speed: 1, onFailure: () => undefined })
  const queue = createMemoryQueue(clock)
  openPayments({ clock, pace, random: createRandom(5), queue: change(queue), firstNumber: 1 })
  await clock.advance(3_600_000)
  await pace.stop()
  return queue.waiting()
}

describe('payments', () => {
  it('are booked about as fast as they come', async () => {
    expect(await depthAfterAnHour((queue) => queue)).toBeLessThan(20)
  })

  it('stop at 100 when nobody books them', async () => {
    const unread = await depthAfterAnHour((queue) => ({
      ...queue,
      receive: () => Promise.resolve([]),
    }))
    expect(unread).toBe(100)
  })
})
