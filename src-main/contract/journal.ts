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
  /** The ARN that signed, where Weir knew it. */
  identity: z.string().optional(),
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
  /** The calls it made as lines for the AWS CLI; bodies, attribute values and receipt handles are left out. */
  commands: z.array(z.string()).optional(),
  /** How many calls it made beyond those in `commands`. */
  moreCommands: z.int().optional(),
})
export type JournalEntry = z.infer<typeof journalEntrySchema>

/** Which entries; every field narrows. */
export const journalFilterSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  effects: z.array(z.enum(effects)).optional(),
  outcomes: z.array(journalEntrySchema.shape.outcome).optional(),
  beforeMs: momentMsSchema.optional(),
  /** In operation, target, connection, identity, request id or commands; case does not matter for ASCII. */
  text: z.string().max(200).optional(),
})
export type JournalFilter = z.infer<typeof journalFilterSchema>

export const journal = {
  list: operation({
    effect: 'local',
    description: 'Lists what Weir changed or looked at, newest first.',
    input: z.object({
      limit: z.int().min(1).max(500),
      beforeId: z.int().optional(),
      filter: journalFilterSchema.optional(),
    }),
    output: z.object({
      entries: z.array(journalEntrySchema),
      /** All that fit the filter. */
      total: z.int(),
    }),
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
  export: operation({
    effect: 'local',
    description:
      'Writes the entries that fit the filter to a file of the user’s choice, one JSON object a line.',
    input: z.object({ filter: journalFilterSchema.optional() }),
    output: z.object({
      /** Absent when the user chose no file. */
      path: z.string().optional(),
      entries: z.int(),
    }),
    example: { input: {}, output: { path: '/home/me/weir-journal.ndjson', entries: 12 } },
  }),
}
