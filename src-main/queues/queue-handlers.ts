import { isAws } from '#contract'
import type { AnswerOf, DepthItem, ParsedInput, ParsedParams } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { watchDepths } from './depth-feed.ts'
import type { QueueMemories, QueueMemory } from './queue-memory.ts'
import type { QueueReader } from './queue-reader.ts'
import { intervals, ReadPlan } from './read-plan.ts'
import type { SavedQueues } from './saved-queues.ts'

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface QueueParts {
  sessions: Sessions
  reader: QueueReader
  saved: SavedQueues
  clock: Clock
  memories: QueueMemories
}

function planFor(
  { clock, saved }: QueueParts,
  { session, memory }: { session: Session; memory: QueueMemory },
  params: ParsedParams<'queues.watch'>,
): ReadPlan {
  const { connectionId, queueUrls, sweepSinceMs: sinceMs } = params
  return new ReadPlan({
    intervals: intervals[isAws(session.connection.target) ? 'aws' : 'local'],
    shown: queueUrls,
    sweep:
      sinceMs === undefined
        ? undefined
        : {
            favourites: () => saved.favourites(connectionId),
            rest: () => memory.known(saved.pins(connectionId)),
            sinceMs,
          },
    attempts: memory.attempts,
    beganAtMs: clock.now(),
  })
}

/** Operations and the feed of queues: input to service to answer, nothing more. */
export function queueHandlers(parts: QueueParts) {
  const { sessions, reader, memories } = parts
  return {
    'queues.list': async ({
      connectionId,
    }: ParsedInput<'queues.list'>): Promise<AnswerOf<'queues.list'>> => {
      const session = await sessions.open(connectionId)
      const queues = await reader.list(session)
      memories.of(session).setListed(queues.map(({ queueUrl }) => queueUrl))
      return { queues }
    },
    'queues.listPage': async ({
      connectionId,
      token,
    }: ParsedInput<'queues.listPage'>): Promise<AnswerOf<'queues.listPage'>> => {
      const session = await sessions.open(connectionId)
      const { queues, nextToken } = await reader.listPage(session, token)
      const place = { isFirst: token === undefined, isLast: nextToken === undefined }
      const queueUrls = queues.map(({ queueUrl }) => queueUrl)
      memories.of(session).addPage(queueUrls, place)
      return { queues, ...(nextToken === undefined ? {} : { nextToken }) }
    },
    'queues.describe': async (
      input: ParsedInput<'queues.describe'>,
    ): Promise<AnswerOf<'queues.describe'>> =>
      reader.describe(await sessions.open(input.connectionId), input.queueUrl),
    'queues.watch': async function* (
      params: ParsedParams<'queues.watch'>,
      { signal, demand }: FeedDemand,
    ): AsyncGenerator<DepthItem, void, void> {
      const session = await sessions.open(params.connectionId)
      const memory = memories.of(session)
      const plan = planFor(parts, { session, memory }, params)
      yield* watchDepths(parts, { session, plan, memory, signal, demand })
    },
  }
}
