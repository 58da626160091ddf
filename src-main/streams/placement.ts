import { createHash } from 'node:crypto'
import type { Shard, ShardId, StreamDetail } from '#contract'
import { findBounds, findHashKey } from '#contract'

function md5Hex(partitionKey: string): string {
  return createHash('md5').update(partitionKey, 'utf8').digest('hex')
}

/** The hash key of a partition key: its MD5. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${md5Hex(partitionKey)}`)
}

/** Numbers of 128 bits as 32 hexadecimal digits: these compare as texts, many times faster than numbers of that size. */
function hex(hashKey: bigint): string {
  return hashKey.toString(16).padStart(32, '0')
}

interface Arc {
  shardId: ShardId
  start: string
  end: string
}

/** Open shards ready to be searched: sorted by where they begin. */
export interface ShardRing {
  readonly arcs: readonly Arc[]
}

type RangedShard = Pick<Shard, 'shardId' | 'hashKeyRange'> &
  Partial<Pick<Shard, 'sequenceNumberRange'>>

/** Closed shards are left out: they take no more records, and their ranges are those of their children. */
export function shardRing(shards: readonly RangedShard[]): ShardRing {
  const arcs = shards.flatMap(({ shardId, hashKeyRange, sequenceNumberRange }) => {
    const bounds = findBounds(hashKeyRange)
    if (bounds === undefined || sequenceNumberRange?.end !== undefined) return []
    return [{ shardId, start: hex(bounds.start), end: hex(bounds.end) }]
  })
  return { arcs: arcs.sort((one, other) => (one.start < other.start ? -1 : 1)) }
}

function findArc({ arcs }: ShardRing, key: string): ShardId | undefined {
  let from = 0
  let to = arcs.length
  while (from < to) {
    const middle = (from + to) >> 1
    const arc = arcs[middle]
    if (arc !== undefined && arc.start <= key) from = middle + 1
    else to = middle
  }
  const arc = arcs[from - 1]
  return arc !== undefined && key <= arc.end ? arc.shardId : undefined
}

/** The shard whose range holds the hash key; undefined where the list leaves it out. */
export function findShardAt(ring: ShardRing, hashKey: bigint): ShardId | undefined {
  return findArc(ring, hex(hashKey))
}

/** The same for a partition key, and fast: for a look at every record. */
export function findShardOf(ring: ShardRing, partitionKey: string): ShardId | undefined {
  return findArc(ring, md5Hex(partitionKey))
}

export interface KeyToPlace {
  /** Missing or empty where the distribution is `AUTO` and the producer gives none. */
  partitionKey?: string
  explicitHashKey?: string
}

export type Placement =
  | { kind: 'shard'; shardId: ShardId; hashKey: string }
  /** No open shard of the list takes it: the list is of another moment. */
  | { kind: 'none'; hashKey: string }
  /** Under `AUTO` distribution Kinesis chooses a shard for each record, whatever its key. */
  | { kind: 'any' }
  | { kind: 'bad-hash-key' }
  | { kind: 'no-key' }

function placeAt(ring: ShardRing, hashKey: bigint): Placement {
  const shardId = findShardAt(ring, hashKey)
  const text = String(hashKey)
  return shardId === undefined
    ? { kind: 'none', hashKey: text }
    : { kind: 'shard', shardId, hashKey: text }
}

/** Where Kinesis would put a record with this key; an explicit hash key overrides the partition key. */
export function placeKey(
  ring: ShardRing,
  { partitionKey = '', explicitHashKey }: KeyToPlace,
  distribution: StreamDetail['distribution'] = 'by-key',
): Placement {
  const explicit = explicitHashKey === undefined ? undefined : findHashKey(explicitHashKey)
  // A record with such a hash key is refused whatever the distribution.
  if (explicitHashKey !== undefined && explicit === undefined) return { kind: 'bad-hash-key' }
  if (distribution === 'auto') return { kind: 'any' }
  if (explicit !== undefined) return placeAt(ring, explicit)
  return partitionKey === '' ? { kind: 'no-key' } : placeAt(ring, hashKeyOf(partitionKey))
}
