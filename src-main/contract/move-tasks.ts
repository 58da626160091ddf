import {
  confirmationSchema,
  connectionIdSchema,
  momentMsSchema,
  queueArnSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

/** Messages a second that a task may be held to ([sdk] StartMessageMoveTask `MaxNumberOfMessagesPerSecond`). */
export const moveTaskRate = { min: 1, max: 500 } as const
/** The most that SQS lists of a queue ([sdk] ListMessageMoveTasks `MaxResults`). */
export const MOVE_TASKS_LISTED = 10

const ofQueue = z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema })
const confirmed = { confirmation: confirmationSchema.optional() }
const requestId = { requestId: z.string().optional() }

/** SQS's own handle of a task that runs. */
export const taskHandleSchema = z.string().min(1).max(2048).brand('TaskHandle')

/** `unknown`: SQS gave another word. */
export const moveTaskStates = [
  'running',
  'completed',
  'cancelling',
  'cancelled',
  'failed',
  'unknown',
] as const

export const moveTaskSchema = z.object({
  state: z.enum(moveTaskStates),
  /** Of a running task only: what it is cancelled by. */
  taskHandle: taskHandleSchema.optional(),
  /** Absent: each message goes to the queue it came from. */
  destinationArn: queueArnSchema.optional(),
  maxPerSecond: z.int().optional(),
  /** About. */
  moved: z.int().min(0),
  /** About, and of the time when it began; SQS does not always say. */
  toMove: z.int().min(0).optional(),
  /** In SQS's words. */
  failureReason: z.string().max(1_000).optional(),
  startedAtMs: momentMsSchema.optional(),
})
export type MoveTask = z.infer<typeof moveTaskSchema>

const queueUrl = 'http://127.0.0.1:4566/000000000000/orders-dlq'
const at = { connectionId: 'sandbox', queueUrl }

/** SQS's own move tasks: it takes all messages out of a dead-letter queue by itself. */
export const moveTasks = {
  start: operation({
    effect: 'write',
    description:
      'Has SQS itself move all messages of a dead-letter queue (`StartMessageMoveTask`), once; a lost answer leaves it uncertain, and `tasks.list` says what became of it.',
    input: ofQueue.extend({
      /** Absent: each to the queue it came from. */
      toUrl: queueUrlSchema.optional(),
      /** Absent: as fast as SQS sees fit. */
      maxPerSecond: z.int().min(moveTaskRate.min).max(moveTaskRate.max).optional(),
      ...confirmed,
    }),
    output: z.object({ ...requestId, taskHandle: taskHandleSchema.optional() }),
    example: { input: { ...at, maxPerSecond: 50 }, output: { taskHandle: 'eyJ0YXNrSWQiOiIxIn0=' } },
  }),
  list: operation({
    effect: 'read',
    description:
      'Lists the move tasks of a queue, newest first, whoever started them; says so where the service has none.',
    input: ofQueue,
    output: z.object({
      /** False: this service does not have the operation. */
      isOffered: z.boolean(),
      tasks: z.array(moveTaskSchema).max(MOVE_TASKS_LISTED),
      readAtMs: momentMsSchema,
    }),
    example: {
      input: at,
      output: {
        isOffered: true,
        tasks: [{ state: 'completed', moved: 41, toMove: 41, startedAtMs: 1_763_800_000_000 }],
        readAtMs: 1_763_800_004_000,
      },
    },
  }),
  cancel: operation({
    effect: 'write',
    description:
      'Cancels a running move task; what was moved stays where it is, the rest stays in the queue.',
    input: ofQueue.extend({ taskHandle: taskHandleSchema, ...confirmed }),
    output: z.object({
      ...requestId,
      /** About. */
      moved: z.int().min(0),
    }),
    example: { input: { ...at, taskHandle: 'eyJ0YXNrSWQiOiIxIn0=' }, output: { moved: 12 } },
  }),
}
