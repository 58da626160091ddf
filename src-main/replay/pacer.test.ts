import { expect, it, vi } from 'vitest'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Pacer } from './pacer.ts'

const never = new AbortController().signal

/** How many of so many askers have been let through, each taking `count`. */
function askers(pacer: Pacer, times: number, count: number) {
  let through = 0
  for (let at = 0; at < times; at += 1) {
    void pacer.take(count, never).then(() => {
      through += 1
    })
  }
  return () => through
}

it('lets so many through a second, whoever asks', async () => {
  const clock = createSteppedClock()
  const through = askers(new Pacer(clock, 20), 4, 10)
  await vi.waitFor(() => {
    expect(through()).toBe(1)
  })
  await clock.advance(499)
  expect(through()).toBe(1)
  await clock.advance(1)
  expect(through()).toBe(2)
  await clock.advance(1000)
  expect(through()).toBe(4)
})

it('what was not used goes to who waits, at once', async () => {
  const clock = createSteppedClock()
  const pacer = new Pacer(clock, 20)
  const through = askers(pacer, 2, 10)
  await vi.waitFor(() => {
    expect(through()).toBe(1)
  })
  pacer.giveBack(10)
  await vi.waitFor(() => {
    expect(through()).toBe(2)
  })
})

it('gives nothing for a pause', async () => {
  const clock = createSteppedClock()
  const pacer = new Pacer(clock, 1)
  await pacer.take(1, never)
  await clock.advance(10_000)
  const through = askers(pacer, 3, 1)
  await vi.waitFor(() => {
    expect(through()).toBe(1)
  })
})

it('ends waiting when it is stopped', async () => {
  const clock = createSteppedClock()
  const pacer = new Pacer(clock, 0.1)
  await pacer.take(1, never)
  const stop = new AbortController()
  const waited = pacer.take(1, stop.signal)
  stop.abort()
  await expect(waited).resolves.toBeUndefined()
})
