import {
  attributeRules,
  defaultOf,
  editableAttributes,
  findAttributeProblem,
  findCombinationProblem,
  findNameProblem,
  nameLimits,
  receiveCountLimits,
} from '#contract'
import type { EditableAttribute, InputOf, NameProblem, Queue, QueueType, QueueUrl } from '#contract'
import { hasTagProblem, parseTags } from '../../../parts/tags/tag-text.ts'

export interface CreateDraft {
  name: string
  type: QueueType
  attributes: Readonly<Partial<Record<EditableAttribute, string>>>
  deadLetter: 'none' | 'new' | 'existing'
  existingUrl: QueueUrl | undefined
  maxReceiveCount: string
  /** One a line, `key=value`. */
  tags: string
}

export const emptyCreateDraft: CreateDraft = {
  name: '',
  type: 'standard',
  attributes: {},
  deadLetter: 'none',
  existingUrl: undefined,
  maxReceiveCount: String(receiveCountLimits.standard),
  tags: '',
}

const withOwnPage = new Set<EditableAttribute>(['Policy', 'RedriveAllowPolicy'])

/** What can be set on a new queue of this type; policies have a page of their own later. */
export function creatable(type: QueueType): EditableAttribute[] {
  return editableAttributes.filter(
    (name) => !withOwnPage.has(name) && (type === 'fifo' || attributeRules[name].on === 'any'),
  )
}

function withSuffix(stem: string, type: QueueType): string {
  return type === 'fifo' && !stem.endsWith(nameLimits.suffix) ? stem + nameLimits.suffix : stem
}

/** The name as it will be: FIFO queues must end so, and nobody should have to type it. */
export function fullName({ name, type }: CreateDraft): string {
  return name === '' ? '' : withSuffix(name, type)
}

export function deadLetterName({ name, type }: CreateDraft): string {
  const stem = name.endsWith(nameLimits.suffix) ? name.slice(0, -nameLimits.suffix.length) : name
  return stem === '' ? '' : withSuffix(`${stem}-dlq`, type)
}

export type CreateNameProblem = NameProblem | 'taken'

export function createNameProblem(
  name: string,
  type: QueueType,
  queues: readonly Queue[],
): CreateNameProblem | undefined {
  if (queues.some((queue) => queue.name === name)) return 'taken'
  return findNameProblem(name, type)
}

export function isReceiveCount(text: string): boolean {
  const { min, max } = receiveCountLimits
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max
}

/** Those that differ from what SQS would set itself, and that the type has. */
export function changedAttributes({ attributes, type }: CreateDraft) {
  const changed = creatable(type).flatMap((name): [EditableAttribute, string][] => {
    const value = attributes[name]
    return value === undefined || value === defaultOf(name) ? [] : [[name, value]]
  })
  return Object.fromEntries(changed) as Partial<Record<EditableAttribute, string>> // names as listed above
}

function hasAttributeProblem(draft: CreateDraft): boolean {
  const changed = changedAttributes(draft)
  const isWrong = editableAttributes.some((name) => {
    const value = changed[name]
    return value !== undefined && findAttributeProblem(name, value) !== undefined
  })
  return isWrong || findCombinationProblem(changed) !== undefined
}

function hasDeadLetterProblem(draft: CreateDraft, queues: readonly Queue[]): boolean {
  if (draft.deadLetter === 'none') return false
  if (!isReceiveCount(draft.maxReceiveCount)) return true
  if (draft.deadLetter === 'existing') return draft.existingUrl === undefined
  return createNameProblem(deadLetterName(draft), draft.type, queues) !== undefined
}

export function isComplete(draft: CreateDraft, queues: readonly Queue[]): boolean {
  return (
    createNameProblem(fullName(draft), draft.type, queues) === undefined &&
    !hasAttributeProblem(draft) &&
    !hasDeadLetterProblem(draft, queues) &&
    !hasTagProblem(draft.tags)
  )
}

function deadLetterOf(draft: CreateDraft): InputOf<'queues.create'>['deadLetter'] {
  const maxReceiveCount = Number(draft.maxReceiveCount)
  if (draft.deadLetter === 'new')
    return { kind: 'new', name: deadLetterName(draft), maxReceiveCount }
  if (draft.deadLetter === 'none' || draft.existingUrl === undefined) return undefined
  return { kind: 'existing', queueUrl: draft.existingUrl, maxReceiveCount }
}

export function toCreateInput(connectionId: string, draft: CreateDraft): InputOf<'queues.create'> {
  const deadLetter = deadLetterOf(draft)
  return {
    connectionId,
    name: fullName(draft),
    type: draft.type,
    attributes: changedAttributes(draft),
    tags: parseTags(draft.tags),
    ...(deadLetter === undefined ? {} : { deadLetter }),
  }
}
