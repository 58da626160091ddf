import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryJobs } from '../../testing/memory-jobs.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import { fanEvent, needs } from './fan-events.ts'
import { FanService } from './fan-service.ts'

/** What the topic does with an event: delivers it, keeps it out, refuses it. */
const fates = fc.array(fc.constantFrom('in', 'out', 'refused'), { maxLength: 60 })

describe('a service behind a filter', () => {
  it('has everything it needs received, on the way or missed, at every instant', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fc.nat(999), async (all, seed) => {
        const clock = createSteppedClock(1_000)
        const jobs = createMemoryJobs(clock, 5)
        const stop = new AbortController()
        const held = async () => (await jobs.held()).queue
        const queue = { ...jobs, held, queueUrl: 'queue' }
        const service = new FanService('shipping', queue, clock)
        const check = (): void => {
          const { wanted, received, waiting, missed } = service.toView(undefined)
          expect(received + waiting + missed).toBe(wanted)
        }
        const working = service.work(stop.signal, check)
        const wanted = { in: 0, out: 0, refused: 0 }
        for (const [index, fate] of all.entries()) {
          const event = fanEvent(seed, `e-${String(index)}`, index)
          if (needs('shipping', event)) wanted[fate] += 1
          service.expect(event)
          if (fate === 'in') void jobs.send(event.id)
          service.published(event.id, fate !== 'refused')
          check()
          await clock.advance(40)
        }
        await clock.advance(10_000)
        const finding = service.findMissed()
        await clock.advance(100)
        await finding
        const view = service.toView(undefined)
        expect(view).toMatchObject({ received: wanted.in, missed: wanted.out, waiting: 0 })
        stop.abort()
        await clock.advance(1_000)
        await working
      }),
      { numRuns: 60 },
    )
  })
})
