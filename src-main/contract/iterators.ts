import { errorValueSchema } from './errors.ts'
import { momentMsSchema, sequenceNumberSchema, shardIdSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { ofStream } from './streams.ts'
import { iteratorTypes, recordRowSchema } from './tail-model.ts'
import { z } from './z.ts'

/** Weir's own name of an iterator that it holds; the string that Kinesis gave is another with each read. */
export const iteratorIdSchema = z.string().min(1).max(256).brand('IteratorId')
export type IteratorId = z.infer<typeof iteratorIdSchema>

/** Where an iterator begins in its shard. */
export const iteratorStartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LATEST') }),
  z.object({ type: z.literal('TRIM_HORIZON') }),
  z.object({ type: z.literal('AT_TIMESTAMP'), atMs: momentMsSchema }),
  z.object({ type: z.literal('AT_SEQUENCE_NUMBER'), sequenceNumber: sequenceNumberSchema }),
  z.object({ type: z.literal('AFTER_SEQUENCE_NUMBER'), sequenceNumber: sequenceNumberSchema }),
])
export type IteratorStart = z.infer<typeof iteratorStartSchema>

/** [sdk] GetRecords `Limit`. */
export const MOST_RECORDS_PER_READ = 10_000
/** Iterators opened by hand and not closed, for one connection. */
export const MOST_ITERATORS = 50

/** An iterator that Weir holds: opened by hand, or that of a shard which a running tail reads. */
export const liveIteratorSchema = z.object({
  iteratorId: iteratorIdSchema,
  heldBy: z.enum(['hand', 'tail']),
  shardId: shardIdSchema,
  /** How it began. */
  type: z.enum(iteratorTypes),
  /** Where it began, for the types that name a place. */
  atMs: momentMsSchema.optional(),
  sequenceNumber: sequenceNumberSchema.optional(),
  /** Of the last record that was read; another iterator is got after it when this one has expired. */
  lastSequenceNumber: sequenceNumberSchema.optional(),
  /** When Kinesis gave the iterator that is held now; it lives for five minutes. Absent once the shard has ended. */
  obtainedAtMs: momentMsSchema.optional(),
  expiresAtMs: momentMsSchema.optional(),
  reads: z.int().min(0),
  records: z.int().min(0),
  /** Iterators that were got anew, after five minutes or when Kinesis no longer knew one. */
  renewals: z.int().min(0),
  /** How far the last read was behind the tip of the shard, by Kinesis's word. */
  behindMs: z.int().min(0).optional(),
  /** The shard is closed and read to its end: there is no next iterator. */
  isEnded: z.boolean(),
  /** What the last read met; the place is as it was. */
  error: errorValueSchema.optional(),
})
export type LiveIterator = z.infer<typeof liveIteratorSchema>

const ofIterator = ofStream.extend({ iteratorId: iteratorIdSchema })

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/click-events'
const sequenceNumber = '49680485232704094582268416658407265470824549539268001794'
const iteratorId = 'a0c9f1e4-2a55-4b6d-9d5c-6d1f0a3f9e11'
export const exampleIterator = {
  iteratorId,
  heldBy: 'hand',
  shardId: 'shardId-000000000000',
  type: 'TRIM_HORIZON',
  obtainedAtMs: 1_763_800_000_000,
  expiresAtMs: 1_763_800_300_000,
  ...{ reads: 0, records: 0, renewals: 0, isEnded: false },
} as const
const at = { connectionId: 'sandbox', streamArn, iteratorId }

export const iterators = {
  open: operation({
    effect: 'read',
    description: 'Gets an iterator of any of the five types for one shard and holds it.',
    input: ofStream.extend({ shardId: shardIdSchema, start: iteratorStartSchema }),
    output: liveIteratorSchema,
    example: {
      input: {
        ...{ connectionId: 'sandbox', streamArn, shardId: 'shardId-000000000000' },
        start: { type: 'TRIM_HORIZON' },
      },
      output: exampleIterator,
    },
  }),
  step: operation({
    effect: 'read',
    description:
      'Reads once from where an iterator stands; one that has expired is got anew after the last record.',
    input: ofIterator.extend({ limit: z.int().min(1).max(MOST_RECORDS_PER_READ) }),
    output: z.object({
      iterator: liveIteratorSchema,
      /** Their indexes count what this iterator has read, from 1. */
      records: z.array(recordRowSchema),
      /** Where a shard that has ended goes on, where Kinesis said. */
      children: z.array(shardIdSchema),
      /** Records that Kinesis gave again, and that are left out. */
      repeats: z.int().min(0),
    }),
    example: {
      input: { ...at, limit: 10 },
      output: {
        iterator: { ...exampleIterator, reads: 1, records: 1, lastSequenceNumber: sequenceNumber },
        records: [
          {
            ...{ index: 1, shardId: 'shardId-000000000000', sequenceNumber },
            ...{ partitionKey: 'user-7', arrivalMs: 1_763_800_000_000 },
            ...{ bytes: 17, preview: '{"page":"/start"}', isText: true },
          },
        ],
        children: [],
        repeats: 0,
      },
    },
  }),
  close: operation({
    effect: 'local',
    description: 'Forgets an iterator that was opened by hand; Kinesis lets it expire.',
    input: ofIterator,
    output: z.object({}),
    example: { input: at, output: {} },
  }),
  reveal: operation({
    effect: 'local',
    description:
      'Gives the string of an iterator as Kinesis gave it, and the line for the AWS CLI that reads with it.',
    input: ofIterator,
    output: z.object({ iterator: z.string(), command: z.string() }),
    example: {
      input: at,
      output: {
        iterator: 'AAAAAAAAAAE1',
        command: 'aws kinesis get-records --shard-iterator AAAAAAAAAAE1 --region us-east-1',
      },
    },
  }),
}
