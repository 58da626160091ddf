import { errorValueSchema } from './errors.ts'
import { confirmationSchema, connectionIdSchema } from './identifiers.ts'
import {
  moveEntrySchema,
  moveIdSchema,
  moveSchema,
  moveStepSchema,
  redrivePlanSchema,
  replayPlanSchema,
} from './move-model.ts'
import { feed, operation } from './operation.ts'
import { z } from './z.ts'

/** Entries of one page at most. */
export const MOVE_PAGE_MAX = 500
/** Messages of a dry run that are shown before and after. */
export const DRY_RUN_SHOWN = 20

const confirmed = { confirmation: confirmationSchema.optional() }
/** A move that is begun goes on to this many messages at most: 1 is a canary. */
const limited = { limit: z.int().min(1).optional() }
const ofMove = z.object({ connectionId: connectionIdSchema, moveId: moveIdSchema })

const at = { connectionId: 'sandbox', moveId: 1 }
const plan: z.input<typeof redrivePlanSchema> = {
  kind: 'redrive',
  connectionId: 'sandbox',
  queueUrl: 'http://127.0.0.1:4566/000000000000/orders-dlq',
  to: { kind: 'sources' },
  shape: {},
  pace: { kind: 'fast' },
}
const counts = { sending: 0, sent: 0, kept: 0, done: 41, failed: 0, unknown: 1, left: 0 }
const move: z.input<typeof moveSchema> = {
  ...{ id: 1, plan, from: 'orders-dlq', toName: 'orders', state: 'paused', counts, total: 42 },
  ...{ createdAtMs: 1_763_800_000_000, atMs: 1_763_800_004_000 },
}
const entry: z.input<typeof moveEntrySchema> = {
  ...{ key: '6f1c', step: 'unknown', preview: '{"order":"o-7919"}', atMs: 1_763_800_003_000 },
}

/** What would be sent of one message. */
export const shapedSchema = z.object({
  position: z.int().min(1),
  before: z.string(),
  after: z.string().optional(),
  error: errorValueSchema.optional(),
  /** It is text, and all of it is here. */
  isEditable: z.boolean(),
})
export type Shaped = z.infer<typeof shapedSchema>

/** Messages on their way from a dead-letter queue or a capture to somewhere else, without losing any. */
export const moves = {
  redrive: operation({
    effect: 'write',
    description:
      'Begins to move messages out of a dead-letter queue: each is sent, confirmed, then deleted, with every step on disk first.',
    input: redrivePlanSchema.extend({ ...limited, ...confirmed }),
    output: moveSchema,
    example: { input: plan, output: move },
  }),
  replay: operation({
    effect: 'write',
    description:
      'Begins to send entries of a capture to a queue, a topic or a stream; the capture keeps them.',
    input: replayPlanSchema.extend({ ...limited, ...confirmed }),
    output: moveSchema,
    example: {
      input: {
        ...{ kind: 'replay', connectionId: 'sandbox', choice: { captureId: 1 }, shape: {} },
        to: { kind: 'queue', queueUrl: 'http://127.0.0.1:4566/000000000000/orders' },
        pace: { kind: 'rate', perSecond: 10 },
      },
      output: move,
    },
  }),
  goOn: operation({
    effect: 'write',
    description:
      'Goes on with a move that was paused, stopped or interrupted. What may have been sent is never sent again by it.',
    input: ofMove.extend({ ...limited, ...confirmed }),
    output: moveSchema,
    example: { input: at, output: move },
  }),
  pause: operation({
    effect: 'local',
    description: 'Begins no further batch, waits for those in flight, and gives back what is held.',
    input: ofMove,
    output: moveSchema,
    example: { input: at, output: move },
  }),
  cancel: operation({
    effect: 'local',
    description: 'As a pause, and the move does not go on: what was not sent stays at its source.',
    input: ofMove,
    output: moveSchema,
    example: { input: at, output: { ...move, state: 'cancelled' } },
  }),
  settle: operation({
    // Nothing leaves this machine by it: sending and deleting are going on's, which is guarded.
    effect: 'local',
    description:
      'Says what became of messages that may have been sent or surely were not, so that going on sends, deletes or leaves them.',
    input: ofMove.extend({
      /** Absent for all that stand there. */
      keys: z.array(z.string().max(200)).min(1).max(MOVE_PAGE_MAX).optional(),
      step: z.enum(['failed', 'unknown']),
      as: z.enum(['send-again', 'arrived', 'leave']),
    }),
    output: moveSchema,
    example: { input: { ...at, step: 'unknown', as: 'arrived' }, output: move },
  }),
  list: operation({
    effect: 'local',
    description: 'Lists the moves of a connection, newest first, with what is still to be done.',
    input: z.object({ connectionId: connectionIdSchema }),
    output: z.object({ moves: z.array(moveSchema) }),
    example: { input: { connectionId: 'sandbox' }, output: { moves: [move] } },
  }),
  listEntries: operation({
    effect: 'local',
    description: 'Gives a page of what became of each message of a move.',
    input: ofMove.extend({
      step: moveStepSchema.optional(),
      /** Begin after this many. */
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(MOVE_PAGE_MAX).default(100),
    }),
    output: z.object({ entries: z.array(moveEntrySchema) }),
    example: { input: { ...at, step: 'unknown' }, output: { entries: [entry] } },
  }),
  forget: operation({
    effect: 'local',
    description: 'Takes a move that does not run off the list, with its record.',
    input: ofMove,
    output: z.object({}),
    example: { input: at, output: {} },
  }),
  tryOut: operation({
    effect: 'read',
    description:
      'Says what a move of captured entries would send, and what its target would refuse, without sending anything.',
    input: z.discriminatedUnion('kind', [redrivePlanSchema, replayPlanSchema]),
    output: z.object({
      total: z.int().min(0),
      bytes: z.int().min(0),
      /** Would be refused, or cannot be shaped. */
      failing: z.int().min(0),
      /** Differ from what they were. */
      changed: z.int().min(0),
      /** The first that fail, then the first that change, then the first of the others. */
      shown: z.array(shapedSchema).max(DRY_RUN_SHOWN),
    }),
    example: {
      input: { ...plan, choice: { captureId: 1 } },
      output: {
        ...{ total: 1, bytes: 18, failing: 0, changed: 0 },
        shown: [
          {
            ...{ position: 1, isEditable: true },
            ...{ before: '{"order":"o-7919"}', after: '{"order":"o-7919"}' },
          },
        ],
      },
    },
  }),
  watch: feed({
    effect: 'local',
    description: 'Tells how the moves of a connection, or of all, get on, newest first.',
    input: z.object({ connectionId: connectionIdSchema.optional() }),
    output: z.object({ moves: z.array(moveSchema) }),
    example: { input: { connectionId: 'sandbox' }, output: { moves: [move] } },
  }),
}
