import {
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis'
import { findBounds, findMerged, findSplitProblem, shardCountRange } from '#contract'
import type { Shard, ShardId, StreamDetail, StreamMode } from '#contract'
import { streamParams } from '../kinesis.ts'
import { changeOnce, describeIdle, refuse } from './stream-change.ts'
import type { ChangeParts } from './stream-change.ts'

async function readShards({ session, reader, streamArn }: ChangeParts): Promise<Shard[]> {
  return (await reader.listShards(session, streamArn)).shards
}

function getOpen(shards: readonly Shard[], shardId: ShardId): Shard {
  const shard = shards.find((each) => each.shardId === shardId)
  if (shard === undefined) throw refuse('no-such-shard', { shard: shardId })
  if (shard.sequenceNumberRange.end !== undefined) throw refuse('shard-closed', { shard: shardId })
  return shard
}

/** [sdk] SplitShard, MergeShards and UpdateShardCount: provisioned streams only. @throws conflict where it is not */
async function describeProvisioned(parts: ChangeParts): Promise<StreamDetail> {
  const detail = await describeIdle(parts)
  if (detail.mode === 'on-demand') throw refuse('on-demand-shards')
  return detail
}

const splitReasons = {
  closed: 'shard-closed',
  'too-small': 'shard-too-small',
  'not-a-split-point': 'not-a-split-point',
} as const

/** Splits an open shard, once. @throws conflict before anything is asked for that Kinesis would refuse */
export async function splitShard(
  parts: ChangeParts,
  { shardId, newStartingHashKey }: { shardId: ShardId; newStartingHashKey: string },
): Promise<string | undefined> {
  await describeProvisioned(parts)
  const shard = getOpen(await readShards(parts), shardId)
  const problem = findSplitProblem(shard, newStartingHashKey)
  if (problem !== undefined) throw refuse(splitReasons[problem], { shard: shardId })
  const command = new SplitShardCommand({
    ...streamParams(parts.session, parts.streamArn),
    ShardToSplit: shardId,
    NewStartingHashKey: newStartingHashKey,
  })
  return changeOnce(parts.session, 'SplitShard', (client) => client.send(command))
}

/** The lower first: some emulators take no other order. */
function inOrder(one: Shard, other: Shard): [Shard, Shard] {
  const [first, second] = [findBounds(one.hashKeyRange), findBounds(other.hashKeyRange)]
  return (first?.start ?? 0n) < (second?.start ?? 0n) ? [one, other] : [other, one]
}

/** Merges two open neighbours, once. @throws conflict before anything is asked for that Kinesis would refuse */
export async function mergeShards(
  parts: ChangeParts,
  { shardId, adjacentShardId }: { shardId: ShardId; adjacentShardId: ShardId },
): Promise<string | undefined> {
  await describeProvisioned(parts)
  const shards = await readShards(parts)
  const [lower, upper] = inOrder(getOpen(shards, shardId), getOpen(shards, adjacentShardId))
  if (findMerged(lower.hashKeyRange, upper.hashKeyRange) === undefined) {
    throw refuse('not-adjacent', { shard: shardId, other: adjacentShardId })
  }
  const command = new MergeShardsCommand({
    ...streamParams(parts.session, parts.streamArn),
    ShardToMerge: lower.shardId,
    AdjacentShardToMerge: upper.shardId,
  })
  return changeOnce(parts.session, 'MergeShards', (client) => client.send(command))
}

/** Sets the number of open shards, once. @throws conflict outside half to double, or on an on-demand stream */
export async function setShardCount(
  parts: ChangeParts,
  count: number,
): Promise<string | undefined> {
  const { openShards } = await describeProvisioned(parts)
  const { min, max } = shardCountRange(openShards)
  if (count < min || count > max) throw refuse('shard-count-range', { min, max, open: openShards })
  if (count === openShards) throw refuse('same-shard-count', { open: openShards })
  const command = new UpdateShardCountCommand({
    ...streamParams(parts.session, parts.streamArn),
    TargetShardCount: count,
    ScalingType: 'UNIFORM_SCALING',
  })
  return changeOnce(parts.session, 'UpdateShardCount', (client) => client.send(command))
}

/** Changes how capacity is given, once. @throws conflict where it is so already */
export async function setMode(parts: ChangeParts, mode: StreamMode): Promise<string | undefined> {
  const { mode: now } = await describeIdle(parts)
  if (now === mode) throw refuse('same-mode')
  const StreamMode = mode === 'on-demand' ? ('ON_DEMAND' as const) : ('PROVISIONED' as const)
  const command = new UpdateStreamModeCommand({
    StreamARN: parts.streamArn,
    StreamModeDetails: { StreamMode },
  })
  return changeOnce(parts.session, 'UpdateStreamMode', (client) => client.send(command))
}
