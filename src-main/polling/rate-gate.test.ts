import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RateGate } from './rate-gate.ts'
import type { GateClock } from './rate-gate.ts'

/** A clock that stands; whoever sleeps is told until when. */
function standingClock(): GateClock & { nowMs: number; slept: number[] } {
  return {
    nowMs: 1_000,
    slept: [],
    now() {
      return this.nowMs
    },
    sleep(ms) {
      this.slept.push(this.nowMs + ms)
      return Promise.resolve()
    },
  }
}

/** When each of the callers that came at these moments was let through. */
async function passes(arrivalsMs: readonly number[], rate: { perSecond: number; burst: number }) {
  const clock = standingClock()
  const gate = new RateGate(clock, rate)
  const letThroughMs: number[] = []
  for (const arrivalMs of [...arrivalsMs].sort((a, b) => a - b)) {
    clock.nowMs = arrivalMs
    const sleeps = clock.slept.length
    await gate.pass()
    letThroughMs.push(clock.slept.length === sleeps ? arrivalMs : (clock.slept.at(-1) ?? 0))
  }
  return letThroughMs
}

describe('a rate gate', () => {
  it('lets a burst through at once and the rest one by one', async () => {
    const rate = { perSecond: 10, burst: 3 }
    expect(await passes([1000, 1000, 1000, 1000, 1000], rate)).toEqual([
      1000, 1000, 1000, 1100, 1200,
    ])
  })

  it('never lets more than the rate and the burst through in a second', async () => {
    const rate = { perSecond: 20, burst: 10 }
    const arrivals = fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(arrivals, async (arrivalsMs) => {
        const times = await passes(arrivalsMs, rate)
        for (const from of times) {
          const within = times.filter((each) => each >= from && each < from + 1_000)
          expect(within.length).toBeLessThanOrEqual(30)
        }
      }),
    )
  })
})
