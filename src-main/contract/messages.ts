import { decodedSchema, decoderSteps } from './decoding.ts'
import { errorValueSchema } from './errors.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueArnSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

/** `ReceiveMessage` returns 10 at most. */
export const LOOK_MAX = 10
/** Characters of a body that a row shows; the whole body comes with `messages.get`. */
export const PREVIEW_CHARACTERS = 300

const ofQueue = z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema })

/** A message as a row: enough to choose it, never its whole body. */
export const messagePreviewSchema = z.object({
  messageId: messageIdSchema,
  preview: z.string(),
  bodyBytes: z.int().min(0),
  /** Times it has been received, this look included. */
  receiveCount: z.int().min(0),
  sentAtMs: momentMsSchema.optional(),
  firstReceivedAtMs: momentMsSchema.optional(),
  /** When retention removes it: reckoned from the first sending, which also holds in a standard dead-letter queue. */
  expiresAtMs: momentMsSchema.optional(),
  groupId: z.string().optional(),
  deduplicationId: z.string().optional(),
  /** 128 bits, so a string. */
  sequenceNumber: z.string().optional(),
  deadLetterSourceArn: queueArnSchema.optional(),
  attributeCount: z.int().min(0),
  /** The next receive by anyone moves it to the dead-letter queue. */
  atReceiveLimit: z.boolean(),
  /** Its body does not fit the MD5 that came with it, so what is shown is not what was sent. */
  damage: z.enum(['checksum']).optional(),
})
export type MessagePreview = z.infer<typeof messagePreviewSchema>

export const messageAttributeSchema = z.object({
  name: z.string(),
  /** `String`, `Number`, `Binary`, each with an optional custom suffix. */
  dataType: z.string(),
  /** Text, or base64 where `encoding` says so. */
  value: z.string(),
  encoding: z.enum(['text', 'base64']),
})
export type MessageAttribute = z.infer<typeof messageAttributeSchema>

export const messageSchema = messagePreviewSchema.extend({
  body: z.string(),
  /** The body as a reader wants it, with the decoders that were used in order; absent if none applied. */
  decoded: decodedSchema.optional(),
  attributes: z.array(messageAttributeSchema),
  systemAttributes: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type Message = z.infer<typeof messageSchema>

/** `quick` hides nothing; `hold` keeps what it brings from consumers until it is returned, deleted, or let run out. */
export const lookModes = ['quick', 'hold'] as const
export type LookMode = (typeof lookModes)[number]

/** 12 hours, counted from the receive, are the most that SQS hides a message for. */
export const HIDE_MAX_SECONDS = 43_200
export const hideSecondsSchema = z.int().min(1).max(HIDE_MAX_SECONDS)

/** What a look brought. */
export const lookOutputSchema = z.object({
  messages: z.array(messagePreviewSchema),
  lookedAtMs: momentMsSchema,
  /** Received too, but without an id or a shape to show them by. */
  unreadable: z.int().min(1).optional(),
})

/**
 * What a look costs, worked out before it is made, from the redrive policy, the counts seen so far and the queue's
 * type. Counts of messages that Weir has not seen are unknown, and the ledger says so.
 */
export const lookLedgerSchema = z.object({
  mode: z.enum(lookModes),
  /** How many messages the look may return at most. */
  max: z.int().min(1).max(LOOK_MAX),
  queueType: z.enum(['standard', 'fifo']),
  /** Billable requests that receiving and returning make: an estimate, from the sizes seen so far (64 KiB each). */
  requests: z.int(),
  /** Billable requests an hour for keeping the messages hidden while they are shown; 0 for a quick look. */
  renewalsPerHour: z.int(),
  visibleNow: z.int(),
  maxReceiveCount: z.int().optional(),
  deadLetterName: z.string().optional(),
  /** Seen messages whose count is already at the limit: this look moves them instead of showing them. */
  movesNow: z.array(messageIdSchema),
  /** Seen messages that this look brings to the limit: the next receive by anyone moves them. */
  movesNext: z.array(messageIdSchema),
  /** Seen standard-queue messages that a third receive puts behind the others and out of the age metric. */
  leavesAgeAlarm: z.array(messageIdSchema),
  /** Visible messages whose receive count Weir does not know. */
  unknownCounts: z.int(),
  /** How long consumers are kept from the messages: 0 for a quick look. */
  hiddenSeconds: z.int(),
  /** FIFO groups among the seen: while one of its messages is hidden, the rest of a group waits. */
  waitingGroups: z.array(z.string()),
  /** When the first of the seen messages is removed by retention, whatever is done. */
  firstExpiryMs: momentMsSchema.optional(),
})
export type LookLedger = z.infer<typeof lookLedgerSchema>

const deleteOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ messageId: messageIdSchema, outcome: z.literal('deleted') }),
  z.object({ messageId: messageIdSchema, outcome: z.literal('failed'), error: errorValueSchema }),
  /** No answer came: it may or may not be gone. */
  z.object({
    messageId: messageIdSchema,
    outcome: z.literal('uncertain'),
    error: errorValueSchema,
  }),
])
export type DeleteOutcome = z.infer<typeof deleteOutcomeSchema>

const queueUrl = 'http://127.0.0.1:4566/000000000000/orders'
const at = { connectionId: 'sandbox', queueUrl }
const preview = {
  messageId: '6f1c',
  preview: '{"order":"o-7919"}',
  bodyBytes: 18,
  receiveCount: 2,
  attributeCount: 0,
  atReceiveLimit: false,
}

export const messages = {
  estimateLook: operation({
    effect: 'read',
    description: 'Works out what a look would cost, without making it.',
    input: ofQueue.extend({
      max: z.int().min(1).max(LOOK_MAX),
      /** Absent: a quick look. Otherwise a look that holds what it brings for so long. */
      hideSeconds: hideSecondsSchema.optional(),
    }),
    output: lookLedgerSchema,
    example: {
      input: { ...at, max: 10 },
      output: {
        mode: 'quick',
        max: 10,
        queueType: 'standard',
        requests: 1,
        renewalsPerHour: 0,
        visibleNow: 37,
        maxReceiveCount: 3,
        deadLetterName: 'orders-dlq',
        movesNow: [],
        movesNext: ['6f1c'],
        leavesAgeAlarm: [],
        unknownCounts: 36,
        hiddenSeconds: 0,
        waitingGroups: [],
      },
    },
  }),
  look: operation({
    effect: 'look',
    description:
      'Receives up to 10 messages with a visibility timeout of 0: adds one receive to each, hides none.',
    input: ofQueue.extend({
      max: z.int().min(1).max(LOOK_MAX),
      /** Said a second time by the user: the messages named by the refusal may go to the dead-letter queue. */
      acceptMoves: z.array(messageIdSchema).max(1000).optional(),
    }),
    output: lookOutputSchema,
    example: {
      input: { ...at, max: 10 },
      output: { messages: [preview], lookedAtMs: 1_763_800_000_000 },
    },
  }),
  get: operation({
    effect: 'local',
    description: 'Gives the whole of a message that a look already brought, from memory.',
    input: ofQueue.extend({
      messageId: messageIdSchema,
      /** Decoders that are not to be used. */
      off: z.array(z.enum(decoderSteps)).max(decoderSteps.length).optional(),
    }),
    output: messageSchema,
    example: {
      input: { ...at, messageId: '6f1c' },
      output: { ...preview, body: preview.preview, attributes: [], systemAttributes: [] },
    },
  }),
  send: operation({
    effect: 'write',
    description:
      'Sends one message, once: if no answer comes it says that it does not know, and does not send again.',
    input: ofQueue.extend({
      body: z.string().min(1).max(1_048_576),
      attributes: z.array(messageAttributeSchema).max(10).optional(),
      delaySeconds: z.int().min(0).max(900).optional(),
      groupId: z.string().min(1).max(128).optional(),
      deduplicationId: z.string().min(1).max(128).optional(),
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({ messageId: messageIdSchema, sequenceNumber: z.string().optional() }),
    example: { input: { ...at, body: '{"order":"o-1"}' }, output: { messageId: '6f1c' } },
  }),
  delete: operation({
    effect: 'destroy',
    description: 'Deletes messages that a look brought, with one outcome for each.',
    input: ofQueue.extend({
      messageIds: z.array(messageIdSchema).min(1).max(10),
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({ outcomes: z.array(deleteOutcomeSchema).min(1) }),
    example: {
      input: { ...at, messageIds: ['6f1c'] },
      output: { outcomes: [{ messageId: '6f1c', outcome: 'deleted' }] },
    },
  }),
}
