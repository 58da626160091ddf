import type { AnswerOf, ParsedInput } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Sessions } from '../../connections/sessions.ts'
import { AppError, toAppError } from '../../lib/app-error.ts'
import { awsCliLine } from '../../lib/aws-cli-line.ts'
import type { Clock } from '../../lib/clock.ts'
import type { StreamReader } from '../stream-reader.ts'
import { isClosed } from '../tails/lineage.ts'
import type { CursorParts, ShardCursor } from '../tails/shard-cursor.ts'
import type { Tails } from '../tails/tails.ts'
import type { HandIterator } from './hand-iterator.ts'
import type { HandIterators } from './hand-iterators.ts'
import { tailIterators } from './live-iterator.ts'

export interface IteratorHandlerParts {
  sessions: Sessions
  reader: StreamReader
  tails: Tails
  hand: HandIterators
  clock: Clock
}

function missing(name: string): AppError {
  return new AppError('not-found', 'no such iterator', { params: { kind: 'iterator', name } })
}

function getHeld(hand: HandIterators, session: Session, id: string): HandIterator {
  const held = hand.find(session, id)
  if (held === undefined) throw missing(id)
  return held
}

/** Who may not list the shards takes the answer's word for it. */
async function isShardClosed(
  reader: StreamReader,
  { session, streamArn, shardId }: CursorParts,
): Promise<boolean> {
  try {
    const { shards } = await reader.listShards(session, streamArn)
    const shard = shards.find((each) => each.shardId === shardId)
    return shard === undefined || isClosed(shard)
  } catch (thrown) {
    return toAppError(thrown).code === 'access-denied'
  }
}

function findCursor(
  { hand, tails }: IteratorHandlerParts,
  session: Session,
  { iteratorId, streamArn }: ParsedInput<'iterators.reveal'>,
): ShardCursor | undefined {
  const ofTails = tailIterators(tails, session, streamArn)
  return (
    hand.find(session, iteratorId)?.cursor ??
    ofTails.find(({ live }) => live.iteratorId === iteratorId)?.cursor
  )
}

/** Iterators opened by hand, and the strings of all: input to service to answer, nothing more. */
export function iteratorHandlers(parts: IteratorHandlerParts) {
  const { sessions, reader, hand, clock } = parts
  return {
    'iterators.open': async (input: ParsedInput<'iterators.open'>) => {
      const session = await sessions.open(input.connectionId, 'kinesis')
      const { streamArn, shardId, start } = input
      const cursor = { session, clock, streamArn, shardId, start }
      const ends = { isClosed: () => isShardClosed(reader, cursor) }
      return (await hand.open({ ...cursor, ...ends })).live
    },
    'iterators.step': async ({
      connectionId,
      iteratorId,
      limit,
    }: ParsedInput<'iterators.step'>): Promise<AnswerOf<'iterators.step'>> => {
      const held = getHeld(hand, await sessions.open(connectionId, 'kinesis'), iteratorId)
      try {
        return await held.step(limit)
      } finally {
        hand.changes.tell()
      }
    },
    'iterators.close': async ({ connectionId, iteratorId }: ParsedInput<'iterators.close'>) => {
      hand.close(await sessions.open(connectionId, 'kinesis'), iteratorId)
      return {}
    },
    'iterators.reveal': async (
      input: ParsedInput<'iterators.reveal'>,
    ): Promise<AnswerOf<'iterators.reveal'>> => {
      const session = await sessions.open(input.connectionId, 'kinesis')
      const iterator = findCursor(parts, session, input)?.iterator
      if (iterator === undefined) throw missing(input.iteratorId)
      const call = { ShardIterator: iterator }
      const options = session.cliOptionsOf('kinesis')
      const command = awsCliLine({ service: 'kinesis', action: 'GetRecords', input: call, options })
      return { iterator, command }
    },
  }
}
