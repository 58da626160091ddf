import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis'
import type { _Record, KinesisClient } from '@aws-sdk/client-kinesis'
import { streamArnSchema } from '#contract'
import type { StreamArn } from '#contract'

/** Resolves once the stream takes records again after it was made or changed. */
export async function untilActive(kinesis: KinesisClient, name: string): Promise<StreamArn> {
  for (;;) {
    const { StreamDescriptionSummary } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: name }),
    )
    if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') {
      return streamArnSchema.parse(StreamDescriptionSummary.StreamARN)
    }
  }
}

/** Makes a stream by the bare SDK, so that a test's ground does not rest on what it tests. */
export async function createStream(
  kinesis: KinesisClient,
  name: string,
  shards = 1,
): Promise<StreamArn> {
  await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards }))
  return untilActive(kinesis, name)
}

interface PutOptions {
  name: string
  count: number
  from?: number
  /** Put at once; kinesis-local slows down with more than 25. */
  batch?: number
  keyOf?: (index: number) => string
  dataOf?: (index: number) => string | Uint8Array
}

/** Puts `count` records; each says its number unless told otherwise. Returns their sequence numbers. */
export async function putRecords(
  kinesis: KinesisClient,
  {
    name,
    count,
    from = 0,
    batch = 25,
    keyOf = (index) => String(index),
    dataOf = (index) => `record ${String(index)}`,
  }: PutOptions,
): Promise<string[]> {
  const sequenceNumbers: string[] = []
  for (let first = from; first < from + count; first += batch) {
    const indexes = Array.from(
      { length: Math.min(batch, from + count - first) },
      (_, offset) => first + offset,
    )
    const { Records = [] } = await kinesis.send(
      new PutRecordsCommand({
        StreamName: name,
        Records: indexes.map((index) => ({
          PartitionKey: keyOf(index),
          Data: Buffer.from(dataOf(index)),
        })),
      }),
    )
    sequenceNumbers.push(...Records.flatMap(({ SequenceNumber }) => SequenceNumber ?? []))
  }
  return sequenceNumbers
}

/** Splits a stream's first shard in two, as a busy producer would need it. */
export async function splitShard(kinesis: KinesisClient, name: string): Promise<void> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: name }))
  const [first] = Shards
  const { StartingHashKey = '0', EndingHashKey = '0' } = first?.HashKeyRange ?? {}
  const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n + 1n
  await kinesis.send(
    new SplitShardCommand({
      StreamName: name,
      ShardToSplit: first?.ShardId,
      NewStartingHashKey: String(middle),
    }),
  )
  await untilActive(kinesis, name)
}

async function recordsOf(
  kinesis: KinesisClient,
  at: { StreamName: string; ShardId: string },
): Promise<_Record[]> {
  const first = await kinesis.send(
    new GetShardIteratorCommand({ ...at, ShardIteratorType: 'TRIM_HORIZON' }),
  )
  const records: _Record[] = []
  let next = first.ShardIterator
  while (next !== undefined) {
    const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: next }))
    const { Records = [] } = answer
    records.push(...Records)
    // An emulator gives all that there is at once; an open shard has an iterator for ever.
    next = Records.length === 0 ? undefined : answer.NextShardIterator
  }
  return records
}

export type FoundRecord = _Record & { shardId: string }

/** Every record that the stream holds, by the bare SDK, each shard in its order. */
export async function readAllRecords(kinesis: KinesisClient, name: string): Promise<FoundRecord[]> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: name }))
  const found = await Promise.all(
    Shards.map(async ({ ShardId = '' }) => {
      const records = await recordsOf(kinesis, { StreamName: name, ShardId })
      return records.map((record) => ({ ...record, shardId: ShardId }))
    }),
  )
  return found.flat()
}
