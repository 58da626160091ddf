import { decoderSteps } from './decoding.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueUrlSchema,
  topicArnSchema,
} from './identifiers.ts'
import { messageSchema } from './messages.ts'
import { feed, operation } from './operation.ts'
import {
  TAP_SECONDS,
  tapBlockers,
  tapDeliveries,
  tapIdSchema,
  tapLeftoverSchema,
  tapMessageSchema,
  tapPartSchema,
  tapSchema,
} from './tap-model.ts'
import { topicTypes } from './topics.ts'
import { z } from './z.ts'

/** Leftovers removed in one sweep. */
const SWEEP_MAX = 50

const ofConnection = z.object({ connectionId: connectionIdSchema })
const ofTopic = ofConnection.extend({ topicArn: topicArnSchema })
const ofTap = ofConnection.extend({ tapId: tapIdSchema })
const wanted = ofTopic.extend({
  delivery: z.enum(tapDeliveries),
  /** Archived messages from then on first; FIFO topics with an archive only. */
  fromMs: momentMsSchema.optional(),
})

const topicArn = 'arn:aws:sns:us-east-1:000000000000:order-events'
const tapId = 'k3v9x0q2m7ab'
const queueName = `weir-tap-order-events-${tapId}`
const queueUrl = `http://127.0.0.1:4566/000000000000/${queueName}`
const at = { connectionId: 'sandbox', topicArn }
const startedAtMs = 1_763_800_000_000
const undo = [
  `aws sqs delete-queue --queue-url "$(aws sqs get-queue-url --queue-name ${queueName} --query QueueUrl --output text)"`,
]
const example = {
  tapId,
  ...at,
  connectionName: 'Sandbox',
  topicName: 'order-events',
  type: 'standard',
  delivery: 'enveloped',
  queueName,
  queueUrl,
  state: 'live',
  startedAtMs,
  endsAtMs: startedAtMs + TAP_SECONDS * 1000,
  parts: [
    { kind: 'queue', fate: 'there' },
    { kind: 'subscription', fate: 'there' },
  ],
  received: 0,
  letGo: 0,
  undo,
} satisfies z.input<typeof tapSchema>
const listed = { taps: [example] }
const listSchema = z.object({ taps: z.array(tapSchema) })

export const taps = {
  plan: operation({
    effect: 'read',
    description:
      'Says what a tap of a topic would make, which IAM actions it needs, how to undo it, and what forbids it.',
    input: wanted,
    output: z.object({
      /** To be given to `taps.start`, which then makes what was planned. */
      tapId: tapIdSchema,
      queueName: z.string(),
      type: z.enum(topicTypes),
      blockers: z.array(z.enum(tapBlockers)),
      /** The key, where the topic is encrypted. */
      kmsKeyId: z.string().optional(),
      archive: z
        .object({ retentionDays: z.int().min(1), beginsAtMs: momentMsSchema.optional() })
        .optional(),
      /** JSON: who may send to the queue. */
      policy: z.string(),
      tags: z.array(z.object({ key: z.string(), value: z.string() })),
      iamActions: z.array(z.string()),
      undo: z.array(z.string()),
    }),
    example: {
      input: { ...at, delivery: 'enveloped' },
      output: {
        tapId,
        queueName,
        type: 'standard',
        blockers: [],
        policy: '{}',
        tags: [{ key: 'weir:owner', value: 'me@laptop' }],
        iamActions: ['sqs:CreateQueue', 'sns:Subscribe'],
        undo,
      },
    },
  }),
  start: operation({
    effect: 'write',
    description:
      'Makes a queue, its policy and a subscription without filter; when a step fails it removes what was made and says what became of each.',
    input: wanted.extend({ tapId: tapIdSchema, confirmation: confirmationSchema.optional() }),
    output: z.object({ tap: tapSchema }),
    example: {
      input: { ...at, delivery: 'enveloped', tapId },
      output: { tap: example },
    },
  }),
  stop: operation({
    // Whoever may see may also end it: what a tap made belongs to Weir alone (ADR 0012).
    effect: 'look',
    description:
      'Removes the subscription and the queue of a tap, also of one that an earlier run left.',
    input: ofTopic.extend({ tapId: tapIdSchema }),
    output: z.object({ tap: tapSchema }),
    example: {
      input: { ...at, tapId },
      output: { tap: { ...example, state: 'stopped', endedBy: 'asked' } },
    },
  }),
  list: operation({
    effect: 'local',
    description: 'Lists the taps of this machine over all connections, and what earlier runs left.',
    input: z.object({}),
    output: listSchema,
    example: { input: {}, output: listed },
  }),
  watch: feed({
    effect: 'local',
    description: 'Gives the same list again whenever it changes, from memory and record.',
    input: z.object({}),
    output: listSchema,
    example: { input: {}, output: listed },
  }),
  follow: feed({
    effect: 'local',
    description:
      'Gives what a tap brings, as previews; its queue is only read while somebody follows, and keeps the rest.',
    input: ofTap,
    output: z.object({
      tap: tapSchema,
      /** What came since the last item, oldest first. */
      messages: z.array(tapMessageSchema),
      /** Messages before this one are no longer in memory. */
      oldestIndex: z.int().min(1),
    }),
    example: {
      input: { connectionId: 'sandbox', tapId },
      output: { tap: example, messages: [], oldestIndex: 1 },
    },
  }),
  message: operation({
    effect: 'local',
    description: 'Gives the whole of a message that a tap brought, from memory.',
    input: ofTap.extend({
      messageId: messageIdSchema,
      /** Decoders that are not to be used. */
      off: z.array(z.enum(decoderSteps)).max(decoderSteps.length).optional(),
    }),
    output: messageSchema,
    example: {
      input: { connectionId: 'sandbox', tapId, messageId: '6f1c' },
      output: {
        messageId: '6f1c',
        preview: '{"order":"o-7919"}',
        bodyBytes: 18,
        receiveCount: 1,
        attributeCount: 0,
        atReceiveLimit: false,
        body: '{"order":"o-7919"}',
        attributes: [],
        systemAttributes: [],
      },
    },
  }),
  dismiss: operation({
    effect: 'local',
    description:
      'Forgets a tap that has ended with its messages, or one left behind that the user removed by hand.',
    input: z.object({ tapId: tapIdSchema }),
    output: listSchema,
    example: { input: { tapId }, output: { taps: [] } },
  }),
  leftovers: operation({
    effect: 'read',
    description:
      'Finds queues of taps whose time is over, by their name and tags, whoever made them.',
    input: ofConnection,
    output: z.object({
      leftovers: z.array(tapLeftoverSchema),
      /** Taps that still have time: of other machines. */
      running: z.int(),
      /** Queues named like a tap's whose tags could not be read. */
      unread: z.int(),
    }),
    example: {
      input: { connectionId: 'sandbox' },
      output: { leftovers: [], running: 0, unread: 0 },
    },
  }),
  sweep: operation({
    effect: 'write',
    description:
      'Removes queues of taps whose time is over, with their subscriptions; asks the tags again before each.',
    input: ofConnection.extend({
      queueUrls: z.array(queueUrlSchema).min(1).max(SWEEP_MAX),
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({
      outcomes: z.array(
        z.object({
          queueUrl: queueUrlSchema,
          queueName: z.string(),
          parts: z.array(tapPartSchema).length(2),
        }),
      ),
    }),
    example: {
      input: { connectionId: 'sandbox', queueUrls: [queueUrl] },
      output: {
        outcomes: [
          {
            queueUrl,
            queueName,
            parts: [
              { kind: 'queue', fate: 'removed' },
              { kind: 'subscription', fate: 'removed' },
            ],
          },
        ],
      },
    },
  }),
}
