import {
  attributeRules,
  editableAttributes,
  findAttributeProblem,
  findCombinationProblem,
} from '#contract'
import type { CombinationProblem, EditableAttribute } from '#contract'

export type Attributes = Readonly<Record<string, string>>

/** What the user typed, and what the attribute was when they began: another value by now is a conflict. */
export type AttributesDraft = Readonly<
  Partial<Record<EditableAttribute, { from: string; value: string }>>
>

/** Policies have pages of their own. */
const withOwnPage = new Set<EditableAttribute>(['Policy', 'RedriveAllowPolicy'])

export function shownAttributes(isFifo: boolean): EditableAttribute[] {
  return editableAttributes.filter(
    (name) => !withOwnPage.has(name) && (isFifo || attributeRules[name].on === 'any'),
  )
}

/** Where SQS leaves an attribute out, its own default holds. */
export function valueOf(attributes: Attributes, name: EditableAttribute): string {
  return attributes[name] ?? attributeRules[name].standard
}

export function changedNames(draft: AttributesDraft): EditableAttribute[] {
  return editableAttributes.filter((name) => {
    const edit = draft[name]
    return edit !== undefined && edit.value !== edit.from
  })
}

function pick(
  draft: AttributesDraft,
  part: 'from' | 'value',
): Partial<Record<EditableAttribute, string>> {
  return Object.fromEntries(changedNames(draft).map((name) => [name, draft[name]?.[part] ?? '']))
}

/** The input of the operation: only what differs, and what it differs from. */
export function toChange(draft: AttributesDraft) {
  return { changes: pick(draft, 'value'), expected: pick(draft, 'from') }
}

/** A shorter retention deletes what is older. */
export function shortensRetention({ MessageRetentionPeriod: edit }: AttributesDraft): boolean {
  return edit !== undefined && Number(edit.value) < Number(edit.from)
}

export function hasFieldProblem(draft: AttributesDraft): boolean {
  return changedNames(draft).some(
    (name) => findAttributeProblem(name, draft[name]?.value ?? '') !== undefined,
  )
}

/** What SQS would refuse of all values together, those that were not touched included. */
export function combinationProblem(
  draft: AttributesDraft,
  attributes: Attributes,
): CombinationProblem | undefined {
  const after = Object.fromEntries(
    editableAttributes.map((name) => [name, draft[name]?.value ?? valueOf(attributes, name)]),
  )
  return findCombinationProblem(after)
}

/** Attributes that are no longer what they were when the user began to edit them. */
export function changedMeanwhile(
  draft: AttributesDraft,
  attributes: Attributes,
): EditableAttribute[] {
  return changedNames(draft).filter((name) => draft[name]?.from !== valueOf(attributes, name))
}
