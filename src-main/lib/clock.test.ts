import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from './clock.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the system clock', () => {
  it('tells the time in milliseconds', () => {
    expect(systemClock.now()).toBe(1000)
  })

  it('sleeps as long as it was told, and no longer', async () => {
    const woken = vi.fn()
    const sleep = systemClock.sleep(500).then(woken)
    await vi.advanceTimersByTimeAsync(499)
    expect(woken).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await sleep
    expect(woken).toHaveBeenCalledTimes(1)
  })

  it('wakes at once when aborted, and leaves neither timer nor listener', async () => {
    const stop = new AbortController()
    const sleep = systemClock.sleep(60_000, stop.signal)
    stop.abort()
    await expect(sleep).resolves.toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })

  it('does not sleep at all when aborted before', async () => {
    await systemClock.sleep(60_000, AbortSignal.abort())
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes its listener off a signal that outlives many sleeps', async () => {
    const stop = new AbortController()
    for (let round = 0; round < 20; round += 1) {
      const sleep = systemClock.sleep(10, stop.signal)
      await vi.advanceTimersByTimeAsync(10)
      await sleep
    }
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })
})
