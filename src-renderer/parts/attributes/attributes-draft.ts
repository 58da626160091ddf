import type { AttributeRule, LimitProblem } from '#contract'

export type Attributes = Readonly<Record<string, string>>

/** What the user typed, and what the attribute was when they began: another value by now is a conflict. */
export type AttributesDraft<Name extends string> = Readonly<
  Partial<Record<Name, { from: string; value: string }>>
>

/** Which attributes there are, what is allowed for each, and in which order they are sent. */
export interface AttributeKind<Name extends string> {
  names: readonly Name[]
  rules: Readonly<Record<Name, AttributeRule>>
  findProblem: (name: Name, value: string) => LimitProblem | undefined
}

/** Where AWS leaves an attribute out, its own default holds. */
export function attributeValue<Name extends string>(
  { rules }: AttributeKind<Name>,
  attributes: Attributes,
  name: Name,
): string {
  return attributes[name] ?? rules[name].standard
}

/** What was typed while a draft was saved, and is not what was saved. */
export function typedSince<Name extends string>(
  now: AttributesDraft<Name>,
  saved: AttributesDraft<Name>,
): AttributesDraft<Name> {
  const left: Partial<Record<Name, { from: string; value: string }>> = {}
  for (const name in now) if (now[name] !== saved[name]) left[name] = now[name]
  return left
}

export function draftNames<Name extends string>(
  { names }: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
): Name[] {
  return names.filter((name) => {
    const edit = draft[name]
    return edit !== undefined && edit.value !== edit.from
  })
}

function pick<Name extends string>(
  kind: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
  part: 'from' | 'value',
): Partial<Record<Name, string>> {
  const chosen = draftNames(kind, draft).map((name) => [name, draft[name]?.[part] ?? ''])
  // The keys are names of the kind, which `fromEntries` forgets.
  return Object.fromEntries(chosen) as Partial<Record<Name, string>>
}

/** The input of the operation: only what differs, and what it differs from. */
export function draftChange<Name extends string>(
  kind: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
) {
  return { changes: pick(kind, draft, 'value'), expected: pick(kind, draft, 'from') }
}

export function hasDraftProblem<Name extends string>(
  kind: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
): boolean {
  return draftNames(kind, draft).some(
    (name) => kind.findProblem(name, draft[name]?.value ?? '') !== undefined,
  )
}

/** Attributes that are no longer what they were when the user began to edit them. */
export function draftMeanwhile<Name extends string>(
  kind: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
  attributes: Attributes,
): Name[] {
  return draftNames(kind, draft).filter(
    (name) => draft[name]?.from !== attributeValue(kind, attributes, name),
  )
}

const LONG_VALUE = 60

/** Each change as `VisibilityTimeout 30 → 60`; long values by their names alone. */
export function draftLines<Name extends string>(
  kind: AttributeKind<Name>,
  draft: AttributesDraft<Name>,
  none: string,
): string {
  const lines = draftNames(kind, draft).map((name) => {
    const { from = '', value = '' } = draft[name] ?? {}
    const isLong = from.length > LONG_VALUE || value.length > LONG_VALUE
    return isLong ? name : `${name} ${from === '' ? none : from} → ${value === '' ? none : value}`
  })
  return lines.join(', ')
}
