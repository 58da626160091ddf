import { BlockList, isIP } from 'node:net'
import type { FilterFinding, FilterRule } from './filter-findings.ts'
import { filterLimits, isTooPrecise } from './filter-limits.ts'
import { comparisons } from './filter-policy.ts'
import type { Comparison, Condition } from './filter-policy.ts'

/** Notes what is wrong with the place that is being read. */
export type Note = (rule: FilterRule, params?: FilterFinding['params']) => void

/** Operators of EventBridge's patterns that people bring along, and that SNS does not list. */
const eventBridgeOperators = new Set(['wildcard', 'anything-but-ignore-case', 'ends-with'])

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readNumber(value: number, note: Note): number {
  if (Math.abs(value) > filterLimits.number) note('number-out-of-range', { value })
  else if (isTooPrecise(value)) note('number-too-precise', { value })
  return value
}

function isComparison(value: unknown): value is Comparison {
  return comparisons.some((each) => each === value)
}

type Test = readonly [Comparison, number]

/** Whether a lower and an upper bound leave room between them. */
function hasRoom(tests: readonly Test[]): boolean {
  const [low, high] = [...tests].sort((a, b) => a[1] - b[1])
  if (low === undefined || high === undefined) return true
  const isOpen = low[0] === '>' || high[0] === '<'
  if (low[1] === high[1]) return !isOpen
  return low[0].startsWith('>') && high[0].startsWith('<')
}

/** `["=", 5]` or `[">", 0, "<=", 150]`. */
function readNumeric(operand: unknown, note: Note): Condition | undefined {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    note('bad-numeric')
    return undefined
  }
  const tests: Test[] = []
  for (let at = 0; at < operand.length; at += 2) {
    // An array of whatever a policy holds.
    const [comparison, value] = operand.slice(at, at + 2) as unknown[]
    if (!isComparison(comparison) || typeof value !== 'number') {
      note('bad-numeric')
      return undefined
    }
    tests.push([comparison, readNumber(value, note)])
  }
  if (tests.length === 2 && tests.some(([comparison]) => comparison === '=')) {
    note('bad-numeric')
    return undefined
  }
  if (!hasRoom(tests)) note('empty-range')
  return { op: 'numeric', tests }
}

function readExcludedValues(values: readonly unknown[], note: Note): Condition | undefined {
  const known = values.filter((value) => typeof value === 'string' || typeof value === 'number')
  if (known.length !== values.length || known.length === 0) {
    note('bad-operand', { operator: 'anything-but' })
    return undefined
  }
  if (new Set(known.map((value) => typeof value)).size > 1) note('list-of-one-type')
  for (const value of known) if (typeof value === 'number') readNumber(value, note)
  return { op: 'anything-but', values: known }
}

function readExcludedEnds(operand: Record<string, unknown>, note: Note): Condition | undefined {
  const [[operator, value] = ['', undefined], ...others] = Object.entries(operand)
  const values: unknown[] = Array.isArray(value) ? value : [value]
  const texts = values.filter((each) => typeof each === 'string')
  const isKnown = operator === 'prefix' || operator === 'suffix'
  if (!isKnown || others.length > 0 || texts.length !== values.length || texts.length === 0) {
    note('bad-operand', { operator: `anything-but ${operator}`.trim() })
    return undefined
  }
  if (operator === 'suffix') note('suffix-unlisted')
  return { op: `anything-but-${operator}`, values: texts }
}

function readAnythingBut(operand: unknown, note: Note): Condition | undefined {
  if (isObject(operand)) return readExcludedEnds(operand, note)
  return readExcludedValues(Array.isArray(operand) ? operand : [operand], note)
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false
  return Number(bits) <= (family === 4 ? 32 : 128)
}

/** The addresses of a CIDR block. Only for text that a policy was accepted with. */
export function blockOf(cidr: string): BlockList {
  const [address = '', bits = ''] = cidr.split('/')
  const block = new BlockList()
  block.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return block
}

const textOperators = ['prefix', 'suffix', 'equals-ignore-case', 'cidr'] as const

function readOperator(operator: string, operand: unknown, note: Note): Condition | undefined {
  if (operator === 'numeric') return readNumeric(operand, note)
  if (operator === 'anything-but') return readAnythingBut(operand, note)
  if (operator === 'exists') {
    if (typeof operand === 'boolean') return { op: 'exists', value: operand }
    note('bad-operand', { operator })
    return undefined
  }
  const op = textOperators.find((each) => each === operator)
  if (op === undefined) {
    note(eventBridgeOperators.has(operator) ? 'eventbridge-operator' : 'unknown-operator', {
      operator,
    })
    return undefined
  }
  if (typeof operand !== 'string' || operand === '') {
    note('bad-operand', { operator })
    return undefined
  }
  if (op === 'cidr' && !isCidr(operand)) {
    note('bad-cidr', { value: operand })
    return undefined
  }
  return { op, value: operand }
}

/** One value of a key's list, or undefined where SNS would refuse it; why is noted. */
export function readCondition(value: unknown, note: Note): Condition | undefined {
  if (typeof value === 'number') return { op: 'equals', value: readNumber(value, note) }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) {
    return { op: 'equals', value }
  }
  if (!isObject(value)) {
    note('bad-value')
    return undefined
  }
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(value)
  if (operator === '' || others.length > 0) {
    note('one-operator')
    return undefined
  }
  return readOperator(operator, operand, note)
}
