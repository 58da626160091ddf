import type { KeptMessage, Message } from '#contract'
import { fromAttribute } from '../../../parts/draft-attribute.ts'
import { toSendFields } from '../../../parts/send-draft.ts'
import type { SendDraft, SendRules } from '../../../parts/send-draft.ts'

export type LeftOut = 'delay' | 'group' | 'deduplication' | 'usedDeduplication'

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

/** The draft as it can be kept; an empty group id is none. */
export function toTemplate(draft: SendDraft, rules: SendRules): KeptMessage {
  const { groupId, ...fields } = toSendFields(draft, rules)
  return { ...fields, ...groupOf(groupId, rules.type) }
}

/** A message of a queue as it can be kept. Not with its deduplication id: SQS would drop the copy for five minutes. */
export function keptOf({ body, attributes, groupId }: Message, type: QueueType): KeptMessage {
  return { body, ...(attributes.length === 0 ? {} : { attributes }), ...groupOf(groupId, type) }
}

/** Without what a queue of this type does not take. A group of a FIFO queue is never made a tenant unasked. */
export function fromTemplate(
  template: KeptMessage,
  type: QueueType,
): { draft: SendDraft; leftOut: LeftOut[] } {
  const {
    body,
    attributes = [],
    delaySeconds,
    groupId,
    isTenant = false,
    deduplicationId,
  } = template
  const isFifo = type === 'fifo'
  const hasGroup = groupId !== undefined && (isFifo || isTenant)
  const given: [LeftOut, boolean][] = [
    ['delay', isFifo && delaySeconds !== undefined],
    ['group', groupId !== undefined && !hasGroup],
    ['deduplication', !isFifo && deduplicationId !== undefined],
  ]
  const draft = {
    body,
    attributes: attributes.map(fromAttribute),
    delay: isFifo ? '' : String(delaySeconds ?? ''),
    groupId: hasGroup ? groupId : '',
    deduplicationId: isFifo ? (deduplicationId ?? '') : '',
    hasTenant: hasGroup && !isFifo,
  }
  return { draft, leftOut: given.filter(([, isLeft]) => isLeft).map(([what]) => what) }
}
