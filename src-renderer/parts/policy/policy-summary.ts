/** One row of "who may do what": a statement of a policy, read as far as it can be. */
export interface PolicyRow {
  sid: string
  effect: string
  /** `NotPrincipal` and `NotAction` mean the opposite, so that is said in front. */
  principal: string
  action: string
  condition: string
}

export type PolicySummary = { state: 'rows'; rows: PolicyRow[] } | { state: 'unreadable' }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf)
  return value === undefined || value === null ? [] : [textOf(value)]
}

/** `{"AWS": ["1", "2"], "Service": "s3"}` is `1, 2, s3`. */
function principalOf(value: unknown): string {
  if (!isObject(value)) return listOf(value).join(', ')
  return Object.values(value).flatMap(listOf).join(', ')
}

/** `{"ArnEquals": {"aws:SourceArn": "x"}}` is `aws:SourceArn ArnEquals x`. */
function conditionOf(value: unknown): string {
  if (!isObject(value)) return ''
  const each = Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(
          ([key, wanted]) => `${key} ${operator} ${listOf(wanted).join(', ')}`,
        )
      : [],
  )
  return each.join('; ')
}

function rowOf(statement: Record<string, unknown>): PolicyRow {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement
  const not = (words: string): string => (words === '' ? '' : `≠ ${words}`)
  return {
    sid: listOf(Sid).join(),
    effect: listOf(Effect).join(),
    principal: principalOf(Principal) || not(principalOf(NotPrincipal)),
    action: listOf(Action).join(', ') || not(listOf(NotAction).join(', ')),
    condition: conditionOf(Condition),
  }
}

/** Who may do what by an access policy, statement by statement. */
export function summarisePolicy(text: string): PolicySummary {
  if (text.trim() === '') return { state: 'rows', rows: [] }
  try {
    const policy: unknown = JSON.parse(text)
    const statements = isObject(policy) ? policy['Statement'] : undefined
    const listed = Array.isArray(statements) ? statements : [statements]
    if (!listed.every(isObject)) return { state: 'unreadable' }
    return { state: 'rows', rows: listed.map(rowOf) }
  } catch {
    return { state: 'unreadable' } // the editor says what is wrong with the text itself
  }
}
