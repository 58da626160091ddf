import type { AnswerOf, DeleteOutcome, DepthItem, ParsedInput, ParsedParams } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { deleteMessages } from './deleter.ts'
import { watchDepths } from './depth-feed.ts'
import { LookMemory } from './look-memory.ts'
import { Looker } from './looker.ts'
import { openMessage } from './message-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { sendMessage } from './sender.ts'

interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined; outcome?: BatchOutcome }): void
}
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

type BatchOutcome = 'partly' | 'failed' | 'uncertain'

/** How the journal sees a batch: one entry that may have happened makes the whole uncertain. */
function summarise(outcomes: readonly DeleteOutcome[]): { count: number; outcome?: BatchOutcome } {
  const count = outcomes.filter((each) => each.outcome === 'deleted').length
  if (outcomes.some((each) => each.outcome === 'uncertain')) return { count, outcome: 'uncertain' }
  if (count === outcomes.length) return { count }
  return { count, outcome: count === 0 ? 'failed' : 'partly' }
}

/** Operations and feeds of queues and messages: input to service to answer, nothing more. */
export function queueHandlers(parts: QueueParts) {
  const { sessions, reader, clock } = parts
  const looker = new Looker(reader, clock)
  const memories = new WeakMap<Session, LookMemory>()
  const open = async (input: Pick<ParsedInput<'messages.get'>, 'connectionId' | 'queueUrl'>) => {
    const session = await sessions.open(input.connectionId)
    const memory = memories.get(session) ?? new LookMemory()
    memories.set(session, memory)
    return { session, memory, queueUrl: input.queueUrl }
  }
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
    'messages.estimateLook': async (input: ParsedInput<'messages.estimateLook'>) =>
      looker.estimate({ ...(await open(input)), max: input.max }),
    'messages.look': async (input: ParsedInput<'messages.look'>, { note }: CallNotes) => {
      const { max, acceptMoves = [] } = input
      const look = { ...(await open(input)), max, acceptMoves }
      const { requestId, ...result } = await looker.look(look)
      note({ count: result.messages.length, requestId })
      return result
    },
    'messages.get': async (input: ParsedInput<'messages.get'>) => {
      const { memory, queueUrl } = await open(input)
      return openMessage(memory.get(queueUrl, input.messageId).message)
    },
    'messages.send': async (input: ParsedInput<'messages.send'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, ...sent } = await sendMessage(session, input)
      note({ count: 1, requestId })
      return sent
    },
    'messages.delete': async (input: ParsedInput<'messages.delete'>, { note }: CallNotes) => {
      const { messageIds } = input
      const result = await deleteMessages({ ...(await open(input)), messageIds })
      note({ ...summarise(result.outcomes), requestId: result.requestId })
      return { outcomes: result.outcomes }
    },
  }
}
