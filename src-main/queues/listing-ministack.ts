import { z } from '#contract/z'
import { listedAttributesSchema, toAttributes, toSystem } from './listing-way.ts'
import type { Listed, ListingWay } from './listing-way.ts'

const miniStackMessageSchema = z.object({
  MessageId: z.string(),
  Body: z.string().default(''),
  SentTimestamp: z.number().optional(),
  VisibleAt: z.number().optional(),
  IsVisible: z.boolean(),
  ReceiveCount: z.number().default(0),
  FirstReceiveTimestamp: z.number().nullish(),
  MessageAttributes: listedAttributesSchema.default({}),
  MessageGroupId: z.string().nullish(),
  MessageDeduplicationId: z.string().nullish(),
  SequenceNumber: z.union([z.string(), z.number()]).nullish(),
})
const queuesSchema = z
  .record(z.string(), z.array(miniStackMessageSchema))
  .transform((queues) => Object.values(queues).flat())
/** By account, then by region, then by queue; older ones without the region. */
const accountSchema = z.union([
  queuesSchema,
  z.record(z.string(), queuesSchema).transform((regions) => Object.values(regions).flat()),
])
const miniStackSchema = z.object({ messages: z.record(z.string(), accountSchema) })

/** MiniStack keeps times in seconds. */
function msOf(seconds: number | null | undefined): number | undefined {
  return seconds === null || seconds === undefined ? undefined : seconds * 1000
}

function fromMiniStack(message: z.infer<typeof miniStackMessageSchema>): Listed {
  const hidden = message.ReceiveCount === 0 ? 'delayed' : 'in-flight'
  return {
    received: {
      MessageId: message.MessageId,
      Body: message.Body,
      MessageAttributes: toAttributes(message.MessageAttributes),
      Attributes: toSystem({
        SentTimestamp: msOf(message.SentTimestamp),
        ApproximateReceiveCount: message.ReceiveCount,
        ApproximateFirstReceiveTimestamp: msOf(message.FirstReceiveTimestamp),
        MessageGroupId: message.MessageGroupId,
        MessageDeduplicationId: message.MessageDeduplicationId,
        SequenceNumber: message.SequenceNumber,
      }),
    },
    state: message.IsVisible ? 'visible' : hidden,
    untilMs: message.IsVisible ? undefined : msOf(message.VisibleAt),
  }
}

/** MiniStack: an introspection of its own, by account and region. */
export const miniStackListing: ListingWay = {
  source: 'ministack',
  path: ({ queueUrl, region }) =>
    `/_ministack/sqs/messages?QueueUrl=${encodeURIComponent(queueUrl)}&region=${encodeURIComponent(region)}`,
  read(answer) {
    const { data } = miniStackSchema.safeParse(answer)
    if (data === undefined) return undefined
    return Object.values(data.messages).flat().map(fromMiniStack)
  },
}
