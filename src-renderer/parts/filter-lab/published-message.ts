import type { Message, MessageAttribute } from '#contract'
import { fromAttribute } from '../draft-attribute.ts'
import type { LabMessage } from './lab-message.ts'

interface Envelope {
  Message: string
  MessageAttributes?: Record<string, { Type?: unknown; Value?: unknown } | null>
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  return (
    'Type' in value &&
    value.Type === 'Notification' &&
    typeof Reflect.get(value, 'Message') === 'string'
  )
}

function findEnvelope(body: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isEnvelope(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An envelope that somebody else made may hold anything. */
function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function attributesOf({ MessageAttributes }: Envelope): MessageAttribute[] {
  if (typeof MessageAttributes !== 'object' || MessageAttributes === null) return []
  return Object.entries(MessageAttributes).map(([name, attribute]) => {
    const dataType = textOf(attribute?.Type, 'String')
    const encoding = dataType.startsWith('Binary') ? 'base64' : 'text'
    return { name, dataType, value: textOf(attribute?.Value, ''), encoding }
  })
}

/** A message of a queue as its publisher sent it, which is what filters see: out of SNS's envelope where it is in one. */
export function toPublished({ messageId, body, attributes }: Message): LabMessage {
  const envelope = findEnvelope(body)
  const sent = envelope === undefined ? attributes : attributesOf(envelope)
  return { id: messageId, body: envelope?.Message ?? body, attributes: sent.map(fromAttribute) }
}
