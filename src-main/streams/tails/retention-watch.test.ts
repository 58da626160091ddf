import { describe, expect, it } from 'vitest'
import { RetentionWatch } from './retention-watch.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describe('a reader and the time for which its stream keeps records', () => {
  it('has missed nothing before it has read, and while it keeps up', () => {
    const watch = new RetentionWatch()
    expect(watch.findGap(50 * dayMs, dayMs)).toBeUndefined()
    watch.read(50 * dayMs, 0)
    watch.read(50 * dayMs + 1000, 0)
    expect(watch.findGap(50 * dayMs + 60_000, dayMs)).toBeUndefined()
  })

  it('has missed what expired while it slept, although it reads again before anybody asks', () => {
    const watch = new RetentionWatch()
    watch.read(10 * dayMs, 0)
    watch.read(12 * dayMs, 0)
    watch.read(12 * dayMs + 1000, 0)
    const gap = { fromMs: 10 * dayMs, untilMs: 11 * dayMs }
    expect(watch.findGap(12 * dayMs + 60_000, dayMs)).toEqual(gap)
    // Said once; the window keeps it.
    expect(watch.findGap(12 * dayMs + 120_000, dayMs)).toBeUndefined()
  })

  it('misses what expires before it while it is behind, when the time is shortened under it', () => {
    const watch = new RetentionWatch()
    watch.read(10 * dayMs, 30 * hourMs)
    expect(watch.findGap(10 * dayMs, 2 * dayMs)).toBeUndefined()
    expect(watch.findGap(10 * dayMs, dayMs)).toEqual({
      fromMs: 10 * dayMs - 30 * hourMs,
      untilMs: 9 * dayMs,
    })
  })
})
