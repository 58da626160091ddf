import { captureIdSchema, entryFilterSchema } from './capture-model.ts'
import { errorValueSchema } from './errors.ts'
import { expressionSchema } from './expressions.ts'
import {
  connectionIdSchema,
  momentMsSchema,
  queueUrlSchema,
  streamArnSchema,
  topicArnSchema,
} from './identifiers.ts'
import { messageAttributeSchema } from './messages.ts'
import { z } from './z.ts'

/** Weir's own number of a move; never given twice. */
export const moveIdSchema = z.int().min(1).brand('MoveId')
export type MoveId = z.infer<typeof moveIdSchema>

/** Messages edited by hand in one move. */
export const MOVE_EDITS_MAX = 1_000

/** One message as it is to be sent instead; what is absent stays as it was. */
export const moveEditSchema = z.object({
  /** In the capture, from 1. */
  position: z.int().min(1),
  body: z.string().min(1).max(1_048_576).optional(),
  attributes: z.array(messageAttributeSchema).max(10).optional(),
})
export type MoveEdit = z.infer<typeof moveEditSchema>

/** Replaces what a pattern finds, at one path of a JSON body or in the whole text. */
export const maskRuleSchema = z.object({
  /** Names joined by dots, `*` for every one of them; absent for the whole body as text. */
  path: z.string().min(1).max(500).optional(),
  /** A regular expression; absent for the whole value. */
  pattern: z.string().min(1).max(500).optional(),
  replacement: z.string().max(500),
})
export type MaskRule = z.infer<typeof maskRuleSchema>

/** How messages are changed on their way, in this order: edit, transform, mask. */
export const moveShapeSchema = z.object({
  edits: z.array(moveEditSchema).max(MOVE_EDITS_MAX).optional(),
  /** JSONata over `body` and the facts of a message; what it gives is the new body. */
  transform: expressionSchema.optional(),
  masks: z.array(maskRuleSchema).max(50).optional(),
  /** The group of those that have none, where the target is FIFO. */
  groupId: z.string().min(1).max(128).optional(),
  /**
   * `renewed`: one that is the same whenever this move sends the message and never that of another sending, so that SQS
   * does not drop it as a duplicate within its five minutes. `kept`: as it was.
   */
  deduplication: z.enum(['renewed', 'kept']).default('renewed'),
})
export type MoveShape = z.infer<typeof moveShapeSchema>

/** Entries of a capture. */
export const moveChoiceSchema = z.object({
  captureId: captureIdSchema,
  filter: entryFilterSchema.optional(),
  /** Only these of them. */
  positions: z.array(z.int().min(1)).min(1).max(100_000).optional(),
})
export type MoveChoice = z.infer<typeof moveChoiceSchema>

export const moveTargetSchema = z.discriminatedUnion('kind', [
  /** Each to the queue that it came from (`DeadLetterQueueSourceArn`). */
  z.object({ kind: z.literal('sources') }),
  z.object({ kind: z.literal('queue'), queueUrl: queueUrlSchema }),
  z.object({ kind: z.literal('topic'), topicArn: topicArnSchema }),
  z.object({ kind: z.literal('stream'), streamArn: streamArnSchema }),
])
export type MoveTarget = z.infer<typeof moveTargetSchema>

export const movePaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fast') }),
  z.object({ kind: z.literal('rate'), perSecond: z.number().min(0.1).max(10_000) }),
  /** As they were sent at first, so many times as fast. A replay only. */
  z.object({ kind: z.literal('original'), factor: z.number().min(0.01).max(1_000) }),
])
export type MovePace = z.infer<typeof movePaceSchema>

const shared = {
  /** Of the target. */
  connectionId: connectionIdSchema,
  to: moveTargetSchema,
  shape: moveShapeSchema,
  pace: movePaceSchema,
}

export const redrivePlanSchema = z.object({
  kind: z.literal('redrive'),
  ...shared,
  /** The dead-letter queue: what was sent is deleted from it. */
  queueUrl: queueUrlSchema,
  /** Absent for every message that can be received. */
  choice: moveChoiceSchema.optional(),
})
export const replayPlanSchema = z.object({
  kind: z.literal('replay'),
  ...shared,
  choice: moveChoiceSchema,
})
export const movePlanSchema = z.discriminatedUnion('kind', [redrivePlanSchema, replayPlanSchema])
export type MovePlan = z.infer<typeof movePlanSchema>
export type RedrivePlan = z.infer<typeof redrivePlanSchema>
export type ReplayPlan = z.infer<typeof replayPlanSchema>

/**
 * Where a message of a move stands; each is on disk before the next begins.
 * - `sending`: its send was begun
 * - `sent`: it arrived, and is still to be deleted from its source
 * - `kept`: it arrived, and its delete could not be made or trusted: it is deleted when it is met again, never sent again
 * - `done`: it arrived, and its source no longer has it (of a replay: it arrived)
 * - `failed`: surely not sent
 * - `unknown`: it may have arrived; nothing is done with it until somebody says so
 * - `left`: somebody said that it is to stay where it is
 */
export const moveSteps = ['sending', 'sent', 'kept', 'done', 'failed', 'unknown', 'left'] as const
export const moveStepSchema = z.enum(moveSteps)
export type MoveStep = (typeof moveSteps)[number]

/**
 * - `interrupted`: Weir ended before it did, in order or not
 * - `stopped`: by an error that the rest would meet as well
 */
export const moveStates = [
  'running',
  'paused',
  'interrupted',
  'stopped',
  'cancelled',
  'done',
] as const
export type MoveState = (typeof moveStates)[number]

export const moveCountsSchema = z.record(moveStepSchema, z.int().min(0))
export type MoveCounts = z.infer<typeof moveCountsSchema>

export const moveSchema = z.object({
  id: moveIdSchema,
  plan: movePlanSchema,
  /** Names as they were when it began. */
  from: z.string(),
  toName: z.string(),
  state: z.enum(moveStates),
  counts: moveCountsSchema,
  /** Messages that were chosen, where that is known. */
  total: z.int().min(0).optional(),
  createdAtMs: momentMsSchema,
  /** When its state was last written. */
  atMs: momentMsSchema,
  /** While it runs. */
  running: z
    .object({
      perSecond: z.number().min(0),
      isThrottled: z.boolean(),
      /** Met and not chosen; hidden while it runs and given back at its end. */
      passed: z.int().min(0),
      /** Not sent, since an earlier one of their group was not. */
      heldBack: z.int().min(0),
      /** Receives without an answer: up to so many may be hidden until then. */
      hidden: z.int().min(0),
      hiddenUntilMs: momentMsSchema.optional(),
    })
    .optional(),
  /** Why it stopped. */
  error: errorValueSchema.optional(),
})
export type Move = z.infer<typeof moveSchema>

export const moveEntrySchema = z.object({
  /** Message id at the source, or position in the capture. */
  key: z.string(),
  step: moveStepSchema,
  preview: z.string(),
  groupId: z.string().optional(),
  /** Where it was sent, and what it is called there. */
  toName: z.string().optional(),
  sentId: z.string().optional(),
  error: errorValueSchema.optional(),
  atMs: momentMsSchema,
})
export type MoveEntry = z.infer<typeof moveEntrySchema>
