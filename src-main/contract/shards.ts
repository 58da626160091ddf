import { momentMsSchema, shardIdSchema } from './identifiers.ts'
import { exampleIterator, liveIteratorSchema } from './iterators.ts'
import { feed, operation } from './operation.ts'
import { hashKeyRangeSchema, ofStream, shardSchema } from './streams.ts'
import { z } from './z.ts'

/** As many shards as Weir lists. */
const mostShards = 12_000

/** A shard with its place in a drawing: across by hash keys, down by generations. */
export const mappedShardSchema = shardSchema.extend({
  isOpen: z.boolean(),
  /** 0 where no parent is listed; otherwise one more than that of the youngest parent. */
  generation: z.int().min(0),
  /** The last row that it takes: the one before its children, or the last of all where it is open. */
  lastGeneration: z.int().min(0),
  /** Where its hash keys begin and end, 0 to 1. */
  from: z.number().min(0).max(1),
  to: z.number().min(0).max(1),
  /** Parents that the stream no longer lists: all their records have expired. */
  expiredParentIds: z.array(shardIdSchema),
  childIds: z.array(shardIdSchema),
})
export type MappedShard = z.infer<typeof mappedShardSchema>

const shardEdgeSchema = z.object({
  fromId: shardIdSchema,
  toId: shardIdSchema,
  kind: z.enum(['split', 'merge']),
})
export type ShardEdge = z.infer<typeof shardEdgeSchema>

const placementSchema = z.discriminatedUnion('kind', [
  /** `place`: where the hash key lies on the ring, 0 to 1. */
  z.object({
    kind: z.literal('shard'),
    shardId: shardIdSchema,
    hashKey: z.string(),
    place: z.number(),
  }),
  /** No open shard of the list takes it: the list is of another moment. */
  z.object({ kind: z.literal('none'), hashKey: z.string(), place: z.number() }),
  /** Under `AUTO` distribution Kinesis chooses a shard for each record, whatever its key. */
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('bad-hash-key') }),
  z.object({ kind: z.literal('no-key') }),
])
export type ShardPlacement = z.infer<typeof placementSchema>

const loadSchema = z.object({ records: z.number().min(0), bytes: z.number().min(0) })
export const shardLoadSchema = z.object({
  shardId: shardIdSchema,
  /** The mean over the last seconds, and the most in any one of them: the limits count by seconds. */
  perSecond: loadSchema,
  busiest: loadSchema,
})
export type ShardLoad = z.infer<typeof shardLoadSchema>

const estimateSchema = z.object({ most: z.int().min(0), error: z.int().min(0) })
const topKeySchema = z.object({
  key: z.string(),
  /** The true number lies between `most - error` and `most`. */
  records: estimateSchema,
  bytes: estimateSchema,
})
export type TopKey = z.infer<typeof topKeySchema>

/** What passed through the shards lately, from the records that a tail has read. */
export const streamLoadSchema = z.object({
  shards: z.array(shardLoadSchema),
  /** Seconds that the rates are of. */
  seconds: z.int().min(1),
  keys: z.array(topKeySchema),
  /** All records and bytes that were counted for the keys, since when, and how far a count can be over. */
  counted: loadSchema,
  maxError: loadSchema,
  sinceMs: momentMsSchema,
  /** When a shard was last read: the rates are of then. */
  readAtMs: momentMsSchema,
})
export type StreamLoad = z.infer<typeof streamLoadSchema>

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/click-events'
const at = { connectionId: 'sandbox', streamArn }
const shardId = 'shardId-000000000000'
const whole = { start: '0', end: '340282366920938463463374607431768211455' }
const sequenceNumberRange = { start: '49680485232704094582268416658407265470824549539268001794' }

export const shards = {
  map: operation({
    effect: 'read',
    description:
      'Lists every shard of a stream that has not expired with its place in a drawing of splits and merges.',
    input: ofStream,
    output: z.object({
      /** By generation, then from left to right. */
      shards: z.array(mappedShardSchema),
      edges: z.array(shardEdgeSchema),
      generations: z.int().min(0),
      /** False where there are more than are listed. */
      isWhole: z.boolean(),
      readAtMs: momentMsSchema,
    }),
    example: {
      input: at,
      output: {
        shards: [
          {
            ...{ shardId, hashKeyRange: whole, sequenceNumberRange, isOpen: true },
            ...{ generation: 0, lastGeneration: 0, from: 0, to: 1 },
            ...{ expiredParentIds: [], childIds: [] },
          },
        ],
        ...{ edges: [], generations: 1, isWhole: true, readAtMs: 1_763_800_000_000 },
      },
    },
  }),
  place: operation({
    effect: 'local',
    description: 'Tells which of these shards takes a key, as Kinesis would place it.',
    input: z.object({
      partitionKey: z.string().max(1024).optional(),
      /** Overrides the partition key. */
      explicitHashKey: z.string().max(128).optional(),
      distribution: z.enum(['by-key', 'auto']),
      /** The open ones. */
      shards: z
        .array(z.object({ shardId: shardIdSchema, hashKeyRange: hashKeyRangeSchema }))
        .max(mostShards),
    }),
    output: placementSchema,
    example: {
      input: {
        ...{ partitionKey: 'user-7', distribution: 'by-key' },
        shards: [{ shardId, hashKeyRange: whole }],
      },
      output: {
        ...{ kind: 'shard', shardId, place: 0.286 },
        hashKey: '97379405325484203410416834271571164834',
      },
    },
  }),
  watch: feed({
    effect: 'local',
    description:
      'Gives each second every iterator that Weir holds of a stream, and the load of its shards and keys from records already read.',
    input: ofStream,
    output: z.object({
      iterators: z.array(liveIteratorSchema),
      /** Absent until a tail has read from the stream. */
      load: streamLoadSchema.optional(),
      atMs: momentMsSchema,
    }),
    example: {
      input: at,
      output: { iterators: [exampleIterator], atMs: 1_763_800_000_000 },
    },
  }),
}
