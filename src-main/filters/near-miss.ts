import { findSight } from './decide.ts'
import { isLeaf } from './filter-message.ts'
import type { FilterMessage, Seen } from './filter-message.ts'
import type { Condition, Demand, FilterPolicy, Leaf } from './filter-policy.ts'
import { matches } from './match-condition.ts'
import { keysOf } from './parse-policy.ts'

/** What would have passed but for its case, or but for being text where a number is asked for, or the other way. */
export type NearMiss = 'case' | 'type'

function missOf(value: Leaf, wanted: Leaf): NearMiss | undefined {
  if (typeof value === typeof wanted) {
    const isCase = typeof value === 'string' && value.toLowerCase() === String(wanted).toLowerCase()
    return isCase ? 'case' : undefined
  }
  return String(value) === String(wanted) ? 'type' : undefined
}

/** Whether text would pass as the number that it writes. */
function passesAsNumber(value: Leaf, condition: Condition): boolean {
  return typeof value === 'string' && value.trim() !== '' && matches(condition, Number(value))
}

function missOfOne(value: Leaf, condition: Condition): NearMiss | undefined {
  if (condition.op === 'equals') return missOf(value, condition.value)
  if (condition.op === 'numeric') return passesAsNumber(value, condition) ? 'type' : undefined
  if ((condition.op === 'prefix' || condition.op === 'suffix') && typeof value === 'string') {
    const [text, end] = [value.toLowerCase(), condition.value.toLowerCase()]
    const fits = condition.op === 'prefix' ? text.startsWith(end) : text.endsWith(end)
    return fits ? 'case' : undefined
  }
  return undefined
}

/** Why a condition that failed nearly passed. */
export function findNearMiss(seen: Seen, condition: Condition): NearMiss | undefined {
  const values = seen.kind === 'list' ? seen.values.filter(isLeaf) : []
  if (seen.kind === 'leaf') values.push(seen.value)
  for (const value of values) {
    const miss = missOfOne(value, condition)
    if (miss !== undefined) return miss
  }
  return undefined
}

const otherScope = {
  MessageAttributes: 'MessageBody',
  MessageBody: 'MessageAttributes',
} as const

/** Keys of a policy that the message has, but in its other part. */
export function findElsewhere(policy: FilterPolicy, message: FilterMessage): string[] {
  const demands: readonly Demand[] = policy.demands
  const here = findSight(policy, message)
  const there = findSight({ scope: otherScope[policy.scope], demands }, message)
  if (there === undefined) return []
  const isMissing = (key: string): boolean => here === undefined || here(key).kind === 'absent'
  return keysOf(demands).filter((key) => isMissing(key) && there(key).kind !== 'absent')
}
