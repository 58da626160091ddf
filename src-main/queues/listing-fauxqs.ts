import type { Message as SqsMessage } from '@aws-sdk/client-sqs'
import { z } from '#contract/z'
import { listedAttributesSchema, toAttributes, toSystem } from './listing-way.ts'
import type { Listed, ListingWay } from './listing-way.ts'

const fauxqsMessageSchema = z.object({
  messageId: z.string(),
  body: z.string(),
  messageAttributes: listedAttributesSchema.default({}),
  sentTimestamp: z.number().optional(),
  approximateReceiveCount: z.number().default(0),
  approximateFirstReceiveTimestamp: z.number().optional(),
  delayUntil: z.number().optional(),
  messageGroupId: z.string().optional(),
  messageDeduplicationId: z.string().optional(),
  sequenceNumber: z.string().optional(),
})
const fauxqsSchema = z.object({
  messages: z.object({
    ready: z.array(fauxqsMessageSchema),
    delayed: z.array(fauxqsMessageSchema),
    inflight: z.array(
      z.object({ message: fauxqsMessageSchema, visibilityDeadline: z.number().optional() }),
    ),
  }),
})

function fromFauxqs(message: z.infer<typeof fauxqsMessageSchema>): SqsMessage {
  return {
    MessageId: message.messageId,
    Body: message.body,
    MessageAttributes: toAttributes(message.messageAttributes),
    Attributes: toSystem({
      SentTimestamp: message.sentTimestamp,
      ApproximateReceiveCount: message.approximateReceiveCount,
      ApproximateFirstReceiveTimestamp: message.approximateFirstReceiveTimestamp,
      MessageGroupId: message.messageGroupId,
      MessageDeduplicationId: message.messageDeduplicationId,
      SequenceNumber: message.sequenceNumber,
    }),
  }
}

/** fauxqs: `GET /_fauxqs/queues/:name` gives the whole state of a queue (its README, "Queue inspection"). */
export const fauxqsListing: ListingWay = {
  source: 'fauxqs',
  path: ({ name }) => `/_fauxqs/queues/${encodeURIComponent(name)}`,
  read(answer) {
    const { data } = fauxqsSchema.safeParse(answer)
    if (data === undefined) return undefined
    const { ready, delayed, inflight } = data.messages
    return [
      ...ready.map((message): Listed => ({
        received: fromFauxqs(message),
        state: 'visible',
        untilMs: undefined,
      })),
      ...inflight.map(({ message, visibilityDeadline }): Listed => ({
        received: fromFauxqs(message),
        state: 'in-flight',
        untilMs: visibilityDeadline,
      })),
      ...delayed.map((message): Listed => ({
        received: fromFauxqs(message),
        state: 'delayed',
        untilMs: message.delayUntil,
      })),
    ]
  },
}
