import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorValue } from '#contract'
import { Pace } from './pace.ts'

const throttled: ErrorValue = {
  code: 'throttled',
  params: {},
  retryable: true,
  effectUnknown: false,
}

function createPace(budget: number | undefined) {
  const world = { nowMs: 1_000_000, sent: [] as number[], haveEnded: false } // when each call went out
  const lastMinute = () => world.sent.filter((atMs) => atMs > world.nowMs - 60_000).length
  const pace = new Pace({
    nowMs: () => world.nowMs,
    random: () => 0.5,
    budget: () => budget,
    callsLastMinute: lastMinute,
    haveCredentialsEnded: () => world.haveEnded,
  })
  const send = (most: number): number => {
    const calls = Math.min(most, pace.available())
    pace.take(calls)
    for (let each = 0; each < calls; each += 1) world.sent.push(world.nowMs)
    return calls
  }
  return { pace, world, send, lastMinute }
}

describe('a pace', () => {
  it('without a budget lets everything through', () => {
    expect(createPace(undefined).pace.available()).toBe(Number.POSITIVE_INFINITY)
  })

  it('lets a sixth of a minute out at once, and the rest flow in evenly', () => {
    const { world, send } = createPace(600)
    expect(send(1_000)).toBe(100)
    expect(send(1_000)).toBe(0)
    world.nowMs += 6_000
    expect(send(1_000)).toBe(50)
  })

  it('gives back what a round that ended early did not use', () => {
    const { pace, send } = createPace(600)
    send(100)
    pace.take(-99)
    expect(pace.available()).toBe(99)
  })

  it('is never over its budget in any minute, however it is asked, and uses most of it', () => {
    const waits = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.nat(400)), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), waits, (budget, asks) => {
        const { world, send, lastMinute } = createPace(budget)
        for (const [waitMs, calls] of asks) {
          world.nowMs += waitMs
          send(calls)
          expect(lastMinute()).toBeLessThanOrEqual(budget)
        }
        for (let second = 0; second < 120; second += 1) {
          world.nowMs += 1_000
          send(Number.POSITIVE_INFINITY)
          expect(lastMinute()).toBeLessThanOrEqual(budget)
        }
        expect(lastMinute()).toBeGreaterThanOrEqual(Math.floor(budget * 0.75) - 1)
      }),
      { numRuns: 60 },
    )
  })

  it('gives way to calls that others made', () => {
    const { pace, world } = createPace(60)
    for (let each = 0; each < 58; each += 1) world.sent.push(world.nowMs)
    expect(pace.available()).toBe(2)
  })

  it('after a refusal holds longer and longer, then tries one call, then all', () => {
    const { pace, world } = createPace(undefined)
    const waits = [1, 2, 3].map(() => {
      const { untilMs } = pace.failed(throttled, 0)
      expect(pace.available()).toBe(0)
      const waitMs = untilMs - world.nowMs
      world.nowMs = untilMs
      expect(pace.available()).toBe(1)
      return waitMs
    })
    expect(waits).toEqual([1_000, 2_000, 4_000])
    pace.succeeded()
    expect(pace.available()).toBe(Number.POSITIVE_INFINITY)
  })

  it('held up by ended credentials, goes on as soon as they are there again', () => {
    const { pace, world } = createPace(undefined)
    world.haveEnded = true
    const { untilMs } = pace.failed({ ...throttled, code: 'credentials-expired' }, 0)
    expect(untilMs).toBeGreaterThan(world.nowMs)
    expect(pace.available()).toBe(0)
    world.haveEnded = false
    expect(pace.available()).toBe(1)
  })
})
