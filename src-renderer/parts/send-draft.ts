import { expandText, findMessageProblems, messageBytes } from '#contract'
import type {
  Announcement,
  InputOf,
  MessageField,
  MessageProblemKey,
  MessageRules,
  OutgoingMessage,
  PlaceholderValues,
} from '#contract'
import { isBadHex, toAttribute } from './draft-attribute.ts'
import type { DraftAttribute } from './draft-attribute.ts'

/** What the user has typed so far. It is kept as typed; it becomes an input only when nothing is wrong with it. */
export interface SendDraft {
  body: string
  attributes: readonly DraftAttribute[]
  /** Empty: the queue's own delay. */
  delay: string
  groupId: string
  deduplicationId: string
  /** On a standard queue the group names a tenant, for fair queues, and is sent only if this was chosen. */
  hasTenant: boolean
  /** Of topics alone. */
  subject: string
  /** Of topics alone: the body is JSON with a text for each protocol. */
  isPerProtocol: boolean
}

export const emptyDraft: SendDraft = {
  body: '',
  attributes: [],
  delay: '',
  groupId: '',
  deduplicationId: '',
  hasTenant: false,
  subject: '',
  isPerProtocol: false,
}

export type SendRules = MessageRules
export type DraftField = MessageField
export type DraftProblemKey = MessageProblemKey | 'valueHex'

export interface DraftProblem {
  field: DraftField
  key: DraftProblemKey
  params: Record<string, string | number>
  /** Which row of the attribute editor. */
  attributeId?: string
}

type SendFields = Omit<InputOf<'messages.send'>, 'connectionId' | 'queueUrl' | 'confirmation'>

/** Bytes that count against the queue's limit if the draft were sent now. */
export function draftBytes({ body, attributes }: SendDraft): number {
  return messageBytes(body, attributes.map(toAttribute))
}

/** What is no whole number of seconds is judged as one that is out of range. */
function delayOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
}

/** The draft as an input: without what does not belong to this type of queue, even if it was typed. */
export function toSendFields(draft: SendDraft, { type }: SendRules): SendFields {
  const { body, attributes, delay, groupId, deduplicationId } = draft
  const common = {
    body,
    ...(attributes.length === 0 ? {} : { attributes: attributes.map(toAttribute) }),
  }
  if (type === 'fifo')
    return { ...common, groupId, ...(deduplicationId === '' ? {} : { deduplicationId }) }
  return {
    ...common,
    ...(delay === '' ? {} : { delaySeconds: delayOf(delay) }),
    ...(draft.hasTenant && groupId !== '' ? { groupId } : {}),
  }
}

/** The draft as an input: without what does not belong to this type of topic, even if it was typed. */
export function toAnnouncement(draft: SendDraft, { type }: SendRules): Announcement {
  const { body, subject, isPerProtocol, attributes, groupId, deduplicationId } = draft
  return {
    body,
    ...(subject === '' ? {} : { subject }),
    ...(isPerProtocol ? { isPerProtocol } : {}),
    ...(attributes.length === 0 ? {} : { attributes: attributes.map(toAttribute) }),
    ...(type === 'fifo' ? { groupId } : {}),
    ...(type === 'fifo' && deduplicationId !== '' ? { deduplicationId } : {}),
  }
}

/** Everything SQS would refuse, found before it is asked. */
export function checkDraft(draft: SendDraft, rules: SendRules): DraftProblem[] {
  const message: OutgoingMessage = toSendFields(draft, rules)
  const found = findMessageProblems(message, rules).map(({ attribute, ...problem }) => {
    const row = attribute === undefined ? undefined : draft.attributes[attribute]
    return row === undefined ? problem : { ...problem, attributeId: row.id }
  })
  const hex = draft.attributes.filter(isBadHex).map(({ id, name }): DraftProblem => ({
    field: 'attributes',
    key: 'valueHex',
    params: { name },
    attributeId: id,
  }))
  return [...hex, ...found]
}

/** The draft as one of its repetitions will be. */
export function expandDraft(draft: SendDraft, values: PlaceholderValues): SendDraft {
  const expand = (text: string): string => expandText(text, values)
  return {
    ...draft,
    body: expand(draft.body),
    subject: expand(draft.subject),
    groupId: expand(draft.groupId),
    deduplicationId: expand(draft.deduplicationId),
    attributes: draft.attributes.map((each) =>
      each.kind === 'Binary' ? each : { ...each, value: expand(each.value) },
    ),
  }
}
