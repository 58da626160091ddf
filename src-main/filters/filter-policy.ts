import type { FilterFinding } from './filter-findings.ts'

/** A JSON value that a condition compares with, or that a message holds. */
export type Leaf = string | number | boolean | null

export const comparisons = ['=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

/** One value of a key's list: the key passes when any of them does. */
export type Condition =
  | { op: 'equals'; value: Leaf }
  | { op: 'prefix' | 'suffix' | 'equals-ignore-case' | 'cidr'; value: string }
  | { op: 'anything-but'; values: readonly (string | number)[] }
  | { op: 'anything-but-prefix' | 'anything-but-suffix'; values: readonly string[] }
  | { op: 'numeric'; tests: readonly (readonly [Comparison, number])[] }
  | { op: 'exists'; value: boolean }

/** What a policy asks. All of a list must pass; `any` (`$or`) passes with one of its lists. */
export type Demand =
  | { kind: 'key'; key: string; conditions: readonly Condition[] }
  | { kind: 'nested'; key: string; demands: readonly Demand[] }
  | { kind: 'any'; alternatives: readonly (readonly Demand[])[] }

export type FilterScope = 'MessageAttributes' | 'MessageBody'

export interface FilterPolicy {
  scope: FilterScope
  demands: readonly Demand[]
}

/** A policy as SNS would take it; or, with findings that are errors, one that it would refuse. */
export interface ParsedPolicy {
  /** Absent when SNS would refuse it. */
  policy: FilterPolicy | undefined
  findings: readonly FilterFinding[]
}
