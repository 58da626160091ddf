import { errorValueSchema } from './errors.ts'
import {
  connectionIdSchema,
  momentMsSchema,
  queueArnSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { z } from './z.ts'

export const queueTypes = ['standard', 'fifo'] as const
export type QueueType = (typeof queueTypes)[number]

export const queueSchema = z.object({
  queueUrl: queueUrlSchema,
  name: z.string(),
  type: z.enum(queueTypes),
})
export type Queue = z.infer<typeof queueSchema>

/** Approximate counts as SQS gives them: they may lag by a minute, so each carries when it was read. */
export const depthSchema = z.object({
  queueUrl: queueUrlSchema,
  visible: z.int().min(0),
  inFlight: z.int().min(0),
  delayed: z.int().min(0),
  readAtMs: momentMsSchema,
  /** The dead-letter queue that this queue's redrive policy names, read by the same call. */
  deadLetterArn: queueArnSchema.optional(),
  maxReceiveCount: z.int().min(1).max(1000).optional(),
})
export type Depth = z.infer<typeof depthSchema>

/** The state of the poll loop behind a feed. */
export const pollStatusSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    untilMs: momentMsSchema,
    /** The call budget a minute that lets less be read than is due. */
    slowedBy: z.int().optional(),
  }),
  z.object({ state: z.literal('polling') }),
  z.object({ state: z.literal('backing-off'), untilMs: momentMsSchema, error: errorValueSchema }),
  z.object({ state: z.literal('paused') }),
])
export type PollStatus = z.infer<typeof pollStatusSchema>

const depthItemSchema = z.object({
  depths: z.array(depthSchema),
  /** Queues whose counts could not be read this round, and why. One denied queue never spoils the others. */
  failures: z.array(z.object({ queueUrl: queueUrlSchema, error: errorValueSchema })),
  status: pollStatusSchema,
})
export type DepthItem = z.infer<typeof depthItemSchema>

/** What the queue page shows. Durations in seconds and sizes in bytes, as SQS spells them. */
export const queueDetailSchema = queueSchema.extend({
  arn: queueArnSchema,
  depth: depthSchema,
  visibilityTimeoutSeconds: z.int(),
  retentionSeconds: z.int(),
  delaySeconds: z.int(),
  maximumMessageBytes: z.int(),
  contentBasedDeduplication: z.boolean(),
  encrypted: z.boolean(),
  createdAtMs: momentMsSchema.optional(),
  redrive: z.object({ deadLetterArn: queueArnSchema, maxReceiveCount: z.int() }).optional(),
})
export type QueueDetail = z.infer<typeof queueDetailSchema>

const ofConnection = z.object({ connectionId: connectionIdSchema })
const ofQueue = ofConnection.extend({ queueUrl: queueUrlSchema })

const queueUrl = 'http://127.0.0.1:4566/000000000000/orders'
const exampleQueue = { queueUrl, name: 'orders', type: 'standard' } as const
const exampleDepth = { queueUrl, visible: 12, inFlight: 3, delayed: 0, readAtMs: 1_763_800_000_000 }

export const queues = {
  list: operation({
    effect: 'read',
    description: 'Lists every queue of the connection and region, past the 1,000 of one page.',
    input: ofConnection,
    output: z.object({ queues: z.array(queueSchema) }),
    example: { input: { connectionId: 'sandbox' }, output: { queues: [exampleQueue] } },
  }),
  listPage: operation({
    effect: 'read',
    description:
      'Lists up to 1,000 queues and gives the token of the next page where there is one.',
    input: ofConnection.extend({ token: z.string().min(1).max(4096).optional() }),
    output: z.object({ queues: z.array(queueSchema), nextToken: z.string().optional() }),
    example: { input: { connectionId: 'sandbox' }, output: { queues: [exampleQueue] } },
  }),
  describe: operation({
    effect: 'read',
    description: 'Reads the attributes of one queue: type, limits, redrive policy and counts.',
    input: ofQueue,
    output: queueDetailSchema,
    example: {
      input: { connectionId: 'sandbox', queueUrl },
      output: {
        ...exampleQueue,
        arn: 'arn:aws:sqs:us-east-1:000000000000:orders',
        depth: exampleDepth,
        visibilityTimeoutSeconds: 30,
        retentionSeconds: 345_600,
        delaySeconds: 0,
        maximumMessageBytes: 1_048_576,
        contentBasedDeduplication: false,
        encrypted: false,
      },
    },
  }),
  watch: feed({
    effect: 'read',
    description:
      'Reads depths round by round, one round for each credit: of the given queues first, then of all others, within the call budget.',
    input: ofConnection.extend({
      /** What is on the screen: at most 1,000, read with bounded concurrency. */
      queueUrls: z.array(queueUrlSchema).max(1000),
      /**
       * Reads favourites before them and, behind them, all queues that were listed or pinned, in turn. What was read
       * since this moment the window still knows, and it is not read again before its time.
       */
      sweepSinceMs: momentMsSchema.optional(),
    }),
    output: depthItemSchema,
    example: {
      input: { connectionId: 'sandbox', queueUrls: [queueUrl] },
      output: { depths: [exampleDepth], failures: [], status: { state: 'polling' } },
    },
  }),
}
