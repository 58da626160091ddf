import {
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { isAws } from '#contract'
import type { Shard, StreamArn, StreamDetail } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { RateGate } from '../polling/rate-gate.ts'
import type { Rate } from '../polling/rate-gate.ts'
import { kinesisClient, kinesisFacts, streamParams } from './kinesis.ts'
import { toShardPage, toStreamDetail, toStreamPage } from './stream-mapping.ts'
import type { StreamPage } from './stream-mapping.ts'

type ReadAction = 'ListStreams' | 'DescribeStreamSummary' | 'ListShards'

/**
 * Calls a second that AWS lets an account make ([sdk] ListStreams 5, DescribeStreamSummary 20; ListShards 100 in the
 * quotas of 2023), less what others may need.
 */
const rates: Record<ReadAction, Rate> = {
  ListStreams: { perSecond: 3, burst: 2 },
  DescribeStreamSummary: { perSecond: 12, burst: 6 },
  ListShards: { perSecond: 40, burst: 20 },
}

const streamsInPage = 100
/** [sdk] ListShards `MaxResults`: up to 1,000 at once. */
const shardsInPage = 1000
/** Half of what an account has at most in the largest regions (20,000); no more are shown. */
const maxShards = 10_000

interface Read<T> {
  signal?: AbortSignal | undefined
  run(client: KinesisClient): Promise<T>
}

function ended(): AppError {
  return new AppError('cancelled', 'nobody waits for this any more', { retryable: true })
}

/** Reads streams and their shards; makes no call that changes anything. */
export class StreamReader {
  readonly #clock: Clock
  readonly #gates = new WeakMap<Session, Map<ReadAction, RateGate>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Up to 100 streams, and the token of the next page where there is one. */
  async listPage(
    session: Session,
    { token, signal }: { token?: string | undefined; signal?: AbortSignal },
  ): Promise<StreamPage> {
    // Pages by the last name: the way that every emulator knows, and AWS still.
    const command = { Limit: streamsInPage, ExclusiveStartStreamName: token }
    return this.#read(session, 'ListStreams', {
      signal,
      run: async (client) =>
        toStreamPage(await client.send(new ListStreamsCommand(command)), session.connection.region),
    })
  }

  /** @throws not-found when the stream was deleted */
  async describe(
    session: Session,
    streamArn: StreamArn,
    signal?: AbortSignal,
  ): Promise<StreamDetail> {
    const command = new DescribeStreamSummaryCommand(streamParams(session, streamArn))
    return this.#read(session, 'DescribeStreamSummary', {
      signal,
      run: async (client) =>
        toStreamDetail(streamArn, await client.send(command), this.#clock.now()),
    })
  }

  /** Every shard that has not expired, closed ones included; `isWhole` is false past 10,000. @throws not-found */
  async listShards(
    session: Session,
    streamArn: StreamArn,
    signal?: AbortSignal,
  ): Promise<{ shards: Shard[]; isWhole: boolean }> {
    const shards: Shard[] = []
    let NextToken: string | undefined
    do {
      const token = NextToken
      // A token names its stream by itself, and may not be given with one ([sdk] ListShards).
      const which = token === undefined ? streamParams(session, streamArn) : { NextToken: token }
      const page = await this.#read(session, 'ListShards', {
        signal,
        run: async (client) =>
          toShardPage(
            await client.send(new ListShardsCommand({ ...which, MaxResults: shardsInPage })),
          ),
      })
      shards.push(...page.shards)
      NextToken = page.nextToken
    } while (NextToken !== undefined && shards.length < maxShards)
    return { shards, isWhole: NextToken === undefined }
  }

  async #read<T>(session: Session, action: ReadAction, { signal, run }: Read<T>): Promise<T> {
    await this.#gateOf(session, action)?.pass(signal)
    if (signal?.aborted === true) throw ended()
    return session.call(kinesisFacts(action, 'read'), () => run(kinesisClient(session, 'read')))
  }

  /** Emulators throttle nobody. */
  #gateOf(session: Session, action: ReadAction): RateGate | undefined {
    if (!isAws(session.connection.target)) return undefined
    const gates = this.#gates.get(session) ?? new Map<ReadAction, RateGate>()
    this.#gates.set(session, gates)
    const gate = gates.get(action) ?? new RateGate(this.#clock, rates[action])
    gates.set(action, gate)
    return gate
  }
}
