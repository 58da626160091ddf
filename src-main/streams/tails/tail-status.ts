import type { ErrorValue, FeedItem } from '#contract'
import type { ShardLane } from './shard-lane.ts'

export type TailState = FeedItem<'records.tail'>['state']

export function isReadable(lane: ShardLane): boolean {
  return !lane.isOver && !lane.isHeld
}

/** How a tail that reads stands: as badly as all of its lanes. */
export function statusOf(
  lanes: readonly ShardLane[],
  hasWaiting: boolean,
): { state: TailState; error?: ErrorValue } {
  const open = lanes.filter(isReadable)
  if (open.length === 0) return { state: hasWaiting ? 'reading' : 'ended' }
  const [error] = open.flatMap((lane) => lane.error ?? [])
  const haveAllFailed = open.every((lane) => lane.error !== undefined)
  return haveAllFailed && error !== undefined
    ? { state: 'backing-off', error }
    : { state: 'reading' }
}

/** When the next read is due: one of the first shard that may be read. */
export function dueInMs(lanes: readonly ShardLane[]): number {
  const open = lanes.filter(isReadable)
  return open.length === 0 ? 0 : Math.min(...open.map((lane) => lane.dueInMs()))
}
