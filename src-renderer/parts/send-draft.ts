import type { InputOf, QueueDetail } from '#contract'
import { findAttributeProblem, toAttribute } from './draft-attribute.ts'
import type { AttributeProblem, DraftAttribute } from './draft-attribute.ts'
import { findForbiddenCharacter } from './forbidden-character.ts'
import { messageBytes } from './message-size.ts'

/** What the user has typed so far. It is kept as typed; it becomes an input only when nothing is wrong with it. */
export interface SendDraft {
  body: string
  attributes: readonly DraftAttribute[]
  /** Empty: the queue's own delay. */
  delay: string
  groupId: string
  deduplicationId: string
}

export const emptyDraft: SendDraft = {
  body: '',
  attributes: [],
  delay: '',
  groupId: '',
  deduplicationId: '',
}

/** What a queue allows and asks for. */
export type SendRules = Pick<
  QueueDetail,
  'type' | 'maximumMessageBytes' | 'contentBasedDeduplication'
>

export type DraftField = 'body' | 'attributes' | 'delay' | 'groupId' | 'deduplicationId'

export type DraftProblemKey =
  | 'bodyEmpty'
  | 'bodyForbidden'
  | 'tooLarge'
  | 'delayRange'
  | 'groupMissing'
  | 'groupInvalid'
  | 'deduplicationMissing'
  | 'deduplicationInvalid'
  | AttributeProblem

export interface DraftProblem {
  field: DraftField
  key: DraftProblemKey
  params: Record<string, string | number>
  /** Which row of the attribute editor. */
  attributeId?: string
}

/** A message carries 10 attributes at most (SQS message quotas). */
export const ATTRIBUTES_MAX = 10
const DELAY_MAX_SECONDS = 900
/** Letters, digits and ASCII punctuation, 128 at most, for both ids (`SendMessage`). */
const FIFO_ID = /^[!-~]{1,128}$/

type Check = (draft: SendDraft, rules: SendRules) => DraftProblem[]

function problem(
  field: DraftField,
  key: DraftProblemKey,
  params: DraftProblem['params'] = {},
): DraftProblem {
  return { field, key, params }
}

/** Bytes that count against the queue's limit if the draft were sent now. */
export function draftBytes({ body, attributes }: SendDraft): number {
  return messageBytes(body, attributes.map(toAttribute))
}

const checkBody: Check = ({ body }) => {
  if (body === '') return [problem('body', 'bodyEmpty')]
  const forbidden = findForbiddenCharacter(body)
  return forbidden === undefined ? [] : [problem('body', 'bodyForbidden', { ...forbidden })]
}

const checkSize: Check = (draft, { maximumMessageBytes: limit }) => {
  const bytes = draftBytes(draft)
  return bytes > limit ? [problem('body', 'tooLarge', { over: bytes - limit, limit })] : []
}

const checkAttributes: Check = ({ attributes }) =>
  attributes.flatMap((attribute, index) => {
    const before = attributes.slice(0, index).map(({ name }) => name)
    const key = findAttributeProblem(attribute, before)
    if (key === undefined) return []
    return [{ ...problem('attributes', key, { name: attribute.name }), attributeId: attribute.id }]
  })

const checkDelay: Check = ({ delay }, { type }) => {
  if (type === 'fifo' || delay === '') return []
  const isInRange = /^\d{1,3}$/.test(delay) && Number(delay) <= DELAY_MAX_SECONDS
  return isInRange ? [] : [problem('delay', 'delayRange', { max: DELAY_MAX_SECONDS })]
}

const checkGroup: Check = ({ groupId }, { type }) => {
  if (type === 'standard') return []
  if (groupId === '') return [problem('groupId', 'groupMissing')]
  return FIFO_ID.test(groupId) ? [] : [problem('groupId', 'groupInvalid')]
}

const checkDeduplication: Check = ({ deduplicationId: id }, rules) => {
  if (rules.type === 'standard') return []
  if (id === '') {
    return rules.contentBasedDeduplication
      ? []
      : [problem('deduplicationId', 'deduplicationMissing')]
  }
  return FIFO_ID.test(id) ? [] : [problem('deduplicationId', 'deduplicationInvalid')]
}

const checks = [checkBody, checkSize, checkAttributes, checkDelay, checkGroup, checkDeduplication]

/** Everything SQS would refuse, found before it is asked. */
export function checkDraft(draft: SendDraft, rules: SendRules): DraftProblem[] {
  return checks.flatMap((check) => check(draft, rules))
}

type SendFields = Omit<InputOf<'messages.send'>, 'connectionId' | 'queueUrl' | 'confirmation'>

/** The draft as an input: without what does not belong to this type of queue, even if it was typed. */
export function toSendFields(draft: SendDraft, { type }: SendRules): SendFields {
  const { body, attributes, delay, groupId, deduplicationId } = draft
  const common = {
    body,
    ...(attributes.length === 0 ? {} : { attributes: attributes.map(toAttribute) }),
  }
  if (type === 'standard') {
    return { ...common, ...(delay === '' ? {} : { delaySeconds: Number(delay) }) }
  }
  return { ...common, groupId, ...(deduplicationId === '' ? {} : { deduplicationId }) }
}
