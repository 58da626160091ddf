import { groupCountSchema, groupingSchema } from './capture-groups.ts'
import {
  CAPTURE_NOTE_MAX,
  captureIdSchema,
  capturedBodySchema,
  captureNameSchema,
  captureSchema,
  entryFactsSchema,
  entryFilterSchema,
  entryRowSchema,
  keepWhereSchema,
} from './capture-model.ts'
import { decodedSchema, decoderSteps } from './decoding.ts'
import { expressionTroubleSchema } from './expressions.ts'
import { connectionIdSchema, messageIdSchema, queueUrlSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

const ofCapture = z.object({ captureId: captureIdSchema })
/** Rows of one answer at most. */
export const ENTRY_PAGE_MAX = 500
const pageLimit = z.int().min(1).max(ENTRY_PAGE_MAX)

/** How far a search got, and what it passed over. */
const searchedFields = {
  /** Every position up to it was looked at: the next page comes after it. */
  lookedAt: z.int().min(0),
  isEnd: z.boolean(),
  /** Entries on which the expression failed; they are left out. */
  failed: z.int().min(1).optional(),
  /** Why, of the first of them. */
  trouble: expressionTroubleSchema.optional(),
}

const exampleCapture = {
  id: 1,
  name: 'Poisoned orders',
  note: '',
  createdAtMs: 1_763_800_000_000,
  entryCount: 1,
  bodyBytes: 18,
  unindexed: 0,
  parts: [
    {
      source: {
        kind: 'queue' as const,
        connectionId: 'sandbox',
        connectionName: 'Sandbox',
        address: 'http://127.0.0.1:4566/000000000000/orders-dlq',
        name: 'orders-dlq',
      },
      coverage: { how: 'look' as const, isWhole: false },
      startedAtMs: 1_763_800_000_000,
      endedAtMs: 1_763_800_000_120,
      entryCount: 1,
      bodyBytes: 18,
    },
  ],
}
const exampleRow = {
  position: 1,
  messageId: '6f1c',
  preview: '{"order":"o-7919"}',
  bodyBytes: 18,
  attributeCount: 0,
  isText: true,
}

export const captures = {
  list: operation({
    effect: 'local',
    description: 'Lists the captures on this machine, newest first.',
    input: z.object({}),
    output: z.object({ captures: z.array(captureSchema) }),
    example: { input: {}, output: { captures: [exampleCapture] } },
  }),
  get: operation({
    effect: 'local',
    description: 'Says what one capture holds, from where, and how much of its source that is.',
    input: ofCapture,
    output: captureSchema,
    example: { input: { captureId: 1 }, output: exampleCapture },
  }),
  change: operation({
    effect: 'local',
    description: 'Renames a capture or changes its note.',
    input: ofCapture.extend({
      name: captureNameSchema.optional(),
      note: z.string().max(CAPTURE_NOTE_MAX).optional(),
    }),
    output: captureSchema,
    example: { input: { captureId: 1, name: 'Poisoned orders' }, output: exampleCapture },
  }),
  merge: operation({
    effect: 'local',
    description: 'Adds the entries of other captures to the first one, which takes their place.',
    input: z.object({ captureIds: z.array(captureIdSchema).min(2).max(100) }),
    output: captureSchema,
    example: { input: { captureIds: [1, 2] }, output: exampleCapture },
  }),
  delete: operation({
    effect: 'local',
    description: 'Deletes captures from this machine; their sources are not touched.',
    input: z.object({ captureIds: z.array(captureIdSchema).min(1).max(1000) }),
    output: z.object({}),
    example: { input: { captureIds: [7] }, output: {} },
  }),
  wipe: operation({
    effect: 'local',
    description: 'Deletes every capture from this machine and gives their room back to the disk.',
    input: z.object({}),
    output: z.object({}),
    example: { input: {}, output: {} },
  }),
  use: operation({
    effect: 'local',
    description: 'Says how much room the captures take on the disk.',
    input: z.object({}),
    output: z.object({
      bytes: z.int().min(0),
      captures: z.int().min(0),
      entries: z.int().min(0),
      /** What was deleted is still being taken off the disk. */
      isRemoving: z.boolean(),
    }),
    example: {
      input: {},
      output: { bytes: 1_048_576, captures: 1, entries: 42, isRemoving: false },
    },
  }),
  listEntries: operation({
    effect: 'local',
    description: 'Gives entries of a capture as rows, from a position on.',
    input: ofCapture.extend({ from: z.int().min(1), limit: pageLimit }),
    output: z.object({ entries: z.array(entryRowSchema) }),
    example: { input: { captureId: 1, from: 1, limit: 100 }, output: { entries: [exampleRow] } },
  }),
  findEntries: operation({
    effect: 'local',
    description:
      'Gives the entries of a capture that fit a filter, after a position; where that takes long, as many as were found by then.',
    input: ofCapture.extend({
      filter: entryFilterSchema,
      after: z.int().min(0),
      limit: pageLimit,
    }),
    output: z.object({
      entries: z.array(entryRowSchema),
      ...searchedFields,
    }),
    example: {
      input: { captureId: 1, filter: { text: 'o-7919' }, after: 0, limit: 100 },
      output: { entries: [exampleRow], lookedAt: 1, isEnd: true },
    },
  }),
  groupEntries: operation({
    effect: 'local',
    description:
      'Counts the entries of a capture that fit a filter by what makes them alike, after a position; where that takes long, as far as it got by then.',
    input: ofCapture.extend({
      filter: entryFilterSchema,
      grouping: groupingSchema,
      after: z.int().min(0),
    }),
    output: z.object({
      /** Of the entries that were looked at now: what the next answer has of the same key is added to it. */
      groups: z.array(groupCountSchema),
      ...searchedFields,
    }),
    example: {
      input: { captureId: 1, filter: {}, grouping: { by: 'source' }, after: 0 },
      output: {
        groups: [
          {
            key: 'dGhlIGtleSBvZiBhIGdyb3',
            facts: { kind: 'source', of: 'dead-letter', name: 'orders' },
            count: 1,
            example: { position: 1, preview: '{"order":"o-7919"}' },
          },
        ],
        lookedAt: 1,
        isEnd: true,
      },
    },
  }),
  getEntry: operation({
    effect: 'local',
    description: 'Gives the whole of an entry, with its body decoded where a decoder knows it.',
    input: ofCapture.extend({
      position: z.int().min(1),
      /** Decoders that are not to be used. */
      off: z.array(z.enum(decoderSteps)).max(decoderSteps.length).optional(),
    }),
    output: entryFactsSchema.extend({
      position: z.int().min(1),
      body: capturedBodySchema,
      bodyBytes: z.int().min(0),
      decoded: decodedSchema.optional(),
    }),
    example: {
      input: { captureId: 1, position: 1 },
      output: {
        ...{ position: 1, messageId: '6f1c', attributes: [], systemAttributes: [] },
        body: { encoding: 'text', value: '{"order":"o-7919"}' },
        bodyBytes: 18,
      },
    },
  }),
  export: operation({
    effect: 'local',
    description:
      'Writes a capture, or what fits a filter, to a file of the user’s choice: NDJSON without loss, or a table in CSV for reading.',
    input: ofCapture.extend({
      format: z.enum(['ndjson', 'csv']),
      /** What fits it; all of the capture without. */
      filter: entryFilterSchema.optional(),
    }),
    output: z.object({
      /** Absent when the user chose no file. */
      path: z.string().optional(),
      entries: z.int().min(0),
      /** Entries on which the expression failed; they were not written. */
      failed: z.int().min(1).optional(),
    }),
    example: {
      input: { captureId: 1, format: 'ndjson' },
      output: { path: '/home/me/poisoned-orders.ndjson', entries: 1 },
    },
  }),
  import: operation({
    effect: 'local',
    description: 'Reads a file that was exported as NDJSON back into a capture of its own.',
    input: z.object({}),
    output: z.object({
      /** Absent when the user chose no file. */
      capture: captureSchema.optional(),
    }),
    example: { input: {}, output: { capture: exampleCapture } },
  }),
  keepMessages: operation({
    effect: 'local',
    description:
      'Keeps messages that a look showed, from memory: as a new capture, or added to one that is there.',
    input: z.object({
      connectionId: connectionIdSchema,
      queueUrl: queueUrlSchema,
      messageIds: z.array(messageIdSchema).min(1).max(10_000),
      to: keepWhereSchema,
    }),
    output: z.object({
      capture: captureSchema,
      kept: z.int().min(0),
      /** Shown once, and no longer in memory. */
      missing: z.int().min(0),
    }),
    example: {
      input: {
        connectionId: 'sandbox',
        queueUrl: 'http://127.0.0.1:4566/000000000000/orders-dlq',
        messageIds: ['6f1c'],
        to: { name: 'Poisoned orders' },
      },
      output: { capture: exampleCapture, kept: 1, missing: 0 },
    },
  }),
}
