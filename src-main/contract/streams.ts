import {
  connectionIdSchema,
  momentMsSchema,
  shardIdSchema,
  streamArnSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

export const streamStatuses = ['CREATING', 'DELETING', 'ACTIVE', 'UPDATING'] as const
export const streamModes = ['provisioned', 'on-demand'] as const
export type StreamMode = (typeof streamModes)[number]

/** What the list of Kinesis says by itself; emulators that list names alone say no more than those. */
export const streamSchema = z.object({
  streamArn: streamArnSchema,
  name: z.string(),
  status: z.enum(streamStatuses).optional(),
  mode: z.enum(streamModes).optional(),
  createdAtMs: momentMsSchema.optional(),
})
export type Stream = z.infer<typeof streamSchema>

/** What the stream page shows. */
export const streamDetailSchema = streamSchema.extend({
  status: z.enum(streamStatuses),
  mode: z.enum(streamModes),
  openShards: z.int().min(0),
  retentionHours: z.int().min(0),
  consumers: z.int().min(0),
  /** The key that encrypts records at rest; empty where none does. */
  kmsKeyId: z.string(),
  maximumRecordBytes: z.int().min(1),
  /** `auto` streams place records by themselves and may carry none of their keys ([sdk] RecordDistributionStrategy). */
  distribution: z.enum(['by-key', 'auto']),
  readAtMs: momentMsSchema,
})
export type StreamDetail = z.infer<typeof streamDetailSchema>

/** A number of 128 bits in decimal: where MD5 puts a partition key. */
export const hashKeySchema = z.string().regex(/^(?:0|[1-9]\d{0,38})$/)

/** Both ends belong to the range. */
export const hashKeyRangeSchema = z.object({ start: hashKeySchema, end: hashKeySchema })
export type HashKeyRange = z.infer<typeof hashKeyRangeSchema>

export const shardSchema = z.object({
  shardId: shardIdSchema,
  /** Where it was split off from, or merged from both; they may have expired and be listed no more. */
  parentShardId: shardIdSchema.optional(),
  adjacentParentShardId: shardIdSchema.optional(),
  hashKeyRange: hashKeyRangeSchema,
  /** `end` only where it is closed: it takes no more records. */
  sequenceNumberRange: z.object({ start: z.string(), end: z.string().optional() }),
})
export type Shard = z.infer<typeof shardSchema>

const ofConnection = z.object({ connectionId: connectionIdSchema })
export const ofStream = ofConnection.extend({ streamArn: streamArnSchema })
const streamsSchema = z.object({ streams: z.array(streamSchema) })

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/click-events'
export const exampleStream = { streamArn, name: 'click-events' } as const
const at = { connectionId: 'sandbox', streamArn }
const exampleShard = {
  shardId: 'shardId-000000000000',
  hashKeyRange: { start: '0', end: '340282366920938463463374607431768211455' },
  sequenceNumberRange: { start: '49680485232704094582268416658407265470824549539268001794' },
}

export const streams = {
  listPage: operation({
    effect: 'read',
    description: 'Lists up to 100 streams and gives the token of the next page where there is one.',
    input: ofConnection.extend({ token: z.string().min(1).max(1_048_576).optional() }),
    output: streamsSchema.extend({ nextToken: z.string().optional() }),
    example: { input: { connectionId: 'sandbox' }, output: { streams: [exampleStream] } },
  }),
  describe: operation({
    effect: 'read',
    description:
      'Reads the summary of one stream, within 20 such calls a second for each connection.',
    input: ofStream,
    output: streamDetailSchema,
    example: {
      input: at,
      output: {
        ...exampleStream,
        status: 'ACTIVE',
        mode: 'provisioned',
        openShards: 4,
        retentionHours: 24,
        consumers: 0,
        kmsKeyId: '',
        maximumRecordBytes: 1_048_576,
        distribution: 'by-key',
        readAtMs: 1_763_800_000_000,
      },
    },
  }),
  listShards: operation({
    effect: 'read',
    description: 'Lists every shard of a stream that has not expired, closed ones included.',
    input: ofStream,
    output: z.object({
      shards: z.array(shardSchema),
      /** False where there are more than are listed. */
      isWhole: z.boolean(),
      readAtMs: momentMsSchema,
    }),
    example: {
      input: at,
      output: { shards: [exampleShard], isWhole: true, readAtMs: 1_763_800_000_000 },
    },
  }),
  listPinned: operation({
    effect: 'local',
    description: 'Lists the streams that were added to a connection by ARN.',
    input: ofConnection,
    output: streamsSchema,
    example: { input: { connectionId: 'sandbox' }, output: { streams: [exampleStream] } },
  }),
  pin: operation({
    effect: 'read',
    description:
      'Adds a stream by its ARN once Kinesis has answered for it; needs no right to list.',
    input: ofConnection.extend({ address: z.string().trim().min(1).max(2048) }),
    output: streamSchema,
    example: { input: { connectionId: 'sandbox', address: streamArn }, output: exampleStream },
  }),
  unpin: operation({
    effect: 'local',
    description:
      'Takes a stream that was added by ARN off the list; the stream itself is untouched.',
    input: ofStream,
    output: streamsSchema,
    example: { input: at, output: { streams: [] } },
  }),
}
