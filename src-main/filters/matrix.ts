import { setImmediate as turn } from 'node:timers/promises'
import { decider } from './decide.ts'
import type { FilterMessage } from './filter-message.ts'
import type { FilterPolicy } from './filter-policy.ts'

/**
 * For each policy, for each message: whether it passes. Rows are policies. Message by message, and between them
 * everything else has its turn: a thousand of a megabyte each take seconds.
 */
export async function matrixOf(
  policies: readonly FilterPolicy[],
  messages: readonly FilterMessage[],
  signal?: AbortSignal,
): Promise<boolean[][]> {
  const rows = policies.map((): boolean[] => [])
  for (const message of messages) {
    const passes = decider(message)
    for (const [index, policy] of policies.entries()) rows[index]?.push(passes(policy))
    await turn(undefined, signal === undefined ? {} : { signal })
  }
  return rows
}

/** What an edited policy would change, as places in the list of messages. */
export interface PolicyChange {
  /** Pass now and would not pass any more. */
  lost: readonly number[]
  /** Do not pass now and would. */
  gained: readonly number[]
  passing: number
}

export async function changeOf(
  { before, after }: Record<'before' | 'after', FilterPolicy>,
  messages: readonly FilterMessage[],
  signal?: AbortSignal,
): Promise<PolicyChange> {
  const [was = [], is = []] = await matrixOf([before, after], messages, signal)
  const places = (wanted: (index: number) => boolean): number[] =>
    [...messages.keys()].filter(wanted)
  return {
    lost: places((index) => was[index] === true && is[index] === false),
    gained: places((index) => was[index] === false && is[index] === true),
    passing: is.filter(Boolean).length,
  }
}
