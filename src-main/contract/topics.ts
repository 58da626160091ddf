import { connectionIdSchema, momentMsSchema, topicArnSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

export const topicTypes = ['standard', 'fifo'] as const
export type TopicType = (typeof topicTypes)[number]

export const topicSchema = z.object({
  topicArn: topicArnSchema,
  name: z.string(),
  type: z.enum(topicTypes),
})
export type Topic = z.infer<typeof topicSchema>

/** What the topic page shows. Sizes in bytes; counts as SNS gives them, which lag behind a change. */
export const topicDetailSchema = topicSchema.extend({
  /** Account id; what an emulator says where it says any. */
  owner: z.string(),
  displayName: z.string(),
  subscriptions: z.object({
    confirmed: z.int().min(0),
    pending: z.int().min(0),
    deleted: z.int().min(0),
  }),
  /** The access policy as SNS stores it: JSON text, empty where there is none. */
  policy: z.string(),
  /** The key that encrypts messages at rest; empty where none does. */
  kmsKeyId: z.string(),
  maximumMessageBytes: z.int().min(1),
  contentBasedDeduplication: z.boolean(),
  /** FIFO topics only: messages are kept, and a subscription can start in the past. */
  archive: z
    .object({ retentionDays: z.int().min(1), beginsAtMs: momentMsSchema.optional() })
    .optional(),
  readAtMs: momentMsSchema,
})
export type TopicDetail = z.infer<typeof topicDetailSchema>

const ofConnection = z.object({ connectionId: connectionIdSchema })
export const ofTopic = ofConnection.extend({ topicArn: topicArnSchema })

const topicArn = 'arn:aws:sns:us-east-1:000000000000:order-events'
export const exampleTopic = { topicArn, name: 'order-events', type: 'standard' } as const

export const topics = {
  listPage: operation({
    effect: 'read',
    description: 'Lists up to 100 topics and gives the token of the next page where there is one.',
    input: ofConnection.extend({ token: z.string().min(1).max(4096).optional() }),
    output: z.object({ topics: z.array(topicSchema), nextToken: z.string().optional() }),
    example: { input: { connectionId: 'sandbox' }, output: { topics: [exampleTopic] } },
  }),
  describe: operation({
    effect: 'read',
    description:
      'Reads the attributes of one topic, within 30 such calls a second for each connection.',
    input: ofTopic,
    output: topicDetailSchema,
    example: {
      input: { connectionId: 'sandbox', topicArn },
      output: {
        ...exampleTopic,
        owner: '000000000000',
        displayName: '',
        subscriptions: { confirmed: 3, pending: 0, deleted: 0 },
        policy: '',
        kmsKeyId: '',
        maximumMessageBytes: 262_144,
        contentBasedDeduplication: false,
        readAtMs: 1_763_800_000_000,
      },
    },
  }),
}
