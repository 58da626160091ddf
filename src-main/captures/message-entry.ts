import type { Message } from '#contract'
import type { NewEntry } from './entry-codec.ts'

/** A message that was received, as an entry. */
export function toMessageEntry(message: Message, takenAtMs: number): NewEntry {
  const { messageId, groupId, deduplicationId, sequenceNumber, deadLetterSourceArn } = message
  const { sentAtMs, firstReceivedAtMs, receiveCount, attributes, systemAttributes } = message
  const trace = systemAttributes.find(({ name }) => name === 'AWSTraceHeader')?.value
  return {
    body: Buffer.from(message.body, 'utf8'),
    ...{ messageId, receiveCount, attributes, systemAttributes, takenAtMs },
    ...(groupId === undefined ? {} : { groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    ...(deadLetterSourceArn === undefined ? {} : { deadLetterSourceArn }),
    ...(trace === undefined ? {} : { traceHeader: trace }),
    ...(sentAtMs === undefined ? {} : { sentAtMs }),
    ...(firstReceivedAtMs === undefined ? {} : { firstReceivedAtMs }),
  }
}
