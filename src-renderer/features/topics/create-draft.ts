import {
  editableTopicAttributes,
  findTopicAttributeProblem,
  findTopicNameProblem,
  isForTopicType,
  topicAttributeRules,
} from '#contract'
import type { EditableTopicAttribute, InputOf, Topic, TopicNameProblem, TopicType } from '#contract'
import { hasTagProblem, parseTags } from '../../parts/tags/tag-text.ts'

export interface CreateDraft {
  name: string
  type: TopicType
  attributes: Readonly<Partial<Record<EditableTopicAttribute, string>>>
  /** One a line, `key=value`. */
  tags: string
}

export const emptyCreateDraft: CreateDraft = {
  name: '',
  type: 'standard',
  attributes: {},
  tags: '',
}

/** Policies have a page of their own, once there is a topic that they can speak of. */
const withOwnPage = new Set<EditableTopicAttribute>(['Policy', 'DeliveryPolicy'])

export function creatable(type: TopicType): EditableTopicAttribute[] {
  return editableTopicAttributes.filter(
    (name) => !withOwnPage.has(name) && isForTopicType(name, type),
  )
}

/** FIFO names end so; nobody should have to type it. */
export function fullName({ name, type }: CreateDraft): string {
  return type === 'fifo' && name !== '' && !name.endsWith('.fifo') ? `${name}.fifo` : name
}

export function createNameProblem(
  draft: CreateDraft,
  topics: readonly Topic[],
): TopicNameProblem | 'taken' | undefined {
  const name = fullName(draft)
  if (topics.some((topic) => topic.name === name)) return 'taken'
  return findTopicNameProblem(name, draft.type)
}

/** Those that differ from what SNS would set itself, and that the type has. */
export function changedAttributes({ attributes, type }: CreateDraft) {
  const changed = creatable(type).flatMap((name): [EditableTopicAttribute, string][] => {
    const value = attributes[name]
    return value === undefined || value === topicAttributeRules[name].standard
      ? []
      : [[name, value]]
  })
  return Object.fromEntries(changed) as Partial<Record<EditableTopicAttribute, string>> // names as listed above
}

export function isComplete(draft: CreateDraft, topics: readonly Topic[]): boolean {
  const changed = changedAttributes(draft)
  const isWrong = editableTopicAttributes.some((name) => {
    const value = changed[name]
    return value !== undefined && findTopicAttributeProblem(name, value) !== undefined
  })
  return createNameProblem(draft, topics) === undefined && !isWrong && !hasTagProblem(draft.tags)
}

export function toCreateInput(connectionId: string, draft: CreateDraft): InputOf<'topics.create'> {
  return {
    connectionId,
    name: fullName(draft),
    type: draft.type,
    attributes: changedAttributes(draft),
    tags: parseTags(draft.tags),
  }
}
