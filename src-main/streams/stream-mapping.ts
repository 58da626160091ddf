import type {
  DescribeStreamSummaryOutput,
  ListShardsOutput,
  ListStreamsOutput,
  Shard as SdkShard,
  StreamSummary,
} from '@aws-sdk/client-kinesis'
import { shardSchema, streamArnSchema, streamDetailSchema, streamSchema } from '#contract'
import type { Shard, Stream, StreamArn, StreamDetail, StreamMode } from '#contract'
import { z } from '#contract/z'

/** Kinesis's own, where a stream names none: 1 MiB ([sdk] `MaxRecordSizeInKiB`). */
const defaultRecordKiB = 1024

/** `click-events` of `arn:aws:kinesis:us-east-1:123456789012:stream/click-events`. */
export function streamNameOf(streamArn: string): string {
  return streamArn.split(':stream/')[1] ?? streamArn
}

/** Streams made before there were modes say none: they are provisioned. */
function modeOf(mode: string | undefined): StreamMode {
  return mode === 'ON_DEMAND' ? 'on-demand' : 'provisioned'
}

function summarised(summary: StreamSummary): Stream {
  const { StreamARN, StreamName, StreamStatus, StreamModeDetails, StreamCreationTimestamp } =
    summary
  return streamSchema.parse({
    streamArn: StreamARN,
    name: StreamName,
    ...(StreamStatus === undefined ? {} : { status: StreamStatus }),
    ...(StreamModeDetails === undefined ? {} : { mode: modeOf(StreamModeDetails.StreamMode) }),
    ...(StreamCreationTimestamp === undefined
      ? {}
      : { createdAtMs: StreamCreationTimestamp.getTime() }),
  })
}

export function toStream(streamArn: StreamArn): Stream {
  return { streamArn, name: streamNameOf(streamArn) }
}

export interface StreamPage {
  streams: Stream[]
  nextToken: string | undefined
}

const namesSchema = z.array(z.string().min(1))

/** `region` is for emulators that list names alone. @throws where it is no list: that is no empty account */
export function toStreamPage(page: ListStreamsOutput, region: string): StreamPage {
  const { StreamSummaries = [], HasMoreStreams } = page
  const names = namesSchema.parse(page.StreamNames)
  const streams =
    StreamSummaries.length > 0
      ? StreamSummaries.map(summarised)
      : names.map((name) =>
          toStream(streamArnSchema.parse(`arn:aws:kinesis:${region}:000000000000:stream/${name}`)),
        )
  return { streams, nextToken: HasMoreStreams === true ? names.at(-1) : undefined }
}

/** `DescribeStreamSummary` as the stream page shows it. */
export function toStreamDetail(
  streamArn: StreamArn,
  { StreamDescriptionSummary: summary }: DescribeStreamSummaryOutput,
  readAtMs: number,
): StreamDetail {
  if (summary === undefined) throw new z.ZodError([])
  const { EncryptionType, KeyId, MaxRecordSizeInKiB = defaultRecordKiB } = summary
  return streamDetailSchema.parse({
    ...toStream(streamArn),
    status: summary.StreamStatus,
    mode: modeOf(summary.StreamModeDetails?.StreamMode),
    ...(summary.StreamCreationTimestamp === undefined
      ? {}
      : { createdAtMs: summary.StreamCreationTimestamp.getTime() }),
    openShards: summary.OpenShardCount,
    retentionHours: summary.RetentionPeriodHours,
    consumers: summary.ConsumerCount ?? 0,
    kmsKeyId: EncryptionType === 'KMS' ? (KeyId ?? 'alias/aws/kinesis') : '',
    maximumRecordBytes: MaxRecordSizeInKiB * 1024,
    distribution: summary.RecordDistributionStrategy === 'AUTO' ? 'auto' : 'by-key',
    readAtMs,
  })
}

function present(key: string, value: string | undefined) {
  return value === undefined || value === '' ? {} : { [key]: value }
}

const shardsSchema = z.array(z.custom<SdkShard>((shard) => typeof shard === 'object'))

export function toShardPage({ Shards, NextToken }: ListShardsOutput) {
  return {
    shards: shardsSchema.parse(Shards).map(toShard),
    nextToken: NextToken === '' ? undefined : NextToken,
  }
}

function toShard(shard: SdkShard): Shard {
  const { HashKeyRange, SequenceNumberRange } = shard
  return shardSchema.parse({
    shardId: shard.ShardId,
    ...present('parentShardId', shard.ParentShardId),
    ...present('adjacentParentShardId', shard.AdjacentParentShardId),
    hashKeyRange: { start: HashKeyRange?.StartingHashKey, end: HashKeyRange?.EndingHashKey },
    sequenceNumberRange: {
      start: SequenceNumberRange?.StartingSequenceNumber,
      ...present('end', SequenceNumberRange?.EndingSequenceNumber),
    },
  })
}
