import type { AnswerOf, DeleteOutcome, DepthItem, ParsedInput, ParsedParams } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { deleteMessages } from './deleter.ts'
import { watchDepths } from './depth-feed.ts'
import { LookMemory } from './look-memory.ts'
import { Looker } from './looker.ts'
import { QueueReader } from './queue-reader.ts'
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
  const open = (input: Pick<ParsedInput<'messages.get'>, 'connectionId' | 'queueUrl'>) => {
    const session = sessions.get(input.connectionId)
    const memory = memories.get(session) ?? new LookMemory()
    memories.set(session, memory)
    return { session, memory, queueUrl: input.queueUrl }
  }
  return {
    'queues.list': async (input: ParsedInput<'queues.list'>): Promise<AnswerOf<'queues.list'>> => ({
      queues: await reader.list(sessions.get(input.connectionId)),
    }),
    'queues.describe': (
      input: ParsedInput<'queues.describe'>,
    ): Promise<AnswerOf<'queues.describe'>> =>
      reader.describe(sessions.get(input.connectionId), input.queueUrl),
    'queues.watch': (
      params: ParsedParams<'queues.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<DepthItem, void, void> => {
      const session = sessions.get(params.connectionId)
      const { signal, demand } = feed
      return watchDepths(parts, { session, queueUrls: params.queueUrls, signal, demand })
    },
    'messages.estimateLook': (input: ParsedInput<'messages.estimateLook'>) =>
      looker.estimate({ ...open(input), max: input.max }),
    'messages.look': async (input: ParsedInput<'messages.look'>, { note }: CallNotes) => {
      const look = { ...open(input), max: input.max, acceptMoves: input.acceptMoves ?? [] }
      const { requestId, ...result } = await looker.look(look)
      note({ count: result.messages.length, requestId })
      return result
    },
    'messages.get': (input: ParsedInput<'messages.get'>) => {
      const { memory, queueUrl } = open(input)
      return memory.get(queueUrl, input.messageId).message
    },
    'messages.send': async (input: ParsedInput<'messages.send'>, { note }: CallNotes) => {
      const { requestId, ...sent } = await sendMessage(sessions.get(input.connectionId), input)
      note({ count: 1, requestId })
      return sent
    },
    'messages.delete': async (input: ParsedInput<'messages.delete'>, { note }: CallNotes) => {
      const result = await deleteMessages({ ...open(input), messageIds: input.messageIds })
      note({ ...summarise(result.outcomes), requestId: result.requestId })
      return { outcomes: result.outcomes }
    },
  }
}
