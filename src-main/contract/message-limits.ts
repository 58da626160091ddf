/** What SQS allows of a message that is sent. The only place of these rules: the window judges by them, main again. */
import { findMessageAttributeProblem } from './message-attribute-limits.ts'
import type { MessageAttributeProblem } from './message-attribute-limits.ts'
import { messageBytes } from './message-size.ts'
import type { MessageAttribute } from './messages.ts'

/** A message as it is to be sent. */
export interface OutgoingMessage {
  body: string
  attributes?: readonly MessageAttribute[] | undefined
  delaySeconds?: number | undefined
  groupId?: string | undefined
  deduplicationId?: string | undefined
  traceHeader?: string | undefined
}

/** What a queue allows and asks for. */
export interface MessageRules {
  type: 'standard' | 'fifo'
  maximumMessageBytes: number
  /** Undefined where it could not be read: then a missing id is for SQS to judge. */
  contentBasedDeduplication: boolean | undefined
}

export type MessageField = 'body' | 'attributes' | 'delay' | 'groupId' | 'deduplicationId'
export type MessageProblemKey =
  | 'bodyEmpty'
  | 'bodyForbidden'
  | 'tooLarge'
  | 'attributesTooMany'
  | 'delayRange'
  | 'delayOnFifo'
  | 'groupMissing'
  | 'groupInvalid'
  | 'deduplicationMissing'
  | 'deduplicationInvalid'
  | 'deduplicationOnStandard'
  | MessageAttributeProblem

export interface MessageProblem {
  field: MessageField
  key: MessageProblemKey
  params: Record<string, string | number>
  /** Which of the attributes. */
  attribute?: number
}

/** A message carries 10 attributes at most (SQS message quotas). */
export const ATTRIBUTES_MAX = 10
export const DELAY_MAX_SECONDS = 900
/** `SendMessageBatch`: so many messages, and so many bytes of all of them together. */
export const BATCH_MAX = 10
export const BATCH_MAX_BYTES = 1_048_576
/** Letters, digits and ASCII punctuation, 128 at most, for both ids (`SendMessage`). */
const ID = /^[!-~]{1,128}$/

/** SQS takes #x9 | #xA | #xD | #x20–#xD7FF | #xE000–#xFFFD | #x10000–#x10FFFF and refuses the rest (`SendMessage`). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

export interface ForbiddenCharacter {
  /** `U+0007`. */
  name: string
  /** From 1, in UTF-16 units as editors count columns. */
  position: number
}

/** The first character that SQS would refuse. A lone half of a surrogate pair is one as well. */
export function findForbiddenCharacter(text: string): ForbiddenCharacter | undefined {
  const match = FORBIDDEN.exec(text)
  if (match === null) return undefined
  const code = match[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''
  return { name: `U+${code}`, position: match.index + 1 }
}

type Check = (message: OutgoingMessage, rules: MessageRules) => MessageProblem[]

function problem(
  field: MessageField,
  key: MessageProblemKey,
  params: MessageProblem['params'] = {},
): MessageProblem[] {
  return [{ field, key, params }]
}

const checkBody: Check = ({ body }) => {
  if (body === '') return problem('body', 'bodyEmpty')
  const forbidden = findForbiddenCharacter(body)
  return forbidden === undefined ? [] : problem('body', 'bodyForbidden', { ...forbidden })
}

const checkSize: Check = ({ body, attributes }, { maximumMessageBytes: limit }) => {
  const bytes = messageBytes(body, attributes)
  return bytes > limit ? problem('body', 'tooLarge', { over: bytes - limit, limit }) : []
}

const checkAttributes: Check = ({ attributes = [] }) => {
  const tooMany =
    attributes.length > ATTRIBUTES_MAX
      ? problem('attributes', 'attributesTooMany', { max: ATTRIBUTES_MAX })
      : []
  const each = attributes.flatMap((attribute, index): MessageProblem[] => {
    const before = attributes.slice(0, index).map(({ name }) => name)
    const key = findMessageAttributeProblem(attribute, before, findForbiddenCharacter)
    const params = { name: attribute.name }
    return key === undefined ? [] : [{ field: 'attributes', key, params, attribute: index }]
  })
  return [...tooMany, ...each]
}

const checkDelay: Check = ({ delaySeconds }, { type }) => {
  if (delaySeconds === undefined) return []
  if (type === 'fifo') return problem('delay', 'delayOnFifo')
  const isInRange =
    Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= DELAY_MAX_SECONDS
  return isInRange ? [] : problem('delay', 'delayRange', { max: DELAY_MAX_SECONDS })
}

/** A group on a standard queue names a tenant, for fair queues: allowed, never needed. */
const checkGroup: Check = ({ groupId = '' }, { type }) => {
  if (groupId === '') return type === 'fifo' ? problem('groupId', 'groupMissing') : []
  return ID.test(groupId) ? [] : problem('groupId', 'groupInvalid')
}

const checkDeduplication: Check = ({ deduplicationId = '' }, rules) => {
  const isMissing = deduplicationId === ''
  if (rules.type === 'standard')
    return isMissing ? [] : problem('deduplicationId', 'deduplicationOnStandard')
  if (!isMissing)
    return ID.test(deduplicationId) ? [] : problem('deduplicationId', 'deduplicationInvalid')
  return rules.contentBasedDeduplication === false
    ? problem('deduplicationId', 'deduplicationMissing')
    : []
}

const checks = [checkBody, checkSize, checkAttributes, checkDelay, checkGroup, checkDeduplication]

/** Everything SQS would refuse about one message, found before it is asked. */
export function findMessageProblems(
  message: OutgoingMessage,
  rules: MessageRules,
): MessageProblem[] {
  return checks.flatMap((check) => check(message, rules))
}
