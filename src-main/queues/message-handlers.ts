import type { DeleteOutcome, ParsedInput } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { deleteMessages } from './deleter.ts'
import { LookMemory } from './look-memory.ts'
import { Looker } from './looker.ts'
import { openMessage } from './message-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { sendMessage } from './sender.ts'

interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined; outcome?: BatchOutcome }): void
}

export interface MessageParts {
  sessions: Sessions
  reader: QueueReader
  clock: Clock
}

type BatchOutcome = 'partly' | 'failed' | 'uncertain'

/** How the journal sees a batch: one entry that may have happened makes the whole uncertain. */
function summarise(outcomes: readonly DeleteOutcome[]): { count: number; outcome?: BatchOutcome } {
  const count = outcomes.filter((each) => each.outcome === 'deleted').length
  if (outcomes.some((each) => each.outcome === 'uncertain')) return { count, outcome: 'uncertain' }
  if (count === outcomes.length) return { count }
  return { count, outcome: count === 0 ? 'failed' : 'partly' }
}

/** Operations on the messages of a queue: input to service to answer, nothing more. */
export function messageHandlers({ sessions, reader, clock }: MessageParts) {
  const looker = new Looker(reader, clock)
  const memories = new WeakMap<Session, LookMemory>()
  const open = async (input: Pick<ParsedInput<'messages.get'>, 'connectionId' | 'queueUrl'>) => {
    const session = await sessions.open(input.connectionId)
    const memory = memories.get(session) ?? new LookMemory()
    memories.set(session, memory)
    return { session, memory, queueUrl: input.queueUrl }
  }
  return {
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
