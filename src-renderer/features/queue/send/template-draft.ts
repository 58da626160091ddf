import type { Outgoing } from '#contract'
import { fromAttribute } from '../../../parts/draft-attribute.ts'
import { toSendFields } from '../../../parts/send-draft.ts'
import type { SendDraft, SendRules } from '../../../parts/send-draft.ts'

export type LeftOut = 'delay' | 'group' | 'deduplication'

/** The draft as it can be kept; an empty group id is none. */
export function toTemplate(draft: SendDraft, rules: SendRules): Outgoing {
  const { groupId, ...fields } = toSendFields(draft, rules)
  return { ...fields, ...(groupId === undefined || groupId === '' ? {} : { groupId }) }
}

/** Without what a queue of this type does not take. A group on a standard queue is a tenant: never chosen unasked. */
export function fromTemplate(
  template: Outgoing,
  { type }: SendRules,
): { draft: SendDraft; leftOut: LeftOut[] } {
  const { body, attributes = [], delaySeconds, groupId, deduplicationId } = template
  const isFifo = type === 'fifo'
  const given: [LeftOut, boolean][] = [
    ['delay', isFifo && delaySeconds !== undefined],
    ['group', !isFifo && groupId !== undefined],
    ['deduplication', !isFifo && deduplicationId !== undefined],
  ]
  const draft = {
    body,
    attributes: attributes.map(fromAttribute),
    delay: isFifo ? '' : String(delaySeconds ?? ''),
    groupId: isFifo ? (groupId ?? '') : '',
    deduplicationId: isFifo ? (deduplicationId ?? '') : '',
    hasTenant: false,
  }
  return { draft, leftOut: given.filter(([, isLeft]) => isLeft).map(([what]) => what) }
}
