import type { AnswerOf, DepthItem, ParsedInput, ParsedParams } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { watchDepths } from './depth-feed.ts'
import type { QueueReader } from './queue-reader.ts'

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface QueueParts {
  sessions: Sessions
  reader: QueueReader
  clock: Clock
  random(): number
}

/** Operations and the feed of queues: input to service to answer, nothing more. */
export function queueHandlers(parts: QueueParts) {
  const { sessions, reader } = parts
  return {
    'queues.list': async (input: ParsedInput<'queues.list'>): Promise<AnswerOf<'queues.list'>> => ({
      queues: await reader.list(await sessions.open(input.connectionId)),
    }),
    'queues.describe': async (
      input: ParsedInput<'queues.describe'>,
    ): Promise<AnswerOf<'queues.describe'>> =>
      reader.describe(await sessions.open(input.connectionId), input.queueUrl),
    'queues.watch': async function* (
      params: ParsedParams<'queues.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<DepthItem, void, void> {
      const session = await sessions.open(params.connectionId)
      const { signal, demand } = feed
      yield* watchDepths(parts, { session, queueUrls: params.queueUrls, signal, demand })
    },
  }
}
