import { describe, expect, it } from 'vitest'
import { AppError, errorValue } from '../lib/app-error.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { CallMeter } from './call-meter.ts'

const throttled = errorValue(new AppError('throttled', 'slow down', { retryable: true }))
const denied = errorValue(new AppError('access-denied', 'no'))

describe('the meter of a connection', () => {
  it('has nothing to tell in the beginning', () => {
    const meter = new CallMeter(createSteppedClock())
    expect(meter.callsLastMinute()).toBe(0)
    expect(meter.lastError).toBeUndefined()
  })

  it('says for its first moments that it knows nothing yet', async () => {
    const clock = createSteppedClock()
    const meter = new CallMeter(clock)
    await clock.advance(1_499)
    expect(meter.isSettled).toBe(false)
    await clock.advance(1)
    expect(meter.isSettled).toBe(true)
  })

  it('counts the calls of the last 60 s, each until its minute is over', async () => {
    const clock = createSteppedClock(1_000_000)
    const meter = new CallMeter(clock)
    meter.count()
    meter.count()
    await clock.advance(30_000)
    meter.count()
    expect(meter.callsLastMinute()).toBe(3)
    await clock.advance(29_999)
    expect(meter.callsLastMinute()).toBe(3)
    await clock.advance(1)
    expect(meter.callsLastMinute()).toBe(1)
    await clock.advance(30_000)
    expect(meter.callsLastMinute()).toBe(0)
  })

  it('counts rightly after hours in which nobody asked', async () => {
    const clock = createSteppedClock()
    const meter = new CallMeter(clock)
    for (let second = 0; second < 3 * 3600; second += 1) {
      meter.count()
      await clock.advance(1000)
    }
    expect(meter.callsLastMinute()).toBe(59)
  })

  it('keeps the last failure with its time, also after the minute', async () => {
    const clock = createSteppedClock(5)
    const meter = new CallMeter(clock)
    meter.fail('ListQueues', throttled)
    await clock.advance(10)
    meter.fail('SendMessage', denied)
    await clock.advance(3_600_000)
    expect(meter.lastError).toEqual({ atMs: 15, action: 'SendMessage', error: denied })
  })
})
