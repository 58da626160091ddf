import { errorValueSchema } from './errors.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  momentMsSchema,
  shardIdSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import { tagChangeShape, tagSchema } from './queue-changes.ts'
import { RETENTION_HOURS, SHARDS_MAX, STREAM_NAME_MAX, isStreamName } from './stream-limits.ts'
import { exampleStream, hashKeySchema, ofStream, streamModes } from './streams.ts'
import { z } from './z.ts'

const confirmed = { confirmation: confirmationSchema.optional() }
const requestId = { requestId: z.string().optional() }
const answered = z.object(requestId)
const nameSchema = z.string().max(STREAM_NAME_MAX).refine(isStreamName)
const countSchema = z.int().min(1).max(SHARDS_MAX)
const hoursSchema = z.int().min(RETENTION_HOURS.min).max(RETENTION_HOURS.max)

const retentionInput = ofStream.extend({
  hours: hoursSchema,
  /** What it was when the user decided; another meanwhile is a conflict. */
  expectedHours: z.int().min(0),
  ...confirmed,
})

const consumerStates = ['CREATING', 'DELETING', 'ACTIVE'] as const
const consumerArnSchema = z.string().startsWith('arn:').max(2048)
const consumerSchema = z.object({
  consumerArn: consumerArnSchema,
  name: z.string(),
  status: z.enum(consumerStates).optional(),
  createdAtMs: momentMsSchema.optional(),
})
export type StreamConsumer = z.infer<typeof consumerSchema>

const at = { connectionId: 'sandbox', streamArn: exampleStream.streamArn }
const shardId = 'shardId-000000000000'
const middle = '170141183460469231731687303715884105728'
const consumer = {
  consumerArn: `${exampleStream.streamArn}/consumer/billing:1763800000`,
  name: 'billing',
  status: 'ACTIVE' as const,
}

/** Operations that make, change and remove streams, and the reads that they need. Joined to `streams` in contract.ts. */
export const streamChanges = {
  create: operation({
    effect: 'write',
    description: 'Creates a stream that does not exist yet; it takes records once it is active.',
    input: z.object({
      connectionId: connectionIdSchema,
      name: nameSchema,
      capacity: z.discriminatedUnion('mode', [
        z.object({ mode: z.literal('provisioned'), shards: countSchema }),
        z.object({ mode: z.literal('on-demand') }),
      ]),
      tags: tagChangeShape.set,
      ...confirmed,
    }),
    output: answered,
    example: {
      input: {
        connectionId: 'sandbox',
        name: 'page-views',
        capacity: { mode: 'provisioned', shards: 2 },
        tags: [],
      },
      output: {},
    },
  }),
  delete: operation({
    effect: 'destroy',
    description:
      'Deletes a stream with every record in it; with its consumers only where that is asked for.',
    input: ofStream.extend({ withConsumers: z.boolean(), ...confirmed }),
    output: answered,
    example: { input: { ...at, withConsumers: false }, output: {} },
  }),
  splitShard: operation({
    effect: 'write',
    description: 'Splits an open shard in two at a hash key, with which the second half begins.',
    input: ofStream.extend({
      shardId: shardIdSchema,
      newStartingHashKey: hashKeySchema,
      ...confirmed,
    }),
    output: answered,
    example: { input: { ...at, shardId, newStartingHashKey: middle }, output: {} },
  }),
  mergeShards: operation({
    effect: 'write',
    description: 'Merges two open shards whose hash keys touch into one.',
    input: ofStream.extend({
      shardId: shardIdSchema,
      adjacentShardId: shardIdSchema,
      ...confirmed,
    }),
    output: answered,
    example: {
      input: { ...at, shardId, adjacentShardId: 'shardId-000000000001' },
      output: {},
    },
  }),
  setShardCount: operation({
    effect: 'write',
    description:
      'Lets Kinesis split and merge until a stream has so many open shards of equal size.',
    input: ofStream.extend({ count: countSchema, ...confirmed }),
    output: answered,
    example: { input: { ...at, count: 4 }, output: {} },
  }),
  setMode: operation({
    effect: 'write',
    description: 'Makes a stream on-demand or provisioned, which changes how it is billed.',
    input: ofStream.extend({ mode: z.enum(streamModes), ...confirmed }),
    output: answered,
    example: { input: { ...at, mode: 'on-demand' }, output: {} },
  }),
  lengthenRetention: operation({
    effect: 'write',
    description: 'Keeps the records of a stream for longer; what has expired before stays lost.',
    input: retentionInput,
    output: answered,
    example: { input: { ...at, hours: 48, expectedHours: 24 }, output: {} },
  }),
  shortenRetention: operation({
    effect: 'destroy',
    description: 'Keeps the records of a stream for less time; what is older is lost at once.',
    input: retentionInput,
    output: answered,
    example: { input: { ...at, hours: 24, expectedHours: 48 }, output: {} },
  }),
  listTags: operation({
    effect: 'read',
    description: 'Reads the tags of one stream.',
    input: ofStream,
    output: z.object({ tags: z.array(tagSchema) }),
    example: { input: at, output: { tags: [{ key: 'team', value: 'shop' }] } },
  }),
  setTags: operation({
    effect: 'write',
    description:
      'Adds, changes and removes tags of a stream; tags that are not named stay as they are.',
    input: ofStream.extend({ ...tagChangeShape, ...confirmed }),
    output: z.object({
      ...requestId,
      set: z.int(),
      removed: z.int(),
      /** Why it went no further after some tags had been changed. */
      failure: errorValueSchema.optional(),
    }),
    example: {
      input: { ...at, set: [{ key: 'team', value: 'shop' }], remove: [] },
      output: { set: 1, removed: 0 },
    },
  }),
  listConsumers: operation({
    effect: 'read',
    description: 'Lists the consumers that are registered for enhanced fan-out.',
    input: ofStream,
    output: z.object({ consumers: z.array(consumerSchema) }),
    example: { input: at, output: { consumers: [consumer] } },
  }),
  registerConsumer: operation({
    effect: 'write',
    description:
      'Registers a consumer for enhanced fan-out, which costs by the hour and shard until it is removed.',
    input: ofStream.extend({ name: nameSchema, ...confirmed }),
    output: z.object({ ...requestId, consumer: consumerSchema }),
    example: { input: { ...at, name: 'billing' }, output: { consumer } },
  }),
  deregisterConsumer: operation({
    effect: 'destroy',
    description: 'Removes a consumer: what reads by it stops.',
    input: ofStream.extend({ consumerArn: consumerArnSchema, ...confirmed }),
    output: answered,
    example: { input: { ...at, consumerArn: consumer.consumerArn }, output: {} },
  }),
}
