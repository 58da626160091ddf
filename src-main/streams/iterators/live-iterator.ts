import { iteratorIdSchema } from '#contract'
import type { ErrorValue, LiveIterator, StreamArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { ShardCursor } from '../tails/shard-cursor.ts'
import type { Tails } from '../tails/tails.ts'

interface Standing {
  heldBy: LiveIterator['heldBy']
  records: number
  isEnded: boolean
  behindMs?: number | undefined
  error?: ErrorValue | undefined
}

function expiry({ iterator, obtainedAtMs, expiresAtMs }: ShardCursor) {
  if (iterator === undefined || obtainedAtMs === undefined || expiresAtMs === undefined) return {}
  return { obtainedAtMs, expiresAtMs }
}

/** A cursor as the list of live iterators shows it. */
export function toLiveIterator(
  id: string,
  cursor: ShardCursor,
  { behindMs, error, ...standing }: Standing,
): LiveIterator {
  const { shardId, start, lastSequenceNumber, reads, renewals } = cursor
  return {
    iteratorId: iteratorIdSchema.parse(id),
    shardId,
    ...start,
    ...{ reads, renewals, ...standing },
    ...(lastSequenceNumber === undefined ? {} : { lastSequenceNumber }),
    ...expiry(cursor),
    ...(behindMs === undefined ? {} : { behindMs }),
    ...(error === undefined ? {} : { error }),
  }
}

/** Those of the tails that read a stream now, each with its cursor. */
export function tailIterators(tails: Tails, session: Session, streamArn: StreamArn) {
  return tails.of(session, streamArn).flatMap((tail) =>
    tail.readingLanes.map((lane) => {
      const { records, behindMs, error } = lane.toLane()
      const standing = { heldBy: 'tail' as const, records, behindMs, error, isEnded: false }
      const id = `tail ${String(tail.run)} ${lane.shardId}`
      return { cursor: lane.cursor, live: toLiveIterator(id, lane.cursor, standing) }
    }),
  )
}
