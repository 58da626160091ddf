import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import type { StreamArn } from '#contract'
import type { ComposedWeir } from '../src-main/testing/composed-weir.ts'
import { createStream, putRecords } from '../src-main/testing/contract-streams.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { composeForBench } from './many-queues.ts'

const recordBytes = 200

export interface StreamGround {
  emulator: Emulator
  kinesis: KinesisClient
  follower: Follower
  close(): Promise<void>
}

/** kinesalite in a process of its own: volume, and nobody who throttles. */
export async function startStreamGround(): Promise<StreamGround> {
  const emulator = await startKinesis('kinesalite')
  const kinesis = kinesisClientFor(emulator.endpoint)
  const weir = composeForBench(emulator.endpoint)
  const follower = startFollower(weir)
  return {
    ...{ emulator, kinesis, follower },
    close: async () => {
      await follower.close()
      await weir.close()
      kinesis.destroy()
      await emulator.close()
    },
  }
}

export interface FilledStream {
  name: string
  streamArn: StreamArn
  count: number
}

/** A stream with so many records of 200 bytes of JSON, spread over its shards. */
export async function fillStream(
  { kinesis }: StreamGround,
  { shards, count }: { shards: number; count: number },
): Promise<FilledStream> {
  const name = `bench-${String(shards)}-${String(count)}`
  const streamArn = await createStream(kinesis, name, shards)
  const part = 5_000
  for (let from = 0; from < count; from += part)
    await fillMore(kinesis, { name, from, count: part })
  return { name, streamArn, count }
}

interface Filling {
  name: string
  from: number
  count: number
  /** That put at a time. */
  workers?: number
}

/** More of such records. */
export async function fillMore(
  kinesis: KinesisClient,
  { name, from, count, workers = 10 }: Filling,
): Promise<void> {
  const share = count / workers
  await Promise.all(
    Array.from({ length: workers }, (_, at) =>
      putRecords(kinesis, {
        ...{ name, count: share, from: from + at * share, batch: 500 },
        dataOf: (index) => Buffer.alloc(recordBytes, `{"page":"/start","n":${String(index)}}`),
      }),
    ),
  )
}

/** The least that any program must do: one loop for each shard, until all records have come. */
export async function readBare(
  kinesis: KinesisClient,
  { name, count }: FilledStream,
): Promise<void> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: name }))
  let read = 0
  const loop = async (ShardId: string | undefined): Promise<void> => {
    const first = await kinesis.send(
      new GetShardIteratorCommand({
        ...{ StreamName: name, ShardId },
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    )
    let { ShardIterator } = first
    let behind = true
    while (behind && ShardIterator !== undefined) {
      const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator }))
      const got = answer.Records?.length ?? 0
      read += got
      ShardIterator = answer.NextShardIterator
      behind = got > 0 && read < count
    }
  }
  await Promise.all(Shards.map(({ ShardId }) => loop(ShardId)))
  if (read !== count) throw new Error(`read ${String(read)} of ${String(count)} records`)
}

export interface Follower {
  /** Reads a stream from its trim horizon until its last row has come. */
  read(stream: FilledStream): Promise<void>
  close(): Promise<void>
}

/** A window in a thread of its own, so that what it takes is not Weir's. */
function startFollower(weir: ComposedWeir): Follower {
  const port = weir.openPort()
  const worker = new Worker(new URL('./stream-follower.ts', import.meta.url), {
    workerData: { port },
    transferList: [port],
  })
  return {
    read: async ({ streamArn, count }) => {
      worker.postMessage({ streamArn, count })
      const answer: unknown[] = await once(worker, 'message')
      const seen = answer[0]
      if (seen !== count) throw new Error(`saw ${String(seen)} of ${String(count)} records`)
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
