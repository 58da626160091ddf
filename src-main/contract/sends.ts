import { errorValueSchema } from './errors.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueUrlSchema,
  sequenceNumberSchema,
  shardIdSchema,
  streamArnSchema,
  topicArnSchema,
} from './identifiers.ts'
import { messageAttributeSchema } from './messages.ts'
import { feed, operation } from './operation.ts'
import { RECORD_MAX_CHARACTERS } from './record-limits.ts'
import { z } from './z.ts'

/** Messages of one send. */
export const SEND_MAX = 10_000
/** Characters of all bodies and values of one send together: main keeps them until they are sent. */
export const SEND_MAX_CHARACTERS = 33_554_432
const OUTCOMES_MAX = 500

export const sendIdSchema = z.string().min(1).max(64).brand('SendId')
export type SendId = z.infer<typeof sendIdSchema>

const ofConnection = z.object({ connectionId: connectionIdSchema })
const ofSend = ofConnection.extend({ sendId: sendIdSchema })
const ofQueue = ofConnection.extend({ queueUrl: queueUrlSchema })

export const outgoingSchema = z.object({
  body: z.string().min(1).max(1_048_576),
  attributes: z.array(messageAttributeSchema).max(10).optional(),
  delaySeconds: z.int().min(0).max(900).optional(),
  groupId: z.string().min(1).max(128).optional(),
  deduplicationId: z.string().min(1).max(128).optional(),
  /** `AWSTraceHeader`, of a message that is sent again. */
  traceHeader: z.string().max(500).optional(),
})
export type Outgoing = z.infer<typeof outgoingSchema>

/** What a message for a topic has beyond one for a queue. */
export const topicParts = {
  subject: z.string().min(1).max(100).optional(),
  /** The body is JSON with a text for each protocol (`MessageStructure` `json`). */
  isPerProtocol: z.boolean().optional(),
}
/** What a record for a stream has beyond its body. */
export const streamParts = {
  partitionKey: z.string().max(1024).optional(),
  /** Decimal; overrides where the partition key would put it. */
  explicitHashKey: z.string().max(128).optional(),
  /** The body is base64 of the record's bytes. */
  isBase64: z.boolean().optional(),
}
/** A message for a queue or for a topic, or a record for a stream. */
export const sendableSchema = outgoingSchema.extend({
  body: z.string().max(RECORD_MAX_CHARACTERS),
  ...topicParts,
  ...streamParts,
})
export type Sendable = z.infer<typeof sendableSchema>

/** Different messages, or one many times. */
export function whatToSend<T extends z.ZodType>(message: T) {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('entries'), entries: z.array(message).min(1).max(SEND_MAX) }),
    z.object({
      kind: z.literal('repeat'),
      template: message,
      count: z.int().min(1).max(SEND_MAX),
    }),
  ])
}

export const sendOutcomes = ['sent', 'failed', 'uncertain', 'unsent'] as const
export type SendOutcome = (typeof sendOutcomes)[number]

export const sendProgressSchema = z.object({
  sendId: sendIdSchema,
  /** Where it goes: a queue, a topic or a stream. */
  queueUrl: queueUrlSchema.optional(),
  topicArn: topicArnSchema.optional(),
  streamArn: streamArnSchema.optional(),
  /** `cancelled`: by the user. `stopped`: by an error that the rest would meet as well. */
  state: z.enum(['running', 'cancelling', 'done', 'cancelled', 'stopped']),
  total: z.int(),
  sent: z.int(),
  /** Surely not sent: may be sent again. */
  failed: z.int(),
  /** No answer came: may have been sent, and is never sent again by Weir. */
  uncertain: z.int(),
  /** Not begun, or in flight. */
  unsent: z.int(),
  startedAtMs: momentMsSchema,
  /** Now while it runs; when it ended, afterwards. */
  atMs: momentMsSchema,
  perSecond: z.number().min(0),
  /** The service asked for fewer calls: it waits and goes on by itself. */
  isThrottled: z.boolean(),
  /** Why it stopped. */
  error: errorValueSchema.optional(),
})
export type SendProgress = z.infer<typeof sendProgressSchema>

const outcomeEntrySchema = z.object({
  /** From 1: the line of the file, the number of the repetition. */
  index: z.int().min(1),
  outcome: z.enum(sendOutcomes),
  messageId: messageIdSchema.optional(),
  /** Of a record: where it stands. */
  shardId: shardIdSchema.optional(),
  sequenceNumber: sequenceNumberSchema.optional(),
  error: errorValueSchema.optional(),
  preview: z.string(),
  groupId: z.string().optional(),
  /** The whole message, where it was asked for. */
  message: sendableSchema.optional(),
})
export type SendEntry = z.infer<typeof outcomeEntrySchema>

const at = { connectionId: 'sandbox', queueUrl: 'http://127.0.0.1:4566/000000000000/orders' }
const ended: z.input<typeof sendProgressSchema> = {
  sendId: 's-1',
  queueUrl: at.queueUrl,
  state: 'done',
  total: 500,
  sent: 500,
  failed: 0,
  uncertain: 0,
  unsent: 0,
  startedAtMs: 1_763_800_000_000,
  atMs: 1_763_800_002_000,
  perSecond: 250,
  isThrottled: false,
}
const started = { sendId: 's-1', total: 500 }
export const startedSchema = z.object({ sendId: sendIdSchema, total: z.int() })

export const sends = {
  start: operation({
    effect: 'write',
    description:
      'Begins to send up to 10,000 messages in batches, or one message repeated with its placeholders filled in.',
    input: ofQueue.extend({
      what: whatToSend(outgoingSchema),
      confirmation: confirmationSchema.optional(),
    }),
    output: startedSchema,
    example: {
      input: {
        ...at,
        what: { kind: 'repeat', template: { body: '{"order":"o-{{index}}"}' }, count: 500 },
      },
      output: started,
    },
  }),
  retryFailed: operation({
    effect: 'write',
    description:
      'Sends again what surely was not sent: the failed ones, or those that were not begun. Never the uncertain ones.',
    input: ofQueue.extend({
      sendId: sendIdSchema,
      which: z.enum(['failed', 'unsent']),
      confirmation: confirmationSchema.optional(),
    }),
    output: startedSchema,
    example: { input: { ...at, sendId: 's-1', which: 'failed' }, output: started },
  }),
  cancel: operation({
    effect: 'local',
    description: 'Begins no further batch, waits for those in flight, and says what was sent.',
    input: ofSend,
    output: sendProgressSchema,
    example: {
      input: { connectionId: 'sandbox', sendId: 's-1' },
      output: { ...ended, state: 'cancelled', sent: 320, unsent: 180 },
    },
  }),
  outcomes: operation({
    effect: 'local',
    description: 'Gives a page of what became of each message of a send.',
    input: ofSend.extend({
      outcome: z.enum(sendOutcomes).optional(),
      /** Begin after this many. */
      offset: z.int().min(0).max(SEND_MAX).default(0),
      limit: z.int().min(1).max(OUTCOMES_MAX).default(100),
      /** With the whole of each message; the page then ends early where it would be too large. */
      whole: z.boolean().default(false),
    }),
    output: z.object({
      entries: z.array(outcomeEntrySchema),
      total: z.int(),
      nextOffset: z.int().optional(),
    }),
    example: {
      input: { connectionId: 'sandbox', sendId: 's-1', outcome: 'sent' },
      output: {
        entries: [{ index: 1, outcome: 'sent', messageId: '6f1c', preview: '{"order":"o-1"}' }],
        total: 500,
        nextOffset: 100,
      },
    },
  }),
  watch: feed({
    effect: 'local',
    description: 'Tells how the sends of a connection get on, newest first, until the last ended.',
    input: ofConnection,
    output: z.object({ sends: z.array(sendProgressSchema) }),
    example: { input: { connectionId: 'sandbox' }, output: { sends: [ended] } },
  }),
}
