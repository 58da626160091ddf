import { errorValueSchema } from './errors.ts'
import { connectionIdSchema, messageIdSchema, queueUrlSchema } from './identifiers.ts'
import { HIDE_MAX_SECONDS, hideSecondsSchema, LOOK_MAX, lookOutputSchema } from './messages.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

const ofQueue = z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema })

/** What became of one message whose visibility was changed. */
export const visibilityOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ messageId: messageIdSchema, outcome: z.literal('done') }),
  z.object({ messageId: messageIdSchema, outcome: z.literal('failed'), error: errorValueSchema }),
  /** No answer came: it may be visible, or hidden until its time runs out. */
  z.object({
    messageId: messageIdSchema,
    outcome: z.literal('uncertain'),
    error: errorValueSchema,
  }),
])
export type VisibilityOutcome = z.infer<typeof visibilityOutcomeSchema>

const at = { connectionId: 'sandbox', queueUrl: 'http://127.0.0.1:4566/000000000000/orders' }
const done = { outcomes: [{ messageId: '6f1c', outcome: 'done' as const }] }

/** Operations on messages that a look keeps hidden. Each is part of a look, so each needs the guard of one. */
export const heldMessages = {
  hold: operation({
    effect: 'look',
    description:
      'Receives up to 10 messages and keeps them hidden while their queue is shown; they are returned when it is left.',
    input: ofQueue.extend({
      max: z.int().min(1).max(LOOK_MAX),
      /** How long each receive and each renewal hides them for. */
      hideSeconds: hideSecondsSchema,
      /** Said a second time by the user: the messages named by the refusal may go to the dead-letter queue. */
      acceptMoves: z.array(messageIdSchema).max(1000).optional(),
    }),
    output: lookOutputSchema,
    example: {
      input: { ...at, max: 10, hideSeconds: 30 },
      output: { messages: [], lookedAtMs: 1_763_800_000_000 },
    },
  }),
  return: operation({
    effect: 'look',
    description:
      'Makes messages that Weir holds visible to consumers at once, one outcome for each.',
    input: ofQueue.extend({ messageIds: z.array(messageIdSchema).min(1).max(1000) }),
    output: z.object({ outcomes: z.array(visibilityOutcomeSchema) }),
    example: { input: { ...at, messageIds: ['6f1c'] }, output: done },
  }),
  setVisibility: operation({
    effect: 'look',
    description:
      'Hides held messages for so many seconds from now and lets go of them: not renewed, not returned on leaving.',
    input: ofQueue.extend({
      messageIds: z.array(messageIdSchema).min(1).max(1000),
      seconds: z.int().min(0).max(HIDE_MAX_SECONDS),
    }),
    output: z.object({ outcomes: z.array(visibilityOutcomeSchema) }),
    example: { input: { ...at, messageIds: ['6f1c'], seconds: 600 }, output: done },
  }),
}
