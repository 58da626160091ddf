import { errorValueSchema } from './errors.ts'
import { filterBlockerSchema } from './filters.ts'
import {
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueUrlSchema,
  subscriptionArnSchema,
  topicArnSchema,
} from './identifiers.ts'
import { admissions } from './subscription-changes.ts'
import { filterScopes, subscriptionStates } from './subscriptions.ts'
import { tapSchema } from './tap-model.ts'
import { z } from './z.ts'

/** By this attribute a traced message is known wherever it arrives, wrapped or raw. */
export const TRACE_ATTRIBUTE = 'weir-trace'
/** A message of SQS carries ten; an eleventh would keep it from raw subscriptions. */
export const TRACE_ATTRIBUTES_MAX = 10
export const TRACE_SECONDS = { least: 5, usual: 30, most: 120 } as const
/** Subscriptions that one trace reads and watches. */
export const TRACE_MAX = 200
/** Subscriptions that one trace sees by a tap: each makes a queue and a subscription. */
export const TRACE_TAPS_MAX = 10
/** A third receive takes a message out of the age alarm, so a trace receives nobody's message more often than this. */
export const TRACE_RECEIVES_MAX = 2

/** Part of the mark of the message, so a plan can be told from another. */
export const traceIdSchema = z
  .string()
  .regex(/^[a-z0-9]{12}$/)
  .brand('TraceId')
export type TraceId = z.infer<typeof traceIdSchema>

/** What a look of this queue costs others, so that it is only made where the user says so. */
export const traceCosts = ['last-receive', 'redrive', 'backlog'] as const
export type TraceCost = (typeof traceCosts)[number]

/** Why a subscription cannot be watched. */
export const traceUnwatched = [
  'not-a-queue',
  'pending',
  'deleted',
  'no-queue',
  'other-region',
  'denied',
  'unread',
] as const
export type TraceUnwatched = (typeof traceUnwatched)[number]

export const traceQueueSchema = z.object({
  queueUrl: queueUrlSchema,
  visible: z.int().min(0),
  inFlight: z.int().min(0),
  delaySeconds: z.int().min(0),
  isFifo: z.boolean(),
  /** Encrypted with a key of KMS, which SNS must be allowed to use; SQS's own encryption asks for nothing. */
  hasKmsKey: z.boolean(),
  maxReceiveCount: z.int().optional(),
  /** Where `maxReceiveCount` receives lead to. */
  deadLetterName: z.string().optional(),
  /** Requests that SQS bills for one look, and for reading the queue before it. */
  requests: z.int().min(1),
  costs: z.array(z.enum(traceCosts)),
})
export type TraceQueue = z.infer<typeof traceQueueSchema>

/** One subscription as it was before anything was published. */
export const traceTargetSchema = z.object({
  /** The subscription's ARN, or its protocol and endpoint where it has none. */
  id: z.string(),
  subscriptionArn: subscriptionArnSchema.optional(),
  state: z.enum(subscriptionStates),
  protocol: z.string(),
  endpoint: z.string(),
  /** Absent where the subscription's attributes could not be read. */
  isRaw: z.boolean().optional(),
  filterPolicy: z.string().optional(),
  filterScope: z.enum(filterScopes).optional(),
  /** The queue, where it can be looked into. */
  queue: traceQueueSchema.optional(),
  unwatched: z.enum(traceUnwatched).optional(),
  /** Why it, or its filter, could not be read. */
  error: errorValueSchema.optional(),
  admission: z.enum(admissions).optional(),
  /** The statement of the queue's policy that decides. */
  statement: z.string().optional(),
  /** Where SNS puts what it could not deliver. */
  deadLetterArn: z.string().optional(),
  /** Absent where that queue cannot be looked into. */
  deadLetterQueue: traceQueueSchema.optional(),
})
export type TraceTarget = z.infer<typeof traceTargetSchema>

/** What filter, state and policy say before anything was seen. */
export const traceExpectations = [
  'delivered',
  'filtered',
  'not-admitted',
  'pending',
  'deleted',
  'no-queue',
  'unknown',
] as const
export type TraceExpectation = (typeof traceExpectations)[number]

export const traceRowStates = [
  'unwatched',
  'watching',
  'arrived',
  /** A tap got it in the subscription's place: SNS sends it there. What became of it there is not seen. */
  'sent',
  'dead-letter',
  'not-seen',
  'failed',
  'stopped',
] as const
export type TraceRowState = (typeof traceRowStates)[number]

/** What may be the reason that a message was not seen; which of them it was nobody can know. */
export const traceReasons = [
  'consumers',
  'backlog',
  'looks-used',
  'would-move',
  'delay',
  'key',
  'admission',
  'filter',
  /** Nobody says how soon SNS serves a new subscription. */
  'new-tap',
  'uncertain-publish',
  'none-known',
] as const
export type TraceReason = (typeof traceReasons)[number]

export const traceRowSchema = z.object({
  id: z.string(),
  expectation: z.enum(traceExpectations),
  blocker: filterBlockerSchema.optional(),
  /** The mark is an attribute too: without it the filter would have decided otherwise. */
  isByMark: z.boolean().optional(),
  state: z.enum(traceRowStates),
  /** From the answer of the publishing to the answer of the look that brought it. */
  arrivedAfterMs: z.number().min(0).optional(),
  /** From the answer of the publishing to the look before, which did not bring it: it came in between. */
  notBeforeMs: z.number().min(0).optional(),
  messageId: messageIdSchema.optional(),
  /** Wrapped in SNS's JSON, or as it was published. */
  arrivedAs: z.enum(['envelope', 'raw']).optional(),
  /** How often it had been received with the look that brought it. */
  receives: z.int().min(0).optional(),
  looks: z.int().min(0),
  /** Messages of others that the looks brought, each counted as often as it came. */
  others: z.int().min(0),
  /** The most messages that were seen to be with consumers. */
  inFlight: z.int().min(0),
  reasons: z.array(z.enum(traceReasons)),
  /** What saw it, and what became of it; absent where the queue itself is looked into. */
  tap: tapSchema.optional(),
  /** Why the last look failed. */
  error: errorValueSchema.optional(),
})
export type TraceRow = z.infer<typeof traceRowSchema>

export const traceStates = ['watching', 'ended', 'stopped'] as const
export type TraceState = (typeof traceStates)[number]

export const traceSchema = z.object({
  traceId: traceIdSchema,
  connectionId: connectionIdSchema,
  topicArn: topicArnSchema,
  state: z.enum(traceStates),
  /** `uncertain`: no answer came; where it arrives it did go out. */
  publish: z.enum(['answered', 'uncertain']),
  publishError: errorValueSchema.optional(),
  snsMessageId: messageIdSchema.optional(),
  /** Absent where ten attributes were used already: then only wrapped messages are known, by SNS's id. */
  mark: z.string().optional(),
  publishedAtMs: momentMsSchema,
  /** How long SNS took to answer. */
  answerMs: z.number().min(0),
  endsAtMs: momentMsSchema,
  endedAtMs: momentMsSchema.optional(),
  targets: z.array(traceTargetSchema),
  rows: z.array(traceRowSchema),
})
export type Trace = z.infer<typeof traceSchema>
