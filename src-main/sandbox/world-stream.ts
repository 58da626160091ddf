import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import type { Click } from './clicks.ts'

/** A stream as the world's producer sees it. */
export interface WorldStream {
  /** Makes it if it is not there. One that is there stays as the user left it. */
  ensure(): Promise<void>
  put(clicks: readonly Click[]): Promise<void>
  /** Records it holds, counted up to the limit of one read a shard. */
  held(): Promise<number>
  remove(): Promise<void>
}

const shards = 4

async function statusOf(client: KinesisClient, StreamName: string): Promise<string | undefined> {
  try {
    const answer = await client.send(new DescribeStreamSummaryCommand({ StreamName }))
    return answer.StreamDescriptionSummary?.StreamStatus
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

async function heldIn(client: KinesisClient, StreamName: string, ShardId: string): Promise<number> {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  )
  const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }))
  return Records.length
}

/** `untilStatus` waits between two looks at a stream that is being made or deleted. */
export function openWorldStream(
  client: KinesisClient,
  StreamName: string,
  wait: () => Promise<void>,
): WorldStream {
  async function until(wanted: string | undefined): Promise<void> {
    // A user may delete it at this very moment; half a minute is enough for any emulator.
    for (let looks = 0; looks < 300; looks += 1) {
      if ((await statusOf(client, StreamName)) === wanted) return
      await wait()
    }
    throw new Error(`${StreamName} did not become ${wanted ?? 'deleted'}`)
  }
  return {
    async ensure() {
      if ((await statusOf(client, StreamName)) === undefined) {
        await client.send(new CreateStreamCommand({ StreamName, ShardCount: shards }))
        await until('ACTIVE')
        const Tags = { team: 'shop', sandbox: 'weir' }
        await client.send(new AddTagsToStreamCommand({ StreamName, Tags }))
      }
    },
    async put(clicks) {
      const Records = clicks.map(({ key, data }) => ({ PartitionKey: key, Data: data }))
      await client.send(new PutRecordsCommand({ StreamName, Records }))
    },
    async held() {
      const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }))
      const counts = await Promise.all(
        Shards.map(({ ShardId = '' }) => heldIn(client, StreamName, ShardId)),
      )
      return counts.reduce((sum, count) => sum + count, 0)
    },
    async remove() {
      await client.send(new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: true }))
      await until(undefined)
    },
  }
}
