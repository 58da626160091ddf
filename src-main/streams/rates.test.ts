import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND, shareOfLimits } from '#contract'
import { ShardRate } from './rates.ts'

const t0 = 1_763_800_000_000
const none = { records: 0, bytes: 0 }

interface Arrivals {
  secondsAgo: number
  count: number
  bytes?: number
}

/** A rate over five seconds that has read these, all just now, the last arrival at `t0`. */
function rateOf(...arrivals: Arrivals[]): ShardRate {
  const rate = new ShardRate(5)
  for (const { secondsAgo, count, bytes = 10 } of arrivals)
    for (let index = 0; index < count; index += 1)
      rate.add({ bytes, arrivedAtMs: t0 - secondsAgo * 1000 + index, readAtMs: t0 })
  return rate
}

describe('the rate of a shard', () => {
  it('is the mean over whole seconds by arrival time, and names the busiest', () => {
    const rate = rateOf(
      { secondsAgo: 6, count: 100 }, // too long ago
      { secondsAgo: 5, count: 1 },
      { secondsAgo: 3, count: 9, bytes: 20 },
      { secondsAgo: 1, count: 5, bytes: 100 },
      { secondsAgo: 0, count: 50 }, // not over yet
    )
    expect(rate.rate(t0)).toEqual({
      perSecond: { records: 3, bytes: (10 + 180 + 500) / 5 },
      busiest: { records: 9, bytes: 500 },
    })
    expect(rate.seconds(t0).map(({ records }) => records)).toEqual([1, 0, 9, 0, 5])
  })

  it('falls to zero where nothing comes any more', () => {
    const rate = rateOf({ secondsAgo: 0, count: 50 })
    const recordsAt = (nowMs: number): number => rate.rate(nowMs).perSecond.records
    expect([0, 999, 1000, 5999, 6000, 1e9].map((ms) => recordsAt(t0 + ms))).toEqual([
      0, 0, 10, 10, 0, 0,
    ])
  })

  it.each([-3_600_000, 3_600_000])('is the same where our clock is %i ms off', (offMs) => {
    const rate = new ShardRate(5)
    for (let second = 0; second <= 5; second += 1)
      rate.add({ bytes: 7, arrivedAtMs: t0 + second * 1000, readAtMs: t0 + second * 1000 + offMs })
    expect(rate.rate(t0 + 5000 + offMs).perSecond).toEqual({ records: 1, bytes: 7 })
  })

  it('is that of its time where old records are read', () => {
    const rate = new ShardRate(5)
    for (let index = 0; index < 100; index += 1)
      rate.add({ bytes: 1, arrivedAtMs: t0 - 86_400_000 + index * 100, readAtMs: t0 })
    expect(rate.rate(t0).perSecond.records).toBe(10)
  })

  it('begins anew where reading jumps back', () => {
    const rate = rateOf({ secondsAgo: 1, count: 100 }, { secondsAgo: 0, count: 1 })
    rate.add({ bytes: 1, arrivedAtMs: t0 - 60_000, readAtMs: t0 })
    rate.add({ bytes: 1, arrivedAtMs: t0 - 59_000, readAtMs: t0 })
    expect(rate.seconds(t0).map(({ records }) => records)).toEqual([0, 0, 0, 0, 1])
  })

  it('is zero before anything was read, after a clear, and for times that are none', () => {
    const rate = new ShardRate(5)
    expect(rate.rate(t0)).toEqual({ perSecond: none, busiest: none })
    rate.add({ bytes: 1, arrivedAtMs: NaN, readAtMs: t0 })
    rate.add({ bytes: 1, arrivedAtMs: -5000, readAtMs: t0 })
    expect(rate.rate(t0 + 1000)).toEqual({ perSecond: none, busiest: none })
    rate.add({ bytes: 1, arrivedAtMs: t0, readAtMs: t0 })
    rate.clear()
    expect(rate.rate(t0 + 1000)).toEqual({ perSecond: none, busiest: none })
  })

  it('counts each record of the window once, in any order within it', () => {
    const arrival = fc.record({ ms: fc.nat({ max: 9_999 }), bytes: fc.nat({ max: 1000 }) })
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1 }), (arrivals) => {
        const rate = new ShardRate(20)
        for (const { ms, bytes } of arrivals)
          rate.add({ bytes, arrivedAtMs: t0 + ms, readAtMs: t0 })
        const seconds = rate.seconds(t0 + 1000)
        const sum = (of: 'records' | 'bytes'): number =>
          seconds.reduce((all, one) => all + one[of], 0)
        expect(sum('records')).toBe(arrivals.length)
        expect(sum('bytes')).toBe(arrivals.reduce((all, { bytes }) => all + bytes, 0))
      }),
    )
  })
})

it('is measured by whichever limit is nearer', () => {
  expect(shareOfLimits({ records: SHARD_RECORDS_PER_SECOND, bytes: 0 })).toBe(1)
  expect(shareOfLimits({ records: 1, bytes: SHARD_BYTES_PER_SECOND * 2 })).toBe(2)
  expect(shareOfLimits(none)).toBe(0)
})
