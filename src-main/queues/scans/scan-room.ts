import { LOOK_MAX } from '#contract'
import type { ScanPlan } from '#contract'

/** What stands in the way of one more receive: nothing, others that are not over yet, or a limit. */
export type Room =
  | { kind: 'receive'; max: number }
  | { kind: 'wait' }
  | { kind: 'full' }
  | { kind: 'end'; end: 'message-limit' | 'time-limit' | 'call-limit' }

export interface RoomFacts {
  plan: ScanPlan
  /** As many as may be hidden at a time. */
  budget: number
  held: number
  /** Messages that receives under way may still bring. */
  reserved: number
  received: number
  calls: number
  elapsedMs: number
}

/** How many messages the next receive may bring, so that no limit is passed whatever the others bring. */
export function roomFor(facts: RoomFacts): Room {
  const { plan, budget, held, reserved, received, calls, elapsedMs } = facts
  const { maxMessages = Infinity, maxCalls = Infinity, maxSeconds = Infinity } = plan
  if (received >= maxMessages) return { kind: 'end', end: 'message-limit' }
  if (calls >= maxCalls) return { kind: 'end', end: 'call-limit' }
  if (elapsedMs >= maxSeconds * 1000) return { kind: 'end', end: 'time-limit' }
  const free = budget - held - reserved
  const max = Math.min(LOOK_MAX, free, maxMessages - received - reserved)
  if (max >= 1) return { kind: 'receive', max }
  if (reserved > 0) return { kind: 'wait' }
  return { kind: 'full' }
}
