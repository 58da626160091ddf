import { Buffer } from 'node:buffer'
import { isRefused } from './filter-findings.ts'
import type { FilterFinding } from './filter-findings.ts'
import { findRepeatedKeys } from './find-repeated-keys.ts'
import { filterLimits } from './filter-limits.ts'
import type { Condition, Demand, FilterScope, ParsedPolicy } from './filter-policy.ts'
import { readCondition } from './parse-condition.ts'
import type { Note } from './parse-condition.ts'

/** Words that make a condition: an `$or` whose alternatives have one for a key is an attribute called `$or`. */
const reserved = new Set([
  'anything-but',
  'cidr',
  'equals-ignore-case',
  'exists',
  'numeric',
  'prefix',
  'suffix',
  'wildcard',
])

interface Reading {
  scope: FilterScope
  findings: FilterFinding[]
  path: readonly string[]
  /** Of objects and alternatives within each other; the latter have no place in the path. */
  depth: number
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function noteAt({ findings, path }: Reading, key?: string): Note {
  const place = key === undefined ? path : [...path, key]
  return (rule, params = {}) => {
    findings.push({ rule, path: place, params })
  }
}

/**
 * An `$or` is one when it is a list of at least two objects of which none has an operator for a key.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html#or-operator
 */
function findAlternatives(value: unknown): Record<string, unknown>[] | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined
  const objects = value.filter(isObject)
  const isOr =
    objects.length === value.length &&
    objects.every((each) => !Object.keys(each).some((key) => reserved.has(key)))
  return isOr ? objects : undefined
}

/** In attribute scope SNS compares such text as it was escaped, so a policy that escapes it once never matches. */
function mustBeEscapedTwice(value: unknown): boolean {
  return typeof value === 'string' && /["\\]/.test(value)
}

function readList(reading: Reading, key: string, values: readonly unknown[]): Demand {
  const note = noteAt(reading, key)
  if (values.length === 0) note('empty-list')
  if (reading.scope === 'MessageAttributes' && values.some(mustBeEscapedTwice)) note('escape-twice')
  const conditions = values.map((value) => readCondition(value, note))
  const known = conditions.filter((each): each is Condition => each !== undefined)
  return { kind: 'key', key, conditions: known }
}

function readNested(reading: Reading, key: string, value: Record<string, unknown>): Demand {
  const inner = { ...reading, path: [...reading.path, key], depth: reading.depth + 1 }
  if (reading.scope === 'MessageAttributes') noteAt(reading, key)('nested-in-attributes')
  if (Object.keys(value).length === 0) noteAt(reading, key)('empty-object')
  return { kind: 'nested', key, demands: readObject(inner, value) }
}

function readKey(reading: Reading, key: string, value: unknown): Demand {
  if (key === '$or') {
    const alternatives = findAlternatives(value)
    if (alternatives !== undefined) {
      const inner = { ...reading, depth: reading.depth + 1 }
      return { kind: 'any', alternatives: alternatives.map((each) => readObject(inner, each)) }
    }
    noteAt(reading, key)('or-is-a-key')
  }
  if (Array.isArray(value)) return readList(reading, key, value)
  if (isObject(value)) return readNested(reading, key, value)
  noteAt(reading, key)('not-a-list')
  return { kind: 'key', key, conditions: [] }
}

function readObject(reading: Reading, value: Record<string, unknown>): Demand[] {
  if (reading.depth >= filterLimits.depth) {
    noteAt(reading)('too-deep', { depth: filterLimits.depth })
    return []
  }
  return Object.entries(value).map(([key, inner]) => readKey(reading, key, inner))
}

/** Each list's values, in a body policy times its depth, multiplied; of alternatives the sum. */
export function combinationsOf(demands: readonly Demand[], depth = 1): number {
  return demands.reduce((product, demand) => product * combinationsOfOne(demand, depth), 1)
}

function combinationsOfOne(demand: Demand, depth: number): number {
  if (demand.kind === 'nested') return combinationsOf(demand.demands, depth + 1)
  if (demand.kind === 'key') return Math.max(1, demand.conditions.length) * depth
  return demand.alternatives.reduce((sum, each) => sum + combinationsOf(each, depth), 0)
}

/** Top-level keys; those of alternatives count as well. */
export function keysOf(demands: readonly Demand[]): string[] {
  const keys = demands.flatMap((demand) =>
    demand.kind === 'any' ? demand.alternatives.flatMap(keysOf) : [demand.key],
  )
  return [...new Set(keys)]
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function refuse(rule: FilterFinding['rule'], params: FilterFinding['params'] = {}): ParsedPolicy {
  return { policy: undefined, findings: [{ rule, path: [], params }] }
}

function checkSize(reading: Reading, demands: readonly Demand[]): void {
  const note = noteAt(reading)
  const keys = keysOf(demands).length
  if (keys > filterLimits.keys) note('too-many-keys', { keys, limit: filterLimits.keys })
  const combinations = combinationsOf(demands)
  if (combinations > filterLimits.combinations) {
    note('too-many-combinations', { combinations, limit: filterLimits.combinations })
  }
}

/**
 * A filter policy as SNS reads it, with what is wrong or doubtful about it. Empty text and `{}` are no filter: everything
 * passes. Never throws, whatever the text.
 */
export function parsePolicy(text: string, scope: FilterScope): ParsedPolicy {
  if (text.trim() === '') return { policy: { scope, demands: [] }, findings: [] }
  const bytes = Buffer.byteLength(text, 'utf8')
  if (bytes > filterLimits.policyBytes) {
    return refuse('too-long', { bytes, limit: filterLimits.policyBytes })
  }
  if (!text.isWellFormed()) return refuse('not-utf8')
  const json = parseJson(text)
  if (json === undefined) return refuse('not-json')
  if (!isObject(json.value)) return refuse('not-an-object')
  const reading: Reading = { scope, findings: [], path: [], depth: 0 }
  for (const path of findRepeatedKeys(text)) {
    reading.findings.push({ rule: 'repeated-key', path, params: {} })
  }
  const demands = readObject(reading, json.value)
  checkSize(reading, demands)
  const { findings } = reading
  return { policy: isRefused(findings) ? undefined : { scope, demands }, findings }
}
