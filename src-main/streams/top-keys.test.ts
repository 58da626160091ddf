import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TopKeys } from './top-keys.ts'

const t0 = 1_763_800_000_000
const minute = { windowMs: 60_000, counters: 100 }

function addMany(keys: TopKeys, key: string, { count = 1, bytes = 10, atMs = t0 } = {}): void {
  for (let index = 0; index < count; index += 1) keys.add(key, bytes, atMs)
}

const namesOf = (keys: TopKeys, by: 'records' | 'bytes', nowMs = t0): string[] =>
  keys.top(10, by, nowMs).keys.map(({ key }) => key)

describe('the top keys', () => {
  it('are those with the most records, or with the most bytes', () => {
    const keys = new TopKeys(minute)
    addMany(keys, 'many', { count: 5 })
    addMany(keys, 'large', { count: 2, bytes: 1000 })
    addMany(keys, 'once')
    expect(namesOf(keys, 'records')).toEqual(['many', 'large', 'once'])
    expect(namesOf(keys, 'bytes')).toEqual(['large', 'many', 'once'])
    expect(keys.top(1, 'records', t0)).toEqual({
      keys: [{ key: 'many', records: { most: 5, error: 0 }, bytes: { most: 50, error: 0 } }],
      records: 8,
      bytes: 2060,
      maxError: { records: 0, bytes: 0 },
      sinceMs: t0,
    })
  })

  it('say how far they may be off once there are more keys than counters', () => {
    const keys = new TopKeys({ windowMs: 60_000, counters: 10 })
    for (let index = 0; index < 1000; index += 1) {
      addMany(keys, `once ${String(index)}`)
      if (index % 2 === 0) addMany(keys, 'hot')
    }
    const report = keys.top(1, 'records', t0)
    const [hot] = report.keys
    expect(hot?.key).toBe('hot')
    expect(report.maxError.records).toBeGreaterThan(0)
    expect(report.maxError.records).toBeLessThanOrEqual(150)
    expect(hot?.records.most).toBeGreaterThanOrEqual(500)
    expect((hot?.records.most ?? 0) - (hot?.records.error ?? 0)).toBeLessThanOrEqual(500)
  })

  it('count the empty key, and a key that no stream would take by its beginning', () => {
    const keys = new TopKeys(minute)
    addMany(keys, '')
    addMany(keys, `${'k'.repeat(256)}one`)
    addMany(keys, `${'k'.repeat(256)}two`)
    expect(namesOf(keys, 'records')).toEqual(['k'.repeat(256), ''])
  })

  it('are bounded by the truth, whatever comes when', () => {
    const arrival = fc.record({
      key: fc.nat({ max: 30 }).map(String),
      bytes: fc.nat({ max: 99 }),
      stepMs: fc.nat({ max: 3000 }),
    })
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 200 }), (arrivals) => {
        const keys = new TopKeys({ windowMs: 60_000, counters: 8 })
        let nowMs = t0
        const seen: { key: string; bytes: number; atMs: number }[] = []
        for (const { key, bytes, stepMs } of arrivals) {
          nowMs += stepMs
          keys.add(key, bytes, nowMs)
          seen.push({ key, bytes, atMs: nowMs })
        }
        const report = keys.top(100, 'bytes', nowMs)
        const covered = seen.filter(({ atMs }) => atMs >= report.sinceMs)
        expect(report.records).toBe(covered.length)
        for (const { key, records, bytes } of report.keys) {
          const own = covered.filter((one) => one.key === key)
          const ownBytes = own.reduce((all, one) => all + one.bytes, 0)
          expect(records.most).toBeGreaterThanOrEqual(own.length)
          expect(records.most - records.error).toBeLessThanOrEqual(own.length)
          expect(bytes.most).toBeGreaterThanOrEqual(ownBytes)
          expect(bytes.most - bytes.error).toBeLessThanOrEqual(ownBytes)
        }
      }),
    )
  })
})

describe('as time passes', () => {
  it('what is older than the window is let go, half by half', () => {
    const keys = new TopKeys(minute)
    addMany(keys, 'first', { atMs: t0 })
    addMany(keys, 'second', { atMs: t0 + 30_000 })
    expect(namesOf(keys, 'records', t0 + 59_999)).toEqual(['first', 'second'])
    expect(namesOf(keys, 'records', t0 + 60_000)).toEqual(['second'])
    expect(keys.top(1, 'records', t0 + 60_000).sinceMs).toBe(t0 + 30_000)
    expect(namesOf(keys, 'records', t0 + 90_000)).toEqual([])
  })

  it('all is let go after a long silence', () => {
    const keys = new TopKeys(minute)
    addMany(keys, 'first')
    expect(keys.top(1, 'records', t0 + 3_600_000)).toMatchObject({
      keys: [],
      records: 0,
      sinceMs: t0 + 3_600_000,
    })
  })

  it('a clock that is set back begins anew', () => {
    const keys = new TopKeys(minute)
    addMany(keys, 'future', { atMs: t0 + 3_600_000 })
    addMany(keys, 'now')
    expect(namesOf(keys, 'records')).toEqual(['now'])
    expect(namesOf(keys, 'records', t0 + 30_000)).toEqual(['now'])
  })

  it('and when it is cleared', () => {
    const keys = new TopKeys(minute)
    addMany(keys, 'first')
    keys.clear()
    expect(namesOf(keys, 'records')).toEqual([])
  })
})
