import { expect, it } from 'vitest'
import { sendProgressSchema } from '#contract'
import type { SendProgress } from '#contract'
import { isWorthTelling, noteSend } from './noted-sends.ts'

const nowMs = Math.ceil(performance.timeOrigin) + 60_000

function send(more: Partial<SendProgress>): SendProgress {
  const whole = sendProgressSchema.parse({
    sendId: 's-1',
    queueUrl: 'http://127.0.0.1:4566/000000000000/orders',
    state: 'done',
    total: 10,
    sent: 10,
    failed: 0,
    uncertain: 0,
    unsent: 0,
    startedAtMs: nowMs - 10_000,
    atMs: nowMs,
    perSecond: 1,
    isThrottled: false,
  })
  return { ...whole, ...more }
}

it('tells of what runs, but not of what is over in a moment', () => {
  expect(isWorthTelling(send({ state: 'running', unsent: 5, sent: 5 }), nowMs)).toBe(true)
  const begun = send({ state: 'running', unsent: 5, startedAtMs: nowMs - 499 })
  expect(isWorthTelling(begun, nowMs)).toBe(false)
})

it('tells for a while that all was sent, and of anything else until it was looked at', () => {
  expect(isWorthTelling(send({}), nowMs + 29_999)).toBe(true)
  expect(isWorthTelling(send({}), nowMs + 30_000)).toBe(false)
  const partly = send({ sendId: sendProgressSchema.shape.sendId.parse('s-2'), sent: 9, failed: 1 })
  expect(isWorthTelling(partly, nowMs + 3_600_000)).toBe(true)
  noteSend(partly)
  expect(isWorthTelling(partly, nowMs)).toBe(false)
  expect(isWorthTelling({ ...partly, startedAtMs: nowMs }, nowMs)).toBe(true)
})

it('does not tell what the window before it has told', () => {
  const atMs = performance.timeOrigin - 1
  expect(isWorthTelling(send({ atMs, sent: 9, failed: 1 }), nowMs)).toBe(false)
})
