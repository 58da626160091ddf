import {
  expandText,
  findMessageProblems,
  findRecordProblems,
  messageBytes,
  recordBytes,
} from '#contract'
import type {
  Announcement,
  InputOf,
  MessageField,
  MessageProblemKey,
  MessageRules,
  NewRecord,
  OutgoingMessage,
  PlaceholderValues,
  RecordField,
  RecordProblemKey,
  RecordRules,
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
  /** Of streams alone, as the next two. */
  partitionKey: string
  explicitHashKey: string
  /** The body is base64 of a record's bytes. */
  isBase64: boolean
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
  partitionKey: '',
  explicitHashKey: '',
  isBase64: false,
}

export interface SendRules extends MessageRules {
  /** Where records are put: these are judged by other rules. */
  record?: RecordRules
}
export type DraftField = MessageField | RecordField
export type DraftProblemKey = MessageProblemKey | RecordProblemKey | 'valueHex'

export interface DraftProblem {
  field: DraftField
  key: DraftProblemKey
  params: Record<string, string | number>
  /** Which row of the attribute editor. */
  attributeId?: string
}

type SendFields = Omit<InputOf<'messages.send'>, 'connectionId' | 'queueUrl' | 'confirmation'>

/** Bytes that count against the limit of the queue, topic or stream if the draft were sent now. */
export function draftBytes(draft: SendDraft, { record }: Pick<SendRules, 'record'> = {}): number {
  const { body, attributes } = draft
  return record === undefined
    ? messageBytes(body, attributes.map(toAttribute))
    : recordBytes(toRecord(draft))
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

/** The draft as a record: without what only messages have. */
export function toRecord(draft: SendDraft): NewRecord {
  const { body, isBase64, partitionKey, explicitHashKey } = draft
  return {
    body,
    ...(isBase64 ? { isBase64 } : {}),
    ...(partitionKey === '' ? {} : { partitionKey }),
    ...(explicitHashKey === '' ? {} : { explicitHashKey }),
  }
}

/** Everything the service would refuse, found before it is asked. */
export function checkDraft(draft: SendDraft, rules: SendRules): DraftProblem[] {
  if (rules.record !== undefined) return findRecordProblems(toRecord(draft), rules.record)
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
    body: draft.isBase64 ? draft.body : expand(draft.body),
    subject: expand(draft.subject),
    groupId: expand(draft.groupId),
    deduplicationId: expand(draft.deduplicationId),
    partitionKey: expand(draft.partitionKey),
    explicitHashKey: expand(draft.explicitHashKey),
    attributes: draft.attributes.map((each) =>
      each.kind === 'Binary' ? each : { ...each, value: expand(each.value) },
    ),
  }
}
