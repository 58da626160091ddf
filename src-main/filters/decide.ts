import { isLeaf, isObject, seeAttribute, seeProperty } from './filter-message.ts'
import type { FilterMessage, Seen } from './filter-message.ts'
import type { Condition, Demand, FilterPolicy } from './filter-policy.ts'
import { matches, matchesAbsence } from './match-condition.ts'

/** What stands under a key of whatever is looked into. */
export type See = (key: string) => Seen

/** Whether what was seen passes one condition. Of a list one value is enough, as the guide has it. */
export function passesCondition(seen: Seen, condition: Condition): boolean {
  if (seen.kind === 'leaf') return matches(condition, seen.value)
  if (seen.kind === 'list') {
    const leaves = seen.values.filter(isLeaf)
    if (leaves.length === 0) return matchesAbsence(condition)
    // That it exists is said of the list, not of one of its values.
    return leaves.some((value) => matches(condition, value))
  }
  // `exists` asks for a value: an object in its place is none ("exists only works on leaf nodes").
  return matchesAbsence(condition)
}

/** The objects that a nested demand may look into: of a list any one that passes as a whole. */
export function objectsOf(seen: Seen): readonly Record<string, unknown>[] {
  if (seen.kind === 'object') return [seen.value]
  return seen.kind === 'list' ? seen.values.filter(isObject) : []
}

function passesDemand(see: See, demand: Demand): boolean {
  if (demand.kind === 'any') return demand.alternatives.some((each) => passesAll(see, each))
  const seen = see(demand.key)
  if (demand.kind === 'key') return demand.conditions.some((each) => passesCondition(seen, each))
  const objects = objectsOf(seen)
  // Without an object only what asks for absence can pass.
  if (objects.length === 0) return passesAll(seeNothing, demand.demands)
  return objects.some((object) => passesAll((key) => seeProperty(object, key), demand.demands))
}

const nothing: Seen = { kind: 'absent' }
export const seeNothing: See = () => nothing

export function passesAll(see: See, demands: readonly Demand[]): boolean {
  return demands.every((demand) => passesDemand(see, demand))
}

/** The body as a filter looks into it; undefined when it is not a JSON object. */
function findBody(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** How a policy sees a message; undefined where its scope finds nothing to look into. */
export function findSight(
  policy: FilterPolicy,
  message: FilterMessage,
  bodyOf = findBody,
): See | undefined {
  if (policy.scope === 'MessageAttributes') {
    return (key) => seeAttribute(message.attributes, key)
  }
  const body = bodyOf(message.body)
  return body === undefined ? undefined : (key) => seeProperty(body, key)
}

/**
 * A message without any attribute that SNS compares passes no attribute policy, not even one that only asks for absence.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html ("an empty set of attributes")
 */
export function hasNothingToCompare(policy: FilterPolicy, { attributes }: FilterMessage): boolean {
  if (policy.scope !== 'MessageAttributes') return false
  return Object.values(attributes).every(({ type }) => type.startsWith('Binary'))
}

/** Whether SNS would deliver the message to a subscription with this policy. No policy delivers everything. */
export function decide(policy: FilterPolicy, message: FilterMessage, bodyOf = findBody): boolean {
  if (policy.demands.length === 0) return true
  const see = findSight(policy, message, bodyOf)
  if (see === undefined || !passesAll(see, policy.demands)) return false
  return !hasNothingToCompare(policy, message)
}

/** The same for one message and many policies: its body is parsed once, for the first that looks into it. */
export function decider(message: FilterMessage): (policy: FilterPolicy) => boolean {
  let parsed: { body: Record<string, unknown> | undefined } | undefined
  const bodyOf = (text: string) => (parsed ??= { body: findBody(text) }).body
  return (policy) => decide(policy, message, bodyOf)
}
