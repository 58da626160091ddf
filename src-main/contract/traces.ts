import { confirmationSchema } from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { announcementSchema } from './publishing.ts'
import { tapBlockers } from './tap-model.ts'
import { exampleTopic, ofTopic } from './topics.ts'
import {
  TRACE_MAX,
  TRACE_SECONDS,
  TRACE_TAPS_MAX,
  traceIdSchema,
  traceSchema,
  traceTargetSchema,
} from './trace-model.ts'
import { z } from './z.ts'

const ofTrace = ofTopic.extend({ traceId: traceIdSchema })
const at = { connectionId: 'sandbox', topicArn: exampleTopic.topicArn }
const traceId = 'k3v9x0q2m7ab'
const id = `${exampleTopic.topicArn}:5b1f9c0e-1b2d-4f6a-9a3e-6f6e0c8e7a11`
const publishedAtMs = 1_763_800_000_000
const target = {
  id,
  subscriptionArn: id,
  state: 'confirmed',
  protocol: 'sqs',
  endpoint: 'arn:aws:sqs:us-east-1:000000000000:billing',
  isRaw: false,
  filterPolicy: '',
  filterScope: 'MessageAttributes',
  admission: 'admits',
} satisfies z.input<typeof traceTargetSchema>
const example = {
  traceId,
  ...at,
  state: 'ended',
  publish: 'answered',
  snsMessageId: '6f1c',
  mark: traceId,
  publishedAtMs,
  answerMs: 12,
  endsAtMs: publishedAtMs + 30_000,
  endedAtMs: publishedAtMs + 40,
  targets: [target],
  rows: [
    {
      id,
      expectation: 'delivered',
      state: 'arrived',
      arrivedAfterMs: 38,
      messageId: '7a2d',
      arrivedAs: 'envelope',
      receives: 1,
      looks: 1,
      others: 0,
      inFlight: 0,
      reasons: [],
    },
  ],
} satisfies z.input<typeof traceSchema>

/** One message from its publishing to the queues that it reaches. */
export const traces = {
  plan: operation({
    effect: 'read',
    description:
      'Says of each subscription of a topic whether its queue can be looked into, what such a look costs, and what would keep a message out.',
    input: ofTopic,
    output: z.object({
      /** To be given to `traces.start`, which watches what was planned. */
      traceId: traceIdSchema,
      targets: z.array(traceTargetSchema),
      /** The topic has more subscriptions than one trace watches. */
      isPartial: z.boolean(),
    }),
    example: {
      input: at,
      output: { traceId, targets: [target], isPartial: false },
    },
  }),
  planTaps: operation({
    effect: 'read',
    description:
      'Says which queues would be made to see what SNS sends to subscriptions of a planned trace, which IAM actions that needs, how to undo it, and what forbids it.',
    input: ofTrace.extend({ ids: z.array(z.string().max(2048)).max(TRACE_TAPS_MAX) }),
    output: z.object({
      blockers: z.array(z.enum(tapBlockers)),
      /** The key, where the topic is encrypted. */
      kmsKeyId: z.string().optional(),
      iamActions: z.array(z.string()),
      /** In the order of the ids, without those that cannot be tapped. */
      taps: z.array(z.object({ id: z.string(), queueName: z.string(), undo: z.array(z.string()) })),
    }),
    example: {
      input: { ...at, traceId, ids: [id] },
      output: {
        blockers: [],
        iamActions: ['sqs:CreateQueue', 'sns:Subscribe'],
        taps: [
          { id, queueName: 'weir-tap-order-events-k3v9x0q2m7ab', undo: ['aws sqs delete-queue …'] },
        ],
      },
    },
  }),
  start: operation({
    effect: 'write',
    description:
      'Makes taps where asked, publishes one marked message, once, looks into the chosen queues until it was seen in each or the time is over, and removes the taps.',
    input: ofTrace.extend({
      ...announcementSchema.shape,
      /** Subscriptions, by the ids of the plan, whose queues are looked into. */
      watch: z.array(z.string().max(2048)).max(TRACE_MAX),
      /** Subscriptions, by the same ids, that a tap of its own stands in for; these are not looked into. */
      taps: z.array(z.string().max(2048)).max(TRACE_TAPS_MAX).default([]),
      seconds: z.int().min(TRACE_SECONDS.least).max(TRACE_SECONDS.most),
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({ trace: traceSchema }),
    example: {
      input: { ...at, traceId, body: '{"order":"o-1"}', watch: [id], seconds: 30 },
      output: { trace: example },
    },
  }),
  stop: operation({
    effect: 'local',
    description: 'Makes no further looks for a trace; one under way is waited for.',
    input: ofTrace,
    output: z.object({ trace: traceSchema }),
    example: { input: { ...at, traceId }, output: { trace: example } },
  }),
  follow: feed({
    effect: 'local',
    description: 'Gives a trace again whenever something of it changes, until it has ended.',
    input: ofTrace,
    output: z.object({ trace: traceSchema }),
    example: { input: { ...at, traceId }, output: { trace: example } },
  }),
}
