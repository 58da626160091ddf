import { visibilityOutcomeSchema } from './held-messages.ts'
import { errorValueSchema } from './errors.ts'
import {
  connectionIdSchema,
  messageIdSchema,
  momentMsSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { z } from './z.ts'

/** What Weir holds, or may hold, of one queue. Also what an earlier run left: it is in the journal. */
export const heldQueueSchema = z.object({
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  queueUrl: queueUrlSchema,
  name: z.string(),
  /** Hidden by Weir while their queue is shown; renewed, and returned when it is left. */
  held: z.int(),
  /** Hidden, and not renewed: by an earlier run, by a return that failed, or because the user said for how long. */
  left: z.int(),
  /** At most so many more may be hidden: the answer of the receive was lost, or Weir ended before it came. */
  uncertain: z.int(),
  /** By then all of them are visible again, whatever happens, unless they are renewed. */
  untilMs: momentMsSchema,
})
export type HeldQueue = z.infer<typeof heldQueueSchema>

const heldMessageSchema = z.object({
  messageId: messageIdSchema,
  untilMs: momentMsSchema,
  /** `held`: renewed while shown. `parked`: hidden for as long as the user said. */
  state: z.enum(['held', 'parked']),
  /** Why the last renewal failed; it is tried again until the time runs out. */
  renewError: errorValueSchema.optional(),
})
export type HeldMessage = z.infer<typeof heldMessageSchema>

const at = { connectionId: 'sandbox', queueUrl: 'http://127.0.0.1:4566/000000000000/orders' }
const untilMs = 1_763_800_030_000
const listed = {
  queues: [
    { ...at, connectionName: 'Sandbox', name: 'orders', held: 3, left: 0, uncertain: 0, untilMs },
  ],
}
const listSchema = z.object({ queues: z.array(heldQueueSchema) })

export const holds = {
  list: operation({
    effect: 'local',
    description: 'Lists the queues of which Weir holds messages or may still hold some.',
    input: z.object({}),
    output: listSchema,
    example: { input: {}, output: listed },
  }),
  watch: feed({
    effect: 'local',
    description: 'Gives the same list again whenever it changes, from memory and journal.',
    input: z.object({}),
    output: listSchema,
    example: { input: {}, output: listed },
  }),
  keep: feed({
    effect: 'local',
    description:
      'Tells which messages of a queue are held, and that its page is shown: they are renewed while it is and returned after.',
    input: z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema }),
    output: z.object({ held: z.array(heldMessageSchema) }),
    example: {
      input: at,
      output: { held: [{ messageId: '6f1c', untilMs, state: 'held' }] },
    },
  }),
  returnAll: operation({
    effect: 'look',
    description:
      'Makes visible whatever Weir holds of a queue, also what an earlier run left there.',
    input: z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema }),
    output: z.object({ outcomes: z.array(visibilityOutcomeSchema) }),
    example: {
      input: at,
      output: { outcomes: [{ messageId: '6f1c', outcome: 'done' }] },
    },
  }),
}
