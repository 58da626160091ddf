import type { Message as SqsMessage, MessageAttributeValue } from '@aws-sdk/client-sqs'
import { messageIdSchema, messageSchema, PREVIEW_CHARACTERS } from '#contract'
import type { Message, MessageAttribute, MessagePreview, QueueDetail } from '#contract'
import { findDecoded } from '../codecs/decode.ts'

function toAttribute(name: string, value: MessageAttributeValue): MessageAttribute {
  const dataType = value.DataType ?? 'String'
  const isBinary = value.BinaryValue !== undefined
  return {
    name,
    dataType,
    value: isBinary
      ? Buffer.from(value.BinaryValue ?? []).toString('base64')
      : (value.StringValue ?? ''),
    encoding: isBinary ? 'base64' : 'text',
  }
}

function moment(text: string | undefined): number | undefined {
  const value = Number(text)
  return text === undefined || !Number.isFinite(value) ? undefined : Math.trunc(value)
}

/** Cuts without leaving half of a character behind. */
function previewOf(body: string): string {
  const cut = body.slice(0, PREVIEW_CHARACTERS)
  return cut.isWellFormed() ? cut : cut.toWellFormed()
}

/**
 * When retention removes it. `SentTimestamp` is the first sending, from which a standard queue's clock runs even after
 * a move to a dead-letter queue; on FIFO the clock starts anew with the move, whose time SQS does not tell.
 */
function expiryOf(
  sentAtMs: number | undefined,
  queue: QueueDetail,
  wasMoved: boolean,
): number | undefined {
  if (sentAtMs === undefined || (queue.type === 'fifo' && wasMoved)) return undefined
  return sentAtMs + queue.retentionSeconds * 1000
}

function times(system: Partial<Record<string, string>>, queue: QueueDetail) {
  const sentAtMs = moment(system['SentTimestamp'])
  const wasMoved = system['DeadLetterQueueSourceArn'] !== undefined
  return {
    sentAtMs,
    firstReceivedAtMs: moment(system['ApproximateFirstReceiveTimestamp']),
    expiresAtMs: expiryOf(sentAtMs, queue, wasMoved),
  }
}

/** A received message in the contract's shape. `MessageId` and `Body` are always there on a receive ([sdk]). */
export function toMessage(received: SqsMessage, queue: QueueDetail): Message {
  const body = received.Body ?? ''
  const system: Partial<Record<string, string>> = received.Attributes ?? {}
  const receiveCount = moment(system['ApproximateReceiveCount']) ?? 1
  const limit = queue.redrive?.maxReceiveCount
  const attributes = Object.entries(received.MessageAttributes ?? {}).map(([name, value]) =>
    toAttribute(name, value),
  )
  const message: Record<keyof Message, unknown> = {
    messageId: messageIdSchema.parse(received.MessageId),
    preview: previewOf(body),
    bodyBytes: Buffer.byteLength(body),
    receiveCount,
    ...times(system, queue),
    groupId: system['MessageGroupId'],
    deduplicationId: system['MessageDeduplicationId'],
    sequenceNumber: system['SequenceNumber'],
    deadLetterSourceArn: system['DeadLetterQueueSourceArn'],
    attributeCount: attributes.length,
    atReceiveLimit: limit !== undefined && receiveCount >= limit,
    body,
    decoded: findDecoded(body),
    attributes,
    systemAttributes: Object.entries(system).map(([name, value]) => ({ name, value: value ?? '' })),
  }
  return messageSchema.parse(message)
}

/** The row of a message: everything but the body and what only the opened view shows. */
export function toPreview(message: Message): MessagePreview {
  const {
    body: _body,
    decoded: _decoded,
    attributes: _attributes,
    systemAttributes: _system,
    ...preview
  } = message
  return preview
}
