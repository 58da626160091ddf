import type { Shard, ShardId, TailStart } from '#contract'
import type { ShardStart } from './shard-cursor.ts'

export function parentsOf({ parentShardId, adjacentParentShardId }: Shard): ShardId[] {
  return [parentShardId, adjacentParentShardId].filter((id) => id !== undefined)
}

export function isClosed({ sequenceNumberRange }: Shard): boolean {
  return sequenceNumberRange.end !== undefined
}

/** The shards that a tail begins with; it comes to the others through their parents. */
export function firstShards(shards: readonly Shard[], start: TailStart): Shard[] {
  if (start.type === 'LATEST') return shards.filter((shard) => !isClosed(shard))
  if ('shardId' in start) return shards.filter(({ shardId }) => shardId === start.shardId)
  const listed = new Set(shards.map(({ shardId }) => shardId))
  return shards.filter((shard) => !parentsOf(shard).some((parent) => listed.has(parent)))
}

export function childrenOf(shards: readonly Shard[], shardId: ShardId): Shard[] {
  return shards.filter((shard) => parentsOf(shard).includes(shardId))
}

export function firstStart(start: TailStart): ShardStart {
  if (!('shardId' in start)) return start
  const { type, sequenceNumber } = start
  return { type, sequenceNumber }
}

/** A child holds only what came after its parent was closed. That may still be before the time that was asked for. */
export function childStart(start: TailStart): ShardStart {
  return start.type === 'AT_TIMESTAMP' ? start : { type: 'TRIM_HORIZON' }
}
