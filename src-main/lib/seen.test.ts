import { expect, it } from 'vitest'
import { Seen } from './seen.ts'

/** Whether a promise has settled once everything that was ready to run has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  void promise.then(() => {
    settled = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

it('is seen at first, waits while hidden, goes on when shown', async () => {
  const seen = new Seen()
  const { signal } = new AbortController()
  expect(await isSettled(seen.whenSeen(signal))).toBe(true)
  seen.set(false)
  const waiting = seen.whenSeen(signal)
  expect(await isSettled(waiting)).toBe(false)
  seen.set(true)
  expect(await isSettled(waiting)).toBe(true)
})

it('lets go of whoever waits when the window goes away', async () => {
  const seen = new Seen()
  seen.set(false)
  const controller = new AbortController()
  const waiting = seen.whenSeen(controller.signal)
  controller.abort()
  expect(await isSettled(waiting)).toBe(true)
})
