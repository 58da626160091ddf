import {
  connectionIdSchema,
  momentMsSchema,
  subscriptionArnSchema,
  topicArnSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

/** `deleted`: SNS still lists it for a while after it was removed. */
export const subscriptionStates = ['confirmed', 'pending', 'deleted'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

export const filterScopes = ['MessageAttributes', 'MessageBody'] as const
export type FilterScope = (typeof filterScopes)[number]

/** One line of SNS's lists. What it delivers and what it filters is asked for one by one. */
export const subscriptionSchema = z.object({
  state: z.enum(subscriptionStates),
  /** Only of a confirmed one. */
  subscriptionArn: subscriptionArnSchema.optional(),
  topicArn: topicArnSchema,
  /** As SNS spells it: `sqs`, `lambda`, `https`, `email-json`, `application` … */
  protocol: z.string(),
  endpoint: z.string(),
  owner: z.string(),
})
export type Subscription = z.infer<typeof subscriptionSchema>

export const subscriptionDetailSchema = z.object({
  subscriptionArn: subscriptionArnSchema,
  isRaw: z.boolean(),
  /** JSON text as SNS stores it; empty where everything passes. */
  filterPolicy: z.string(),
  filterScope: z.enum(filterScopes),
  /** Where SNS puts what it could not deliver. */
  deadLetterArn: z.string().optional(),
  /** FIFO topics with an archive only: from when it was replayed, JSON text; empty where it was not. */
  replayPolicy: z.string(),
  /** Of http and https; JSON text, empty where there is none of its own. */
  deliveryPolicy: z.string(),
  isPending: z.boolean(),
  /** Every attribute that SNS gave, by SNS's names. */
  attributes: z.record(z.string(), z.string()),
  readAtMs: momentMsSchema,
})
export type SubscriptionDetail = z.infer<typeof subscriptionDetailSchema>

const ofConnection = z.object({ connectionId: connectionIdSchema })
export const ofSubscription = ofConnection.extend({ subscriptionArn: subscriptionArnSchema })

const topicArn = 'arn:aws:sns:us-east-1:000000000000:order-events'
const subscriptionArn = `${topicArn}:5b1f9c0e-1b2d-4f6a-9a3e-6f6e0c8e7a11`
const example = {
  state: 'confirmed',
  subscriptionArn,
  topicArn,
  protocol: 'sqs',
  endpoint: 'arn:aws:sqs:us-east-1:000000000000:billing',
  owner: '000000000000',
} as const

export const subscriptions = {
  listPage: operation({
    effect: 'read',
    description:
      'Lists up to 100 subscriptions, of one topic or of all, and gives the token of the next page.',
    input: ofConnection.extend({
      topicArn: topicArnSchema.optional(),
      token: z.string().min(1).max(4096).optional(),
    }),
    output: z.object({
      subscriptions: z.array(subscriptionSchema),
      nextToken: z.string().optional(),
    }),
    example: {
      input: { connectionId: 'sandbox', topicArn },
      output: { subscriptions: [example] },
    },
  }),
  describe: operation({
    effect: 'read',
    description:
      'Reads the attributes of one subscription, within 30 such calls a second for each connection.',
    input: ofSubscription,
    output: subscriptionDetailSchema,
    example: {
      input: { connectionId: 'sandbox', subscriptionArn },
      output: {
        subscriptionArn,
        isRaw: false,
        filterPolicy: '{"type":["order-paid"]}',
        filterScope: 'MessageAttributes',
        replayPolicy: '',
        deliveryPolicy: '',
        isPending: false,
        attributes: { RawMessageDelivery: 'false' },
        readAtMs: 1_763_800_000_000,
      },
    },
  }),
}
