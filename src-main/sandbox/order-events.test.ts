import { describe, expect, it } from 'vitest'
import { createMemoryQueue } from '../testing/memory-queue.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { openOrderEvents, orderEvent, priceChange } from './order-events.ts'
import { createPace } from './pace.ts'
import { createRandom } from './random.ts'
import type { WorldQueue } from './world-queue.ts'
import type { WorldTopic } from './world-topic.ts'

/** Delivers everything to each of the queues, as a topic without filters does. */
function topicInto(queues: readonly WorldQueue[]): WorldTopic {
  return {
    publish: async ({ body }) => {
      for (const queue of queues) await queue.send([{ body }])
    },
  }
}

async function depthAfterAnHour(change: (queue: WorldQueue) => WorldQueue): Promise<number> {
  const clock = createSteppedClock()
  const pace = createPace({ clock, speed: 1, onFailure: () => undefined })
  const queue = change(createMemoryQueue(clock))
  const topic = topicInto([queue])
  openOrderEvents({
    clock,
    pace,
    random: createRandom(3),
    firstNumber: 1,
    orderEvents: topic,
    priceChanges: topic,
    queues: [queue],
  })
  await clock.advance(3_600_000)
  await pace.stop()
  return queue.waiting()
}

describe('order events', () => {
  it('are taken by somebody, and never pile up beyond 200', async () => {
    expect(await depthAfterAnHour((queue) => queue)).toBeLessThanOrEqual(200)
    const unread = await depthAfterAnHour((queue) => ({
      ...queue,
      receive: () => Promise.resolve([]),
    }))
    expect(unread).toBe(200)
  })

  it('say what happened in an attribute and in the body', () => {
    const { body, attributes } = orderEvent(createRandom(1), 7, 0)
    const parsed: unknown = JSON.parse(body)
    expect(parsed).toMatchObject({
      event: attributes?.['event'],
      order: { id: 'o-7', totalCents: Math.round(Number(attributes?.['total']) * 100) },
    })
    expect(priceChange(createRandom(1), 0).groupId).toMatch(/^[a-z]+-/)
  })
})
