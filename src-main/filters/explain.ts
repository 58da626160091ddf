import {
  findSight,
  hasNothingToCompare,
  objectsOf,
  passesAll,
  passesCondition,
  seeNothing,
} from './decide.ts'
import type { See } from './decide.ts'
import { isLeaf, seeProperty } from './filter-message.ts'
import type { FilterMessage, Seen } from './filter-message.ts'
import type { Condition, Demand, FilterPolicy } from './filter-policy.ts'
import { findElsewhere, findNearMiss } from './near-miss.ts'
import type { NearMiss } from './near-miss.ts'

/** One condition of a key, and whether what was seen passes it. */
export interface ExplainedCondition {
  condition: Condition
  passed: boolean
  /** What nearly passed, where it did not: what people look for first. */
  nearMiss?: NearMiss
}

/** A line of the explanation; deeper lines belong to the last shallower one before them. */
export type ExplainedLine = { depth: number; passed: boolean } & (
  | {
      kind: 'key'
      key: string
      seen: Seen
      conditions: readonly ExplainedCondition[]
      doubt?: 'mixed-list'
    }
  | { kind: 'nested'; key: string; seen: Seen }
  | { kind: 'any'; alternatives: number }
  | { kind: 'alternative'; index: number }
)

export interface Explanation {
  passed: boolean
  /**
   * Why nothing was compared: there is no filter, or the body is not a JSON object; or why what was compared does not
   * count: there are no attributes at all.
   */
  reason: 'compared' | 'no-filter' | 'body-not-json' | 'no-attributes'
  lines: readonly ExplainedLine[]
  /** Top-level keys that are absent where the policy looks, and there where it does not: the wrong scope. */
  elsewhere: readonly string[]
}

/** The guide says of lists and `anything-but` both that one other value is enough and that no listed one may be there. */
function isDoubtful(seen: Seen, conditions: readonly Condition[]): boolean {
  if (seen.kind !== 'list') return false
  const excluding = conditions.filter(({ op }) => op.startsWith('anything-but'))
  return excluding.some((condition) => {
    const passing = seen.values.filter(
      (value) => isLeaf(value) && passesCondition({ kind: 'leaf', value }, condition),
    )
    return passing.length > 0 && passing.length < seen.values.length
  })
}

function explainCondition(seen: Seen, condition: Condition): ExplainedCondition {
  if (passesCondition(seen, condition)) return { condition, passed: true }
  const nearMiss = findNearMiss(seen, condition)
  return { condition, passed: false, ...(nearMiss === undefined ? {} : { nearMiss }) }
}

function explainKey(see: See, demand: Demand & { kind: 'key' }, depth: number): ExplainedLine {
  const seen = see(demand.key)
  const conditions = demand.conditions.map((condition) => explainCondition(seen, condition))
  const passed = conditions.some((each) => each.passed)
  const line = { kind: 'key', key: demand.key, depth, passed, seen, conditions } as const
  return isDoubtful(seen, demand.conditions) ? { ...line, doubt: 'mixed-list' } : line
}

/** Of several objects the one that passes is shown, else the first: one line of reasons, not one for each. */
function sightInto(seen: Seen, demands: readonly Demand[]): See {
  const sights = objectsOf(seen).map(
    (object): See =>
      (key) =>
        seeProperty(object, key),
  )
  return sights.find((see) => passesAll(see, demands)) ?? sights[0] ?? seeNothing
}

function explainNested(see: See, demand: Demand & { kind: 'nested' }, depth: number) {
  const seen = see(demand.key)
  const inner = sightInto(seen, demand.demands)
  const lines = explainAll(inner, demand.demands, depth + 1)
  const passed = passesAll(inner, demand.demands)
  const head: ExplainedLine = { kind: 'nested', key: demand.key, depth, passed, seen }
  return [head, ...lines]
}

function explainAny(see: See, { alternatives }: Demand & { kind: 'any' }, depth: number) {
  const parts = alternatives.flatMap((demands, index): ExplainedLine[] => [
    { kind: 'alternative', index, depth: depth + 1, passed: passesAll(see, demands) },
    ...explainAll(see, demands, depth + 2),
  ])
  const passed = alternatives.some((demands) => passesAll(see, demands))
  const head: ExplainedLine = { kind: 'any', depth, passed, alternatives: alternatives.length }
  return [head, ...parts]
}

function explainAll(see: See, demands: readonly Demand[], depth: number): ExplainedLine[] {
  return demands.flatMap((demand) => {
    if (demand.kind === 'key') return [explainKey(see, demand, depth)]
    return demand.kind === 'any'
      ? explainAny(see, demand, depth)
      : explainNested(see, demand, depth)
  })
}

/** Why a message passes a policy or not, line by line. Costs more than `decide`: made only when somebody asks. */
export function explain(policy: FilterPolicy, message: FilterMessage): Explanation {
  if (policy.demands.length === 0)
    return { passed: true, reason: 'no-filter', lines: [], elsewhere: [] }
  const see = findSight(policy, message)
  const elsewhere = findElsewhere(policy, message)
  if (see === undefined) return { passed: false, reason: 'body-not-json', lines: [], elsewhere }
  const lines = explainAll(see, policy.demands, 0)
  const passed = passesAll(see, policy.demands)
  if (passed && hasNothingToCompare(policy, message)) {
    return { passed: false, reason: 'no-attributes', lines, elsewhere }
  }
  return { passed, reason: 'compared', lines, elsewhere: passed ? [] : elsewhere }
}
