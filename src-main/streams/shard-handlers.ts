import type { AnswerOf, FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { findHashKey, placeOnRing } from '#contract'
import type { HandIterators } from './iterators/hand-iterators.ts'
import { tailIterators } from './iterators/live-iterator.ts'
import { placeKey, shardRing } from './placement.ts'
import { shardLineage } from './shard-lineage.ts'
import type { StreamReader } from './stream-reader.ts'
import type { Tails } from './tails/tails.ts'

export interface ShardHandlerParts {
  sessions: Sessions
  reader: StreamReader
  tails: Tails
  hand: HandIterators
  clock: Clock
}

export interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** Ages are shown as they grow. */
const watchEveryMs = 1_000

async function map(
  { sessions, reader, clock }: ShardHandlerParts,
  { connectionId, streamArn }: ParsedInput<'shards.map'>,
  signal: AbortSignal,
): Promise<AnswerOf<'shards.map'>> {
  const session = await sessions.open(connectionId, 'kinesis')
  const listed = await reader.listShards(session, streamArn, signal)
  const byId = new Map(listed.shards.map((shard) => [shard.shardId, shard]))
  const { shards, edges, generations } = shardLineage(listed.shards)
  const mapped = shards.flatMap(({ parentIds: _parentIds, ...place }) => {
    const shard = byId.get(place.shardId)
    return shard === undefined ? [] : [{ ...shard, ...place }]
  })
  return {
    ...{ shards: mapped, edges, generations, isWhole: listed.isWhole },
    readAtMs: clock.now(),
  }
}

function place(input: ParsedInput<'shards.place'>): AnswerOf<'shards.place'> {
  const { shards, distribution, partitionKey = '', explicitHashKey } = input
  const hashKey = explicitHashKey === undefined ? {} : { explicitHashKey }
  const placed = placeKey(shardRing(shards), { partitionKey, ...hashKey }, distribution)
  if (!('hashKey' in placed)) return placed
  return { ...placed, place: placeOnRing(findHashKey(placed.hashKey) ?? 0n) }
}

async function* watch(
  { sessions, tails, hand, clock }: ShardHandlerParts,
  { connectionId, streamArn }: ParsedParams<'shards.watch'>,
  { signal, demand }: FeedDemand,
): AsyncGenerator<FeedItem<'shards.watch'>, void, void> {
  while (!signal.aborted && (await demand())) {
    const changed = hand.changes.wait()
    const session = await sessions.open(connectionId, 'kinesis')
    const ofTails = tailIterators(tails, session, streamArn).map(({ live }) => live)
    const byHand = hand.of(session, streamArn).map(({ live }) => live)
    const [load] = tails.of(session, streamArn).flatMap((tail) => tail.load.report() ?? [])
    const atMs = clock.now()
    yield { iterators: [...byHand, ...ofTails], ...(load === undefined ? {} : { load }), atMs }
    const waited = new AbortController()
    await Promise.race([
      changed,
      clock.sleep(watchEveryMs, AbortSignal.any([signal, waited.signal])),
    ])
    waited.abort()
  }
}

/** The map of a stream's shards, and what stands in them: input to service to answer, nothing more. */
export function shardHandlers(parts: ShardHandlerParts) {
  return {
    'shards.map': (input: ParsedInput<'shards.map'>, { signal }: { signal: AbortSignal }) =>
      map(parts, input, signal),
    'shards.place': place,
    'shards.watch': (params: ParsedParams<'shards.watch'>, context: FeedDemand) =>
      watch(parts, params, context),
  }
}
