import { errorValueSchema } from './errors.ts'
import {
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueUrlSchema,
  topicArnSchema,
} from './identifiers.ts'
import { topicTypes } from './topics.ts'
import { z } from './z.ts'

/** Queues that a tap makes are named so, and no others are ever swept. */
export const TAP_PREFIX = 'weir-tap-'
/** A tap ends by itself after a working day; its queue keeps messages as long, so none runs out before it. */
export const TAP_SECONDS = 28_800
/** Part of the name of the tap's queue, so a plan can say how to undo what is not yet made. */
export const tapIdSchema = z
  .string()
  .regex(/^[a-z0-9]{12}$/)
  .brand('TapId')
export type TapId = z.infer<typeof tapIdSchema>

/** Wrapped in SNS's JSON, or the message as it was published with its attributes beside it. */
export const tapDeliveries = ['enveloped', 'raw'] as const
export type TapDelivery = (typeof tapDeliveries)[number]

/** What forbids a tap before anything is made. */
export const tapBlockers = ['encrypted', 'other-account', 'other-region', 'tapped'] as const
export type TapBlocker = (typeof tapBlockers)[number]

/**
 * `absent`: never made. `making`: being made, or its answer was lost. `there`, `removed`. `left`: it could not be
 * removed. `uncertain`: nobody knows whether it is there.
 */
export const tapFates = ['absent', 'making', 'there', 'removed', 'left', 'uncertain'] as const
export type TapFate = (typeof tapFates)[number]

export const tapPartSchema = z.object({
  kind: z.enum(['queue', 'subscription']),
  fate: z.enum(tapFates),
  /** Why it could not be made or removed. */
  error: errorValueSchema.optional(),
})
export type TapPart = z.infer<typeof tapPartSchema>

/** `left`: made by an earlier run and not removed yet. */
export const tapStates = ['starting', 'live', 'stopping', 'stopped', 'failed', 'left'] as const
export type TapState = (typeof tapStates)[number]

export const tapEnds = [
  'asked',
  'closed',
  'expired',
  'topic-deleted',
  'subscription-removed',
  'queue-deleted',
  'not-started',
  /** Weir ended without removing it; the next run did. */
  'crashed',
] as const
export type TapEnd = (typeof tapEnds)[number]

export const tapSchema = z.object({
  tapId: tapIdSchema,
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  topicArn: topicArnSchema,
  topicName: z.string(),
  type: z.enum(topicTypes),
  delivery: z.enum(tapDeliveries),
  /** The endpoint of the subscription whose filter and delivery it copies; absent where it gets everything. */
  copyOf: z.string().optional(),
  queueName: z.string(),
  queueUrl: queueUrlSchema.optional(),
  state: z.enum(tapStates),
  startedAtMs: momentMsSchema,
  /** When it ends by itself. */
  endsAtMs: momentMsSchema,
  endedBy: z.enum(tapEnds).optional(),
  /** Why it could not be started, or was given up. */
  error: errorValueSchema.optional(),
  /** The queue, then the subscription. */
  parts: z.array(tapPartSchema).length(2),
  received: z.int().min(0),
  /** Received, shown, and no longer in memory: the oldest go first. */
  letGo: z.int().min(0),
  /** Why the last receive or delete failed; it is tried again. */
  pollError: errorValueSchema.optional(),
  /** Until when it waits before the next try. */
  backingOffUntilMs: momentMsSchema.optional(),
  /** Lines for the AWS CLI that remove what the tap made. */
  undo: z.array(z.string()),
})
export type Tap = z.infer<typeof tapSchema>

/** A message as a row; in an envelope, what it wraps. */
export const tapMessageSchema = z.object({
  /** Counted by Weir as they come; for order, and so that a feed can go on where it was. */
  index: z.int().min(1),
  messageId: messageIdSchema,
  preview: z.string(),
  bytes: z.int().min(0),
  subject: z.string().optional(),
  publishedAtMs: momentMsSchema.optional(),
  receivedAtMs: momentMsSchema,
  groupId: z.string().optional(),
  attributeCount: z.int().min(0),
  /** From the archive of a FIFO topic, not published just now. */
  isReplayed: z.boolean(),
  /** Its body does not fit the MD5 that came with it. */
  damage: z.enum(['checksum']).optional(),
})
export type TapMessage = z.infer<typeof tapMessageSchema>

/** A tap of another machine, or of a run that left no record, whose time is over. */
export const tapLeftoverSchema = z.object({
  queueUrl: queueUrlSchema,
  queueName: z.string(),
  owner: z.string(),
  expiredAtMs: momentMsSchema,
  topicArn: topicArnSchema.optional(),
})
export type TapLeftover = z.infer<typeof tapLeftoverSchema>
