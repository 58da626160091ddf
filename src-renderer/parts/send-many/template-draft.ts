import type { KeptMessage, Message, Sendable } from '#contract'
import { fromAttribute } from '../draft-attribute.ts'
import { emptyDraft, toAnnouncement, toRecord, toSendFields } from '../send-draft.ts'
import type { SendDraft, SendRules } from '../send-draft.ts'
import type { PlaceShape, SendPlace } from './send-place.ts'

export type LeftOut =
  | 'delay'
  | 'group'
  | 'deduplication'
  | 'usedDeduplication'
  | 'subject'
  | 'perProtocol'
  | 'delayOnTopic'
  | 'groupOnTopic'
  | 'deduplicationOnTopic'
  | 'notOnStream'
  | 'key'
  | 'bytes'

/** What the form was filled from, and what was in it before. */
export interface Filled {
  /** The template, or where the message came from, in words. */
  name: string
  leftOut: readonly LeftOut[]
  before: SendDraft
}

type QueueType = SendRules['type']

/** A group on a standard queue is a tenant, and says so: another queue must not take it for an order. */
function groupOf(groupId: string | undefined, type: QueueType) {
  if (groupId === undefined || groupId === '') return {}
  return type === 'standard' ? { groupId, isTenant: true } : { groupId }
}

/** The draft as its place takes it. */
export function toSendable(
  draft: SendDraft,
  { rules, to }: Pick<SendPlace, 'rules' | 'to'>,
): Sendable {
  if (to.kind === 'stream') return toRecord(draft)
  return to.kind === 'topic' ? toAnnouncement(draft, rules) : toSendFields(draft, rules)
}

/** The draft as it can be kept; an empty group id is none. */
export function toTemplate(draft: SendDraft, place: Pick<SendPlace, 'rules' | 'to'>): KeptMessage {
  const { groupId, ...fields } = toSendable(draft, place)
  return { ...fields, ...groupOf(groupId, place.rules.type) }
}

/** A message of a queue as it can be kept. Not with its deduplication id: SQS would drop the copy for five minutes. */
export function keptOf({ body, attributes, groupId }: Message, type: QueueType): KeptMessage {
  return { body, ...(attributes.length === 0 ? {} : { attributes }), ...groupOf(groupId, type) }
}

/** Whether the place takes the group: a group of a FIFO queue is never made a tenant unasked, and a topic has none. */
function takesGroup({ groupId, isTenant = false }: KeptMessage, { kind, type }: PlaceShape) {
  if (groupId === undefined) return false
  return type === 'fifo' || (isTenant && kind === 'queue')
}

type Given = [LeftOut, boolean][]

/** What only a record has, and neither queue nor topic takes. */
function givenOfStream({ partitionKey, explicitHashKey, isBase64 }: KeptMessage): Given {
  return [
    ['key', partitionKey !== undefined || explicitHashKey !== undefined],
    ['bytes', isBase64 === true],
  ]
}

/** What only a message has. */
function givenOfMessage(template: KeptMessage): Given {
  const { attributes = [], delaySeconds, groupId, deduplicationId, subject } = template
  const given = [delaySeconds, groupId, deduplicationId, subject]
  return [['notOnStream', attributes.length > 0 || given.some((each) => each !== undefined)]]
}

/** What the template has and a place of this kind and type does not take. */
function findLeftOut(template: KeptMessage, place: PlaceShape): LeftOut[] {
  const { delaySeconds, groupId, deduplicationId, subject, isPerProtocol } = template
  const isTopic = place.kind === 'topic'
  const isFifo = place.type === 'fifo'
  const losesGroup = groupId !== undefined && !takesGroup(template, place)
  const losesId = !isFifo && deduplicationId !== undefined
  const given: Given =
    place.kind === 'stream'
      ? givenOfMessage(template)
      : [
          ['delay', isFifo && !isTopic && delaySeconds !== undefined],
          ['delayOnTopic', isTopic && delaySeconds !== undefined],
          [isTopic ? 'groupOnTopic' : 'group', losesGroup],
          [isTopic ? 'deduplicationOnTopic' : 'deduplication', losesId],
          ['subject', !isTopic && subject !== undefined],
          ['perProtocol', !isTopic && isPerProtocol === true],
          ...givenOfStream(template),
        ]
  return given.filter(([, isLeft]) => isLeft).map(([what]) => what)
}

/** The template as the form of a stream shows it. */
function recordDraft(template: KeptMessage): SendDraft {
  const { body, partitionKey = '', explicitHashKey = '', isBase64 = false } = template
  return { ...emptyDraft, body, partitionKey, explicitHashKey, isBase64 }
}

/** The template as the form of a queue or topic of this type shows it. */
function messageDraft(template: KeptMessage, place: PlaceShape): SendDraft {
  const { body, attributes = [], delaySeconds, deduplicationId = '' } = template
  const isFifo = place.type === 'fifo'
  const isTopic = place.kind === 'topic'
  const groupId = takesGroup(template, place) ? (template.groupId ?? '') : ''
  return {
    ...emptyDraft,
    body,
    subject: isTopic ? (template.subject ?? '') : '',
    isPerProtocol: isTopic && template.isPerProtocol === true,
    attributes: attributes.map(fromAttribute),
    delay: isFifo || isTopic ? '' : String(delaySeconds ?? ''),
    groupId,
    deduplicationId: isFifo ? deduplicationId : '',
    hasTenant: groupId !== '' && !isFifo,
  }
}

/** Without what a place of this kind and type does not take. */
export function fromTemplate(
  template: KeptMessage,
  place: PlaceShape,
): { draft: SendDraft; leftOut: LeftOut[] } {
  const draft = place.kind === 'stream' ? recordDraft(template) : messageDraft(template, place)
  return { draft, leftOut: findLeftOut(template, place) }
}
