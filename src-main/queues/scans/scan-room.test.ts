import { expect, it } from 'vitest'
import { scanPlanSchema } from '#contract'
import type { ScanPlan } from '#contract'
import { roomFor } from './scan-room.ts'
import type { RoomFacts } from './scan-room.ts'

const planOf = (plan: Partial<ScanPlan> = {}): ScanPlan => scanPlanSchema.parse(plan)
const facts: RoomFacts = {
  ...{ plan: planOf(), budget: 100, held: 0, reserved: 0, received: 0, calls: 0, elapsedMs: 0 },
}
const room = (change: Partial<RoomFacts> = {}) => roomFor({ ...facts, ...change })

it('lets a receive bring ten, or what is free', () => {
  expect(room()).toEqual({ kind: 'receive', max: 10 })
  expect(room({ held: 60, reserved: 36 })).toEqual({ kind: 'receive', max: 4 })
})

it('waits for receives under way before it says that there is no room', () => {
  expect(room({ held: 60, reserved: 40 })).toEqual({ kind: 'wait' })
  expect(room({ held: 100 })).toEqual({ kind: 'full' })
})

it('never passes the number of messages, whatever receives under way bring', () => {
  const plan = planOf({ maxMessages: 25 })
  expect(room({ plan, received: 12, reserved: 10 })).toEqual({ kind: 'receive', max: 3 })
  expect(room({ plan, received: 15, reserved: 10 })).toEqual({ kind: 'wait' })
  expect(room({ plan, received: 25 })).toEqual({ kind: 'end', end: 'message-limit' })
})

it('ends at its calls and its time', () => {
  expect(room({ plan: planOf({ maxCalls: 5 }), calls: 5 })).toEqual({
    ...{ kind: 'end', end: 'call-limit' },
  })
  expect(room({ plan: planOf({ maxSeconds: 2 }), elapsedMs: 2_000 })).toEqual({
    ...{ kind: 'end', end: 'time-limit' },
  })
})
