import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { bareSettings, getEndpoint, stopChild } from './emulators.ts'
import type { Emulator } from './emulators.ts'

/** What a Kinesis emulator does not do, or does otherwise than AWS. Each was measured. */
export type KinesisLack =
  /** On-demand streams, StreamARN, consumers, encryption, shard count: `UnknownOperationException`. */
  | 'on-demand'
  | 'consumers'
  | 'shard-count'
  /** A stream is found by its name only. */
  | 'stream-arn'
  /** ListStreams gives names alone. */
  | 'summaries'
  /** ListShards gives everything at once. */
  | 'shard-paging'
  /** MillisBehindLatest is always 0. */
  | 'millis-behind'
  /** GetRecords says the children of a shard that has ended. */
  | 'child-shards'
  /** An iterator that it did not give is refused as an invalid argument (otherwise: HTTP 500). */
  | 'refused-iterators'
  /** A sequence number that it did not give is refused as an invalid argument (otherwise: as not found). */
  | 'refused-sequence-numbers'

export type KinesisEmulatorName = 'kinesalite' | 'kinesis-local'

/** A contract suite asks here what to leave out, so that nothing is skipped silently. */
export const kinesisLacks: Readonly<Record<KinesisEmulatorName, ReadonlySet<KinesisLack>>> = {
  kinesalite: new Set<KinesisLack>([
    'on-demand',
    'consumers',
    'shard-count',
    'stream-arn',
    'summaries',
    'shard-paging',
    'millis-behind',
    'child-shards',
  ]),
  'kinesis-local': new Set<KinesisLack>([
    'summaries',
    'refused-iterators',
    'refused-sequence-numbers',
  ]),
}

/** In memory unless `folder` is given, where it keeps its data every 100 ms. */
function kinesisLocalSettings(folder: string | undefined): Record<string, string> {
  const program = createRequire(import.meta.url).resolve('kinesis-local/main.js')
  return {
    // Without it the program exits unless its working folder holds server.json.
    KINESIS_MOCK_CERT_PATH: join(dirname(program), 'server.json'),
    KINESIS_MOCK_TLS_PORT: '0',
    SHARD_LIMIT: '500',
    LOG_LEVEL: 'ERROR',
    // How long a stream is CREATING, UPDATING, DELETING: half a second each if not told.
    CREATE_STREAM_DURATION: '10ms',
    DELETE_STREAM_DURATION: '10ms',
    SPLIT_SHARD_DURATION: '10ms',
    MERGE_SHARDS_DURATION: '10ms',
    UPDATE_SHARD_COUNT_DURATION: '10ms',
    START_STREAM_ENCRYPTION_DURATION: '10ms',
    STOP_STREAM_ENCRYPTION_DURATION: '10ms',
    REGISTER_STREAM_CONSUMER_DURATION: '10ms',
    DEREGISTER_STREAM_CONSUMER_DURATION: '10ms',
    ...(folder === undefined
      ? {}
      : {
          SHOULD_PERSIST_DATA: 'true',
          PERSIST_PATH: folder,
          PERSIST_FILE_NAME: 'kinesis.json',
          PERSIST_INTERVAL: '100ms',
        }),
  }
}

/** A Kinesis emulator in a process of its own. */
export async function startKinesis(name: KinesisEmulatorName, folder?: string): Promise<Emulator> {
  const program = fileURLToPath(new URL('./kinesis-child.ts', import.meta.url))
  const child = fork(program, [name], {
    env: { ...process.env, ...kinesisLocalSettings(folder) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return { endpoint: await getEndpoint(child), close: () => stopChild(child) }
}

/** For `describe.each`: every emulator a stream suite runs against. */
export const kinesisEmulators: readonly KinesisEmulatorName[] = ['kinesalite', 'kinesis-local']

/** A bare client for an emulator's streams: dummy keys, no retries, HTTP/1.1. */
export function kinesisClientFor(endpoint: string): KinesisClient {
  return new KinesisClient({ ...bareSettings(endpoint), requestHandler: new NodeHttpHandler() })
}
