/** Where SNS's developer guide says it. */
const guide = 'https://docs.aws.amazon.com/sns/latest/dg/'
const constraints = `${guide}subscription-filter-policy-constraints.html`
const strings = `${guide}string-value-matching.html`
const numbers = `${guide}numeric-value-matching.html`
const andOr = `${guide}and-or-logic.html`
const policies = `${guide}sns-subscription-filter-policies.html`
/** AWS says nothing of it; JSON itself does. */
const json = 'https://www.rfc-editor.org/rfc/rfc8259#section-4'

/** Every rule of the linter: whether SNS refuses what breaks it, and where that is written. */
export const filterRules = {
  'not-json': { severity: 'error', source: constraints },
  'not-an-object': { severity: 'error', source: policies },
  'not-utf8': { severity: 'error', source: constraints },
  'too-long': { severity: 'error', source: constraints },
  'too-deep': { severity: 'error', source: constraints },
  'repeated-key': { severity: 'warning', source: json },
  'too-many-keys': { severity: 'error', source: constraints },
  'too-many-combinations': { severity: 'error', source: constraints },
  'nested-in-attributes': { severity: 'error', source: constraints },
  'not-a-list': { severity: 'error', source: policies },
  'empty-list': { severity: 'error', source: policies },
  'empty-object': { severity: 'error', source: policies },
  'bad-value': { severity: 'error', source: constraints },
  'unknown-operator': { severity: 'error', source: policies },
  'eventbridge-operator': { severity: 'error', source: policies },
  'one-operator': { severity: 'error', source: policies },
  'bad-operand': { severity: 'error', source: policies },
  'bad-numeric': { severity: 'error', source: numbers },
  'empty-range': { severity: 'warning', source: numbers },
  'number-out-of-range': { severity: 'error', source: constraints },
  'number-too-precise': { severity: 'warning', source: constraints },
  'bad-cidr': { severity: 'error', source: strings },
  'or-is-a-key': { severity: 'warning', source: andOr },
  'escape-twice': { severity: 'warning', source: constraints },
  'suffix-unlisted': { severity: 'warning', source: strings },
  'list-of-one-type': { severity: 'warning', source: strings },
} as const satisfies Record<string, { severity: 'error' | 'warning'; source: string }>

export type FilterRule = keyof typeof filterRules

/** What the linter has to say of one place in a policy. The window words it. */
export interface FilterFinding {
  rule: FilterRule
  /** Keys from the root to the place; empty for the policy as a whole. */
  path: readonly string[]
  params: Readonly<Record<string, string | number>>
}

export function isRefused(findings: readonly FilterFinding[]): boolean {
  return findings.some(({ rule }) => filterRules[rule].severity === 'error')
}
