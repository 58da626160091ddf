import { captureSchema, keepWhereSchema } from './capture-model.ts'
import { decodedSchema, decoderSteps } from './decoding.ts'
import { errorValueSchema } from './errors.ts'
import { expressionTroubleSchema } from './expressions.ts'
import { connectionIdSchema, momentMsSchema, streamArnSchema } from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { packRows } from './packed-rows.ts'
import { pollStatusSchema } from './queues.ts'
import { ofStream } from './streams.ts'
import {
  laneSchema,
  recordFilterSchema,
  recordRowSchema,
  SHARD_READS_PER_SECOND,
  tailIdSchema,
  tailStartSchema,
  tailStates,
} from './tail-model.ts'
import { z } from './z.ts'

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/click-events'
const tailId = 'tail-3f9a01'
const exampleRow = {
  index: 1,
  shardId: 'shardId-000000000000',
  sequenceNumber: '49680485232704094582268416658407265470824549539268001794',
  partitionKey: 'user-7',
  arrivalMs: 1_763_800_000_000,
  bytes: 17,
  preview: '{"page":"/start"}',
  isText: true,
}

export const records = {
  tail: feed({
    effect: 'read',
    description:
      'Reads every shard of a stream forward from one place, through splits and merges, and gives what matches the filter as previews.',
    input: ofStream.extend({
      tailId: tailIdSchema,
      start: tailStartSchema,
      /** For each shard: 1 leaves four fifths of its reads to the stream's own consumers. */
      readsPerSecond: z.number().min(0.1).max(SHARD_READS_PER_SECOND),
      filter: recordFilterSchema.optional(),
    }),
    output: z.object({
      /** Another than before: the tail has begun anew, and what was shown is of the one before it. */
      run: z.int().min(1),
      /** What came since the last item, sorted by arrival: to be read with `unpackRows`. */
      packedRows: z.string(),
      /** Only when something about them has changed. */
      lanes: z.array(laneSchema).optional(),
      state: z.enum(tailStates),
      error: errorValueSchema.optional(),
      /** When the next read may begin, for who watches what Weir polls. */
      status: pollStatusSchema,
      /** Records read so far, whether they match or not. */
      read: z.int().min(0),
      /** Of a filter with an expression, since the filter was set. */
      expression: z
        .object({
          /** Records on which it failed: they are left out. */
          failed: z.int().min(0),
          /** Records that were not judged, since it took too long for them: they are left out. */
          unjudged: z.int().min(0),
          trouble: expressionTroubleSchema.optional(),
        })
        .optional(),
      /** Records before this one are no longer in memory: they can be opened, and not filtered anew. */
      oldestIndex: z.int().min(1),
      atMs: momentMsSchema,
    }),
    example: {
      input: {
        ...{ connectionId: 'sandbox', streamArn, tailId },
        start: { type: 'TRIM_HORIZON' },
        readsPerSecond: 1,
      },
      output: {
        run: 1,
        packedRows: packRows([recordRowSchema.parse(exampleRow)]),
        state: 'reading',
        status: { state: 'waiting', untilMs: 1_763_800_001_000 },
        read: 1,
        oldestIndex: 1,
        atMs: 1_763_800_000_000,
      },
    },
  }),
  listTails: operation({
    effect: 'local',
    description:
      'Tells how the tails stand that Weir follows, or left less than a minute ago: how far behind, and what was missed.',
    input: z.object({ connectionId: connectionIdSchema }),
    output: z.object({
      tails: z.array(
        z.object({
          streamArn: streamArnSchema,
          state: z.enum(tailStates),
          records: z.int().min(0),
          /** Of the shard that is the furthest behind. */
          behindMs: z.int().min(0),
          throttles: z.int().min(0),
          /** Shards of which records may be missing. */
          gaps: z.int().min(0),
        }),
      ),
    }),
    example: {
      input: { connectionId: 'sandbox' },
      output: {
        tails: [
          {
            ...{ streamArn, state: 'reading', records: 1_200 },
            ...{ behindMs: 90_000, throttles: 0, gaps: 0 },
          },
        ],
      },
    },
  }),
  keep: operation({
    effect: 'local',
    description:
      'Keeps what a tail has read, as far as it is in memory and fits, as a capture: a new one, or added to one that is there.',
    input: ofStream.extend({
      tailId: tailIdSchema,
      filter: recordFilterSchema.optional(),
      /** By arrival; without them whatever is in memory. */
      fromMs: momentMsSchema.optional(),
      untilMs: momentMsSchema.optional(),
      to: keepWhereSchema,
    }),
    output: z.object({
      capture: captureSchema,
      kept: z.int().min(0),
      /** Read by this tail, and no longer in memory, whether they would have fitted or not. */
      letGo: z.int().min(0),
      /** The filter's expression failed on them, or took too long. */
      unjudged: z.int().min(0),
    }),
    example: {
      input: {
        ...{ connectionId: 'sandbox', streamArn, tailId },
        to: { name: 'click-events' },
      },
      output: {
        capture: {
          ...{ id: 1, name: 'click-events', note: '', createdAtMs: 1_763_800_000_000 },
          ...{ entryCount: 1, bodyBytes: 17, unindexed: 0, parts: [] },
        },
        ...{ kept: 1, letGo: 0, unjudged: 0 },
      },
    },
  }),
  get: operation({
    effect: 'read',
    description:
      'Gives the whole of a record that a tail has read, from memory or by reading it once more.',
    input: ofStream.extend({
      tailId: tailIdSchema,
      index: z.int().min(1),
      ...recordRowSchema.pick({ shardId: true, sequenceNumber: true, subSequence: true }).shape,
      /** Decoders that are not to be used. */
      off: z.array(z.enum(decoderSteps)).max(decoderSteps.length).optional(),
    }),
    output: z.object({
      record: recordRowSchema,
      /** The bytes as text, where they are text throughout. */
      text: z.string().optional(),
      /** Base64, where they are not. */
      data: z.string().optional(),
      decoded: decodedSchema.optional(),
    }),
    example: {
      input: {
        ...{ connectionId: 'sandbox', streamArn, tailId, index: 1 },
        shardId: exampleRow.shardId,
        sequenceNumber: exampleRow.sequenceNumber,
      },
      output: { record: exampleRow, text: '{"page":"/start"}' },
    },
  }),
}
