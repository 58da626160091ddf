import { effects } from './effect.ts'
import { errorCodes } from './errors.ts'
import { connectionIdSchema, momentMsSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

/** One change or look that Weir made; never a message body. */
export const journalEntrySchema = z.object({
  id: z.int(),
  atMs: momentMsSchema,
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  operation: z.string(),
  effect: z.enum(effects),
  /** What it was done to: a queue's URL and, where there are few, message ids. */
  target: z.string(),
  /** `started` and nothing later means that Weir ended in the middle: it may have happened. */
  outcome: z.enum(['started', 'done', 'partly', 'failed', 'uncertain']),
  /** How many messages it touched, where that is known. */
  count: z.int().optional(),
  code: z.enum(errorCodes).optional(),
  requestId: z.string().optional(),
})
export type JournalEntry = z.infer<typeof journalEntrySchema>

export const journal = {
  list: operation({
    effect: 'local',
    description: 'Lists what Weir changed or looked at, newest first.',
    input: z.object({ limit: z.int().min(1).max(500), beforeId: z.int().optional() }),
    output: z.object({ entries: z.array(journalEntrySchema), total: z.int() }),
    example: {
      input: { limit: 100 },
      output: {
        entries: [
          {
            id: 1,
            atMs: 1_763_800_000_000,
            connectionId: 'sandbox',
            connectionName: 'Sandbox',
            operation: 'messages.send',
            effect: 'write',
            target: 'orders',
            outcome: 'done',
            count: 1,
          },
        ],
        total: 1,
      },
    },
  }),
}
