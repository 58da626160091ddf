import { expressionSchema } from './expressions.ts'
import { errorValueSchema } from './errors.ts'
import { momentMsSchema, sequenceNumberSchema, shardIdSchema } from './identifiers.ts'
import { z } from './z.ts'

/** Where a shard iterator can begin, as Kinesis spells it. */
export const iteratorTypes = [
  'LATEST',
  'TRIM_HORIZON',
  'AT_TIMESTAMP',
  'AT_SEQUENCE_NUMBER',
  'AFTER_SEQUENCE_NUMBER',
] as const
export type IteratorType = (typeof iteratorTypes)[number]

/** A shard takes 5 reads a second from everybody together ([sdk] GetRecords). */
export const SHARD_READS_PER_SECOND = 5
/** Chosen by the window, so that a feed which is opened again finds its tail. */
export const tailIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{8,40}$/)
  .brand('TailId')
export type TailId = z.infer<typeof tailIdSchema>

const atSequence = { shardId: shardIdSchema, sequenceNumber: sequenceNumberSchema }

/** A sequence number belongs to one shard: such a tail follows that shard and its children only. */
export const tailStartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LATEST') }),
  z.object({ type: z.literal('TRIM_HORIZON') }),
  z.object({ type: z.literal('AT_TIMESTAMP'), atMs: momentMsSchema }),
  z.object({ type: z.literal('AT_SEQUENCE_NUMBER'), ...atSequence }),
  z.object({ type: z.literal('AFTER_SEQUENCE_NUMBER'), ...atSequence }),
])
export type TailStart = z.infer<typeof tailStartSchema>

/**
 * All must hold. Text is sought in the record's bytes as text and in what they decode to, whatever its case. The
 * expression is JSONata over `key`, `shardId`, `sequenceNumber`, `arrivedAt` and `body`, which is the record's JSON.
 */
export const recordFilterSchema = z.object({
  text: z.string().max(1000).optional(),
  partitionKey: z.string().max(256).optional(),
  expression: expressionSchema.optional(),
})
export type RecordFilter = z.infer<typeof recordFilterSchema>

/** Why a frame of the Kinesis Producer Library is shown as the plain record it came as. */
export const frameFailures = [
  'truncated',
  'checksum',
  'malformed',
  'bad-index',
  'empty',
  'too-many',
] as const

/** A row of the timeline. Bytes are the record's own, as it was put. */
export const recordRowSchema = z.object({
  /** Counts what the tail has read, from 1. */
  index: z.int().min(1),
  shardId: shardIdSchema,
  sequenceNumber: sequenceNumberSchema,
  /** Its place in an aggregated record, from 0. */
  subSequence: z.int().min(0).optional(),
  /** Absent where the stream distributes records by itself. */
  partitionKey: z.string().optional(),
  explicitHashKey: z.string().optional(),
  /** When Kinesis took it, by its own clock; unordered within a shard and over the stream. */
  arrivalMs: momentMsSchema.optional(),
  bytes: z.int().min(0),
  /** About 300 characters of text; empty where the bytes are none. */
  preview: z.string(),
  isText: z.boolean(),
  isEncrypted: z.boolean().optional(),
  frameFailure: z.enum(frameFailures).optional(),
})
export type RecordRow = z.infer<typeof recordRowSchema>

/**
 * `held`: its parents are still being read. `backing-off`: refused or failed, until when. `ended`: closed and read to
 * its end. `gone`: it expired or was deleted with its stream.
 */
export const laneStates = ['held', 'reading', 'backing-off', 'ended', 'gone'] as const

/** One shard of a tail, and the iterator that it holds. */
export const laneSchema = z.object({
  shardId: shardIdSchema,
  state: z.enum(laneStates),
  untilMs: momentMsSchema.optional(),
  error: errorValueSchema.optional(),
  /** How it began. */
  type: z.enum(iteratorTypes),
  lastSequenceNumber: sequenceNumberSchema.optional(),
  lastArrivalMs: momentMsSchema.optional(),
  /** When Kinesis gave the iterator that is held now; it lives for five minutes. */
  obtainedAtMs: momentMsSchema.optional(),
  expiresAtMs: momentMsSchema.optional(),
  /** How far the last read was behind the tip of the shard, by Kinesis's word. */
  behindMs: z.int().min(0).optional(),
  reads: z.int().min(0),
  records: z.int().min(0),
  bytes: z.int().min(0),
  /** Reads that were refused, since the shard's reads or bytes were used up by everybody together. */
  throttles: z.int().min(0),
  /** Iterators that were got anew, after five minutes or when Kinesis no longer knew one. */
  renewals: z.int().min(0),
  /** Records that Kinesis gave again, and that are shown once. */
  repeats: z.int().min(0),
  /** From when until when records may be missing. */
  gap: z.object({ fromMs: momentMsSchema, untilMs: momentMsSchema }).optional(),
})
export type Lane = z.infer<typeof laneSchema>

export const tailStates = ['starting', 'reading', 'backing-off', 'ended', 'failed'] as const
