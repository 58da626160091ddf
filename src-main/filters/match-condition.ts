import { isIP } from 'node:net'
import type { BlockList } from 'node:net'
import { findComparable } from './filter-limits.ts'
import type { Comparison, Condition, Leaf } from './filter-policy.ts'
import { blockOf } from './parse-condition.ts'

interface Block {
  list: BlockList
  family: number
}

/** Made once a condition: a block of addresses costs more than the comparison. */
const blocks = new WeakMap<Condition, Block>()

function makeBlock(condition: Condition, cidr: string): Block {
  const block = { list: blockOf(cidr), family: isIP(cidr.split('/')[0] ?? '') }
  blocks.set(condition, block)
  return block
}

function isInBlock(condition: Condition, cidr: string, value: string): boolean {
  const family = isIP(value)
  if (family === 0) return false
  const block = blocks.get(condition) ?? makeBlock(condition, cidr)
  // Of the same family: Node finds 10.0.0.7 in ::/64, because it can be written as ::ffff:10.0.0.7.
  return family === block.family && block.list.check(value, family === 6 ? 'ipv6' : 'ipv4')
}

function isEqualNumber(a: number, b: number): boolean {
  const [left, right] = [findComparable(a), findComparable(b)]
  return left !== undefined && left === right
}

function isEqual(a: Leaf, b: Leaf): boolean {
  if (typeof a === 'number' && typeof b === 'number') return isEqualNumber(a, b)
  return a === b
}

function compares(comparison: Comparison, value: number, bound: number): boolean {
  switch (comparison) {
    case '=':
      return value === bound
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>':
      return value > bound
    case '>=':
      return value >= bound
  }
}

function passesTests(value: number, tests: readonly (readonly [Comparison, number])[]): boolean {
  const left = findComparable(value)
  if (left === undefined) return false
  return tests.every(([comparison, bound]) => {
    const right = findComparable(bound)
    return right !== undefined && compares(comparison, left, right)
  })
}

/**
 * `exists: true` asks for a value that is neither null nor empty; `exists: false` for a property that is not there.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
 */
function isEmptyValue(value: Leaf): boolean {
  return value === null || value === ''
}

/** Whether one value that is there passes one condition. */
export function matches(condition: Condition, value: Leaf): boolean {
  switch (condition.op) {
    case 'equals':
      return isEqual(value, condition.value)
    case 'exists':
      return condition.value && !isEmptyValue(value)
    case 'numeric':
      return typeof value === 'number' && passesTests(value, condition.tests)
    case 'anything-but':
      return !condition.values.some((excluded) => isEqual(value, excluded))
    case 'anything-but-prefix':
      return typeof value !== 'string' || !condition.values.some((each) => value.startsWith(each))
    case 'anything-but-suffix':
      return typeof value !== 'string' || !condition.values.some((each) => value.endsWith(each))
    case 'prefix':
      return typeof value === 'string' && value.startsWith(condition.value)
    case 'suffix':
      return typeof value === 'string' && value.endsWith(condition.value)
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === condition.value.toLowerCase()
    case 'cidr':
      return typeof value === 'string' && isInBlock(condition, condition.value, value)
  }
}

/** Whether a condition passes where there is no value at all. */
export function matchesAbsence(condition: Condition): boolean {
  return condition.op === 'exists' && !condition.value
}
