import type {
  ExplainedLineValue,
  ExplanationValue,
  FilterBlocker,
  FilterFindingValue,
} from '#contract'
import type { ExplainedLine, Explanation } from './explain.ts'
import { filterRules } from './filter-findings.ts'
import type { FilterFinding } from './filter-findings.ts'
import { isLeaf } from './filter-message.ts'
import type { Seen } from './filter-message.ts'
import type { Condition } from './filter-policy.ts'

/** More of a list is not read by anybody. */
const shownValues = 20
/** A key's value may be a megabyte; of that so much is shown. */
const shownCharacters = 300

function toFinding(finding: FilterFinding): FilterFindingValue {
  const { severity, source } = filterRules[finding.rule]
  return { ...finding, path: [...finding.path], severity, source }
}

/** Of a policy that is wrong in a thousand places these are enough; what SNS refuses comes first. */
const shownFindings = 100

export function toFindings(findings: readonly FilterFinding[]): FilterFindingValue[] {
  const all = findings.map(toFinding)
  const refused = all.filter(({ severity }) => severity === 'error')
  const doubtful = all.filter(({ severity }) => severity === 'warning')
  return [...refused, ...doubtful].slice(0, shownFindings)
}

function shorten<T>(value: T): T | string {
  return typeof value === 'string' ? value.slice(0, shownCharacters) : value
}

type SeenValue = Extract<ExplainedLineValue, { kind: 'key' }>['seen']

function toSeen(seen: Seen): SeenValue {
  if (seen.kind === 'leaf') return { kind: 'leaf', value: shorten(seen.value) }
  if (seen.kind === 'object') return { kind: 'object' }
  if (seen.kind !== 'list') return seen
  const leaves = seen.values.filter(isLeaf)
  const values = leaves.slice(0, shownValues).map(shorten)
  return { kind: 'list', values, more: seen.values.length - values.length }
}

/** A condition as it stands in a policy. */
function conditionText(condition: Condition): string {
  switch (condition.op) {
    case 'equals':
      return JSON.stringify(condition.value)
    case 'numeric':
      return JSON.stringify({ numeric: condition.tests.flat() })
    case 'anything-but':
      return JSON.stringify({ 'anything-but': condition.values })
    case 'anything-but-prefix':
    case 'anything-but-suffix': {
      const end = condition.op.slice('anything-but-'.length)
      return JSON.stringify({ 'anything-but': { [end]: condition.values } })
    }
    case 'cidr':
    case 'equals-ignore-case':
    case 'exists':
    case 'prefix':
    case 'suffix':
      return JSON.stringify({ [condition.op]: condition.value })
  }
}

function toLine(line: ExplainedLine): ExplainedLineValue {
  if (line.kind === 'nested') return { ...line, seen: toSeen(line.seen) }
  if (line.kind !== 'key') return line
  const conditions = line.conditions.map(({ condition, ...outcome }) => ({
    text: conditionText(condition),
    ...outcome,
  }))
  return { ...line, seen: toSeen(line.seen), conditions }
}

export function toExplanation(explanation: Explanation): ExplanationValue {
  const { lines, elsewhere, ...outcome } = explanation
  return { ...outcome, lines: lines.map(toLine), elsewhere: [...elsewhere] }
}

type KeyLine = Extract<ExplainedLineValue, { kind: 'key' }>

function pick({ seen, conditions }: KeyLine) {
  return { kind: 'key' as const, seen, conditions }
}

/** Lines that failed, without those below one that passed: an alternative that nobody needed kept nothing out. */
function failuresOf(lines: readonly ExplainedLineValue[]): ExplainedLineValue[] {
  let passedDepth = Infinity
  return lines.filter(({ depth, passed }) => {
    if (depth > passedDepth) return false
    passedDepth = passed ? depth : Infinity
    return !passed
  })
}

/** The first line that failed and has none below it that did: of nested ones the innermost, of an `$or` itself. */
export function findBlocker({
  reason,
  lines,
  elsewhere,
}: ExplanationValue): FilterBlocker | undefined {
  if (reason === 'body-not-json' || reason === 'no-attributes') return { kind: reason }
  const path: string[] = []
  for (const line of failuresOf(lines)) {
    if (line.kind === 'any' || line.kind === 'alternative') return { kind: 'any' }
    path.length = line.depth
    path.push(line.key)
    if (line.kind === 'nested') continue
    const isElsewhere = elsewhere.includes(path[0] ?? '')
    return { ...pick(line), path, isElsewhere }
  }
  return undefined
}
