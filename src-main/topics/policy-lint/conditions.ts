import { listOf } from '../policy-match.ts'
import { isObject } from '../policy-statements.ts'
import type { Json } from '../policy-statements.ts'

/** One line of a statement's `Condition`. */
export interface ConditionLine {
  operator: string
  key: string
  values: string[]
}

export function conditionLines({ Condition }: Json): ConditionLine[] {
  if (!isObject(Condition)) return []
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, wanted]) => ({ operator, key, values: listOf(wanted) }))
      : [],
  )
}

export function conditionText({ operator, key, values }: ConditionLine): string {
  return `${key} ${operator} ${values.join(', ')}`
}

/**
 * Keys that say whose request it is, so that a statement for everybody which asks for them is none for everybody.
 * Source: IAM User Guide, global condition keys; IAM Access Analyzer counts the same as not public.
 */
const identityKeys = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:vpcsourceip',
])

/** Keys that say for whom a service acts. Source: IAM User Guide, the confused deputy problem. */
const deputyKeys = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
])

/** `…IfExists` and `ForAllValues:` are met by a request without the key, the negated ones by nearly every request. */
const confining = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
  'ipaddress',
])

function isConfining(operator: string): boolean {
  return confining.has(operator.toLowerCase().replace(/^foranyvalue:/, ''))
}

/** `*`, and ARNs of which neither the account nor the rest says anything. */
function saysNothing(value: string): boolean {
  if (/^[*?]+$/.test(value) || value === '0.0.0.0/0' || value === '::/0') return true
  const [prefix, , , , account = '', ...rest] = value.split(':')
  return prefix === 'arn' && /^\**$/.test(account) && /^[*?]+$/.test(rest.join(':'))
}

function confinesBy(keys: ReadonlySet<string>, line: ConditionLine): boolean {
  const { operator, key, values } = line
  return (
    keys.has(key.toLowerCase()) &&
    isConfining(operator) &&
    values.length > 0 &&
    !values.some(saysNothing)
  )
}

/** The lines that say whose request it has to be. */
export function identityLines(lines: readonly ConditionLine[]): ConditionLine[] {
  return lines.filter((line) => confinesBy(identityKeys, line))
}

/** Whether a service may act only for somebody named. */
export function confinesDeputy(lines: readonly ConditionLine[]): boolean {
  return lines.some((line) => confinesBy(deputyKeys, line))
}

const accountKeys = new Set(['aws:principalaccount', 'aws:sourceaccount', 'aws:sourceowner'])
const arnKeys = new Set(['aws:principalarn', 'aws:sourcearn'])

function accountsOf({ key, values }: ConditionLine): string[] {
  const name = key.toLowerCase()
  if (accountKeys.has(name)) return values
  return arnKeys.has(name) ? values.map((arn) => arn.split(':')[4] ?? '') : []
}

/** Accounts that the conditions name, as far as they name any. */
export function namedAccounts(lines: readonly ConditionLine[]): string[] {
  const all = identityLines(lines).flatMap(accountsOf)
  return [...new Set(all.filter((account) => /^\d{12}$/.test(account)))]
}
