/**
 * What SNS takes of a filter policy.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export const filterLimits = {
  policyBytes: 256 * 1024,
  /** Top-level keys; nested ones under them are not counted. */
  keys: 5,
  /** Values of all lists multiplied; in a body policy each list also by its depth. */
  combinations: 150,
  /** Either way from zero. */
  number: 1_000_000_000,
  decimals: 5,
  /** Ours, so that a hostile policy cannot exhaust the stack; SNS names none. */
  depth: 64,
} as const

const scale = 10 ** filterLimits.decimals

/** A number as SNS compares it, in units of its last decimal; undefined where it is out of range. */
export function findComparable(value: number): number | undefined {
  return Math.abs(value) <= filterLimits.number ? Math.round(value * scale) : undefined
}

export function isTooPrecise(value: number): boolean {
  return Math.abs(value) <= filterLimits.number && Math.round(value * scale) / scale !== value
}
