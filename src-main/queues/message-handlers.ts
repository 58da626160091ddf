import type { MessageId, ParsedInput } from '#contract'
import type { FindSchemaReader } from '../codecs/schema-reading.ts'
import type { Sessions } from '../connections/sessions.ts'
import { summarise } from './batch-summary.ts'
import { deleteMessages } from './deleter.ts'
import type { ReleaseNote } from './hold-ports.ts'
import type { Holds } from './holds.ts'
import type { Lister } from './lister.ts'
import type { Looker, LookResult } from './looker.ts'
import { openMessage } from './message-mapping.ts'
import type { SessionMemories } from './session-memories.ts'
import { sendMessage } from './sender.ts'

interface CallNotes {
  note(facts: ReleaseNote): void
}

export interface MessageParts {
  sessions: Sessions
  looker: Looker
  holds: Holds
  lister: Lister
  memories: SessionMemories
  findSchemas: FindSchemaReader
}

type QueueInput = Pick<ParsedInput<'messages.get'>, 'connectionId' | 'queueUrl'>
type LookInput = QueueInput & Pick<ParsedInput<'messages.look'>, 'max' | 'acceptMoves'>

/** What of a look leaves main: everything but the handles. */
function answerOf(result: LookResult, { note }: CallNotes) {
  const { messages, lookedAtMs, requestId, unreadable } = result
  note({ count: messages.length + unreadable, requestId })
  return { messages, lookedAtMs, ...(unreadable === 0 ? {} : { unreadable }) }
}

/** Operations on the messages of a queue: input to service to answer, nothing more. */
export function messageHandlers(parts: MessageParts) {
  const { sessions, looker, holds, lister, memories, findSchemas } = parts
  const open = async ({ connectionId, queueUrl }: QueueInput) => {
    const session = await sessions.open(connectionId)
    return { session, memory: memories.looked(session), queueUrl }
  }
  const lookOf = async (input: LookInput, hideSeconds: number) => {
    const target = await open(input)
    const held = holds.open(target).hold.list()
    const heldIds = new Set(held.map(({ messageId }) => messageId))
    const { max, acceptMoves = [] } = input
    return { ...target, max, acceptMoves, hideSeconds, heldIds }
  }
  return {
    'messages.estimateLook': async (input: ParsedInput<'messages.estimateLook'>) =>
      looker.estimate(await lookOf(input, input.hideSeconds ?? 0)),
    'messages.look': async (input: ParsedInput<'messages.look'>, notes: CallNotes) =>
      answerOf(await looker.look(await lookOf(input, 0)), notes),
    'messages.hold': async (input: ParsedInput<'messages.hold'>, notes: CallNotes) =>
      answerOf(await holds.take(await lookOf(input, input.hideSeconds)), notes),
    'messages.get': async (input: ParsedInput<'messages.get'>) => {
      const { session, queueUrl } = await open(input)
      const { message } = memories.get(session, queueUrl, input.messageId)
      const schemas = await findSchemas({ service: 'queue', address: queueUrl })
      return openMessage(message, { off: input.off, schemas })
    },
    'messages.list': async (input: ParsedInput<'messages.list'>) => {
      const { session, queueUrl } = await open(input)
      return lister.list({ session, queueUrl, memory: memories.listed(session), max: input.max })
    },
    'messages.send': async (input: ParsedInput<'messages.send'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, ...sent } = await sendMessage(session, input)
      note({ count: 1, requestId })
      return sent
    },
    'messages.delete': async (input: ParsedInput<'messages.delete'>, { note }: CallNotes) => {
      const { messageIds } = input
      const target = await open(input)
      const { hold } = holds.open(target)
      const findHeld = (id: MessageId): string | undefined => hold.find(id)?.receiptHandle
      const result = await deleteMessages({ ...target, messageIds, findHeld })
      const deleted = result.outcomes.filter(({ outcome }) => outcome === 'deleted')
      await hold.drop(deleted.map(({ messageId }) => messageId))
      note({ ...summarise(result.outcomes), requestId: result.requestId })
      return { outcomes: result.outcomes }
    },
  }
}
