import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { MessageAttributeValue } from '@aws-sdk/client-sqs'
import { messageIdSchema } from '#contract'
import type { MessageAttribute, MessageId, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { queueName } from './queue-mapping.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface Outgoing {
  queueUrl: QueueUrl
  body: string
  attributes?: MessageAttribute[] | undefined
  delaySeconds?: number | undefined
  groupId?: string | undefined
  deduplicationId?: string | undefined
}

export interface Sent {
  messageId: MessageId
  sequenceNumber?: string
  requestId: string | undefined
}

/** Characters that SQS takes: the XML set ([sdk] SendMessage: #x9 #xA #xD #x20-#xD7FF #xE000-#xFFFD #x10000-#x10FFFF). */
// eslint-disable-next-line no-control-regex -- control characters are what this finds
const outsideXml = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

function invalid(
  field: string,
  reason: string,
  more: Record<string, string | number> = {},
): AppError {
  return new AppError('invalid-input', `${field}: ${reason}`, {
    params: { field, reason, ...more },
  })
}

function checkCharacters(text: string, field: 'body' | 'attributes', name?: string): void {
  const found = outsideXml.exec(text)
  if (found === null) return
  const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '?'
  const where = name === undefined ? {} : { name }
  throw invalid(field, 'character', { character: `U+${code}`, at: found.index + 1, ...where })
}

/** Base64 with a mistake in it would be sent as other bytes than the user sees. */
function checkAttribute({ name, value, encoding }: MessageAttribute): void {
  if (encoding === 'text') checkCharacters(value, 'attributes', name)
  else if (Buffer.from(value, 'base64').toString('base64') !== value)
    throw invalid('attributes', 'base64', { name })
}

/** What can be known to fail is said before anything is sent. */
function checkOutgoing(message: Outgoing): void {
  checkCharacters(message.body, 'body')
  for (const attribute of message.attributes ?? []) checkAttribute(attribute)
  const isFifo = queueName(message.queueUrl).endsWith('.fifo')
  if (isFifo && message.groupId === undefined) throw invalid('groupId', 'required-on-fifo')
  if (isFifo && message.delaySeconds !== undefined) throw invalid('delaySeconds', 'not-on-fifo')
  if (!isFifo && message.deduplicationId !== undefined)
    throw invalid('deduplicationId', 'only-on-fifo')
}

function toSdkAttribute(attribute: MessageAttribute): MessageAttributeValue {
  const { dataType, value, encoding } = attribute
  return encoding === 'base64'
    ? { DataType: dataType, BinaryValue: Buffer.from(value, 'base64') }
    : { DataType: dataType, StringValue: value }
}

function toSdkAttributes(
  attributes: readonly MessageAttribute[],
): Record<string, MessageAttributeValue> {
  return Object.fromEntries(attributes.map((each) => [each.name, toSdkAttribute(each)]))
}

function toCommand(message: Outgoing): SendMessageCommand {
  const { attributes = [] } = message
  return new SendMessageCommand({
    QueueUrl: message.queueUrl,
    MessageBody: message.body,
    ...(attributes.length === 0 ? {} : { MessageAttributes: toSdkAttributes(attributes) }),
    ...(message.delaySeconds === undefined ? {} : { DelaySeconds: message.delaySeconds }),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.deduplicationId === undefined
      ? {}
      : { MessageDeduplicationId: message.deduplicationId }),
  })
}

/**
 * Sends one message exactly once: the client never retries, and when no answer comes the error says that the effect
 * is not known. Limits: 1 MiB with attributes, 10 attributes, XML characters only ([sdk] SendMessage).
 */
export async function sendMessage(session: Session, message: Outgoing): Promise<Sent> {
  checkOutgoing(message)
  const client = sqsClient(session, 'change')
  const command = toCommand(message)
  const answer = await session.call(sqsFacts('SendMessage', 'change'), () => client.send(command))
  return {
    messageId: messageIdSchema.parse(answer.MessageId),
    ...(answer.SequenceNumber === undefined ? {} : { sequenceNumber: answer.SequenceNumber }),
    requestId: answer.$metadata.requestId,
  }
}
