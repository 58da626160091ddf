import {
  attributeRules,
  editableAttributes,
  findAttributeProblem,
  findCombinationProblem,
} from '#contract'
import type { CombinationProblem, EditableAttribute } from '#contract'
import {
  attributeValue,
  draftChange,
  draftMeanwhile,
  draftNames,
  hasDraftProblem,
} from '../../../parts/attributes/attributes-draft.ts'
import type {
  AttributeKind,
  Attributes,
  AttributesDraft as Draft,
} from '../../../parts/attributes/attributes-draft.ts'

export type AttributesDraft = Draft<EditableAttribute>

export const queueAttributes: AttributeKind<EditableAttribute> = {
  names: editableAttributes,
  rules: attributeRules,
  findProblem: findAttributeProblem,
}

/** Policies have pages of their own. */
const withOwnPage = new Set<EditableAttribute>(['Policy', 'RedriveAllowPolicy'])

export function shownAttributes(isFifo: boolean): EditableAttribute[] {
  return editableAttributes.filter(
    (name) => !withOwnPage.has(name) && (isFifo || attributeRules[name].on === 'any'),
  )
}

export function valueOf(attributes: Attributes, name: EditableAttribute): string {
  return attributeValue(queueAttributes, attributes, name)
}

export function changedNames(draft: AttributesDraft): EditableAttribute[] {
  return draftNames(queueAttributes, draft)
}

export function toChange(draft: AttributesDraft) {
  return draftChange(queueAttributes, draft)
}

/** A shorter retention deletes what is older. */
export function shortensRetention({ MessageRetentionPeriod: edit }: AttributesDraft): boolean {
  return edit !== undefined && Number(edit.value) < Number(edit.from)
}

export function hasFieldProblem(draft: AttributesDraft): boolean {
  return hasDraftProblem(queueAttributes, draft)
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

export function changedMeanwhile(
  draft: AttributesDraft,
  attributes: Attributes,
): EditableAttribute[] {
  return draftMeanwhile(queueAttributes, draft, attributes)
}
