import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

const limits = fc
  .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 600_000 }))
  .map(([firstMs, more]) => ({ firstMs, maxMs: firstMs + more }))
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

it('waits a whole number of milliseconds, never below 0 or above the maximum', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), limits, share, (attempt, within, random) => {
      const waitMs = backoffMs(attempt, within, () => random)
      expect(Number.isSafeInteger(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(0)
      expect(waitMs).toBeLessThanOrEqual(within.maxMs)
    }),
  )
})

it('doubles its ceiling with each attempt until the maximum', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), limits, (attempt, within) => {
      const ceilingMs = (at: number): number => backoffMs(at, within, () => 1)
      expect(ceilingMs(0)).toBe(within.firstMs)
      expect(ceilingMs(attempt + 1)).toBe(Math.min(within.maxMs, ceilingMs(attempt) * 2))
    }),
  )
})

it('spreads over the whole of it: the wait is the random share of the ceiling', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), limits, share, (attempt, within, random) => {
      const ceilingMs = backoffMs(attempt, within, () => 1)
      const waitMs = backoffMs(attempt, within, () => random)
      expect(Math.abs(waitMs - random * ceilingMs)).toBeLessThanOrEqual(0.5)
    }),
  )
})
