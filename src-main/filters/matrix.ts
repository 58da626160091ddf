import { decide } from './decide.ts'
import type { FilterMessage } from './filter-message.ts'
import type { FilterPolicy } from './filter-policy.ts'

/** For each policy, for each message: whether it passes. Rows are policies. */
export function matrixOf(
  policies: readonly FilterPolicy[],
  messages: readonly FilterMessage[],
): boolean[][] {
  return policies.map((policy) => messages.map((message) => decide(policy, message)))
}

/** What an edited policy would change, as places in the list of messages. */
export interface PolicyChange {
  /** Pass now and would not pass any more. */
  lost: readonly number[]
  /** Do not pass now and would. */
  gained: readonly number[]
  passing: number
}

export function changeOf(
  before: FilterPolicy,
  after: FilterPolicy,
  messages: readonly FilterMessage[],
): PolicyChange {
  const passed = messages.map(
    (message) => [decide(before, message), decide(after, message)] as const,
  )
  const places = (wanted: (was: boolean, is: boolean) => boolean): number[] =>
    passed.flatMap(([was, is], index) => (wanted(was, is) ? [index] : []))
  return {
    lost: places((was, is) => was && !is),
    gained: places((was, is) => !was && is),
    passing: passed.filter(([, is]) => is).length,
  }
}
