import { createHash } from 'node:crypto'
import type { Message as SqsMessage, MessageAttributeValue } from '@aws-sdk/client-sqs'
import { messageIdSchema, messageSchema, queueArnSchema } from '#contract'
import type { Message, MessageAttribute, MessagePreview, QueueDetail } from '#contract'
import { findDecoded } from '../codecs/decode.ts'
import type { DecodeOptions } from '../codecs/decode.ts'
import { previewOf } from '../codecs/preview-of.ts'

/** What of a queue decides how its messages are read. */
type QueueShape = Pick<QueueDetail, 'type' | 'redrive' | 'retentionSeconds'>

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

/** A count or a moment as SQS writes it: digits. What an emulator writes otherwise is taken as not told. */
function findNumber(text: string | undefined): number | undefined {
  const value = /^\d+(\.\d*)?$/.test(text ?? '') ? Math.trunc(Number(text)) : NaN
  return Number.isSafeInteger(value) ? value : undefined
}

function findArn(text: string | undefined): string | undefined {
  return queueArnSchema.safeParse(text).data
}

/**
 * When retention removes it. `SentTimestamp` is the first sending, from which a standard queue's clock runs even after
 * a move to a dead-letter queue; on FIFO the clock starts anew with the move, whose time SQS does not tell.
 */
function expiryOf(
  sentAtMs: number | undefined,
  queue: QueueShape,
  wasMoved: boolean,
): number | undefined {
  if (sentAtMs === undefined || (queue.type === 'fifo' && wasMoved)) return undefined
  return sentAtMs + queue.retentionSeconds * 1000
}

function times(system: Partial<Record<string, string>>, queue: QueueShape) {
  const sentAtMs = findNumber(system['SentTimestamp'])
  const wasMoved = system['DeadLetterQueueSourceArn'] !== undefined
  return {
    sentAtMs,
    firstReceivedAtMs: findNumber(system['ApproximateFirstReceiveTimestamp']),
    expiresAtMs: expiryOf(sentAtMs, queue, wasMoved),
  }
}

/** One that came without a checksum, as an emulator's listing does, has none that could be wrong. */
function damageOf({ Body = '', MD5OfBody }: SqsMessage): Message['damage'] {
  if (MD5OfBody === undefined) return undefined
  const isRight = createHash('md5').update(Body).digest('hex') === MD5OfBody.toLowerCase()
  return isRight ? undefined : 'checksum'
}

/**
 * A received message in the contract's shape, not yet decoded: ten bodies of 1 MiB are laid out in no short time, and
 * one is opened. `MessageId` and `Body` are always there on a receive ([sdk]).
 */
export function toMessage(received: SqsMessage, queue: QueueShape): Message {
  const body = received.Body ?? ''
  const system: Partial<Record<string, string>> = received.Attributes ?? {}
  const receiveCount = findNumber(system['ApproximateReceiveCount']) ?? 1
  const limit = queue.redrive?.maxReceiveCount
  const attributes = Object.entries(received.MessageAttributes ?? {}).map(([name, value]) =>
    toAttribute(name, value),
  )
  const message: Record<Exclude<keyof Message, 'decoded'>, unknown> = {
    messageId: messageIdSchema.parse(received.MessageId),
    preview: previewOf(body),
    bodyBytes: Buffer.byteLength(body),
    receiveCount,
    ...times(system, queue),
    groupId: system['MessageGroupId'],
    deduplicationId: system['MessageDeduplicationId'],
    sequenceNumber: system['SequenceNumber'],
    deadLetterSourceArn: findArn(system['DeadLetterQueueSourceArn']),
    attributeCount: attributes.length,
    atReceiveLimit: limit !== undefined && receiveCount >= limit,
    damage: damageOf(received),
    body,
    attributes,
    systemAttributes: Object.entries(system).map(([name, value]) => ({ name, value: value ?? '' })),
  }
  return messageSchema.parse(message)
}

/** The message as it is opened: with its body decoded where a decoder knows it. */
export function openMessage(message: Message, options?: DecodeOptions): Message {
  const decoded = findDecoded(message.body, options)
  return decoded === undefined ? message : { ...message, decoded }
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

/** One message that cannot be understood costs none of the others: whoever received them counts it, or leaves it. */
export function findMessage(received: SqsMessage, queue: QueueShape): Message | undefined {
  try {
    return toMessage(received, queue)
  } catch {
    return undefined // no id, or a shape that is none of SQS's
  }
}
