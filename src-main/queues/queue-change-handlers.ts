import { QUIET_SECONDS } from '#contract'
import type { AnswerOf, ErrorValue, ParsedInput } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { withId } from '../lib/request-id.ts'
import { DeadLetterSources } from './dead-letter-sources.ts'
import { checkWiring, setRedrive } from './dead-letter-wiring.ts'
import { setAttributes } from './queue-attributes.ts'
import { createQueue } from './queue-creator.ts'
import type { QueueMemories } from './queue-memory.ts'
import type { QueueReader } from './queue-reader.ts'
import { deleteQueue, notingPurge, purgeQueue } from './queue-removal.ts'
import { changeTags, listTags } from './queue-tags.ts'

interface CallNotes {
  note(facts: {
    count?: number
    requestId?: string | undefined
    outcome?: 'partly' | 'uncertain'
  }): void
}

export interface QueueChangeParts {
  sessions: Sessions
  reader: QueueReader
  clock: Clock
  memories: QueueMemories
}

const QUIET_MS = QUIET_SECONDS * 1_000

type AttributesInput = ParsedInput<'queues.setAttributes'>

/** How the journal sees two steps of which the first was done. */
function outcomeOf(failure: ErrorValue | undefined) {
  if (failure === undefined) return {}
  return { outcome: failure.effectUnknown ? ('uncertain' as const) : ('partly' as const) }
}

function readHandlers({ sessions, reader, clock, memories }: QueueChangeParts) {
  const sources = new DeadLetterSources(reader, memories)
  return {
    'queues.attributes': async ({ connectionId, queueUrl }: ParsedInput<'queues.attributes'>) => {
      const session = await sessions.open(connectionId)
      const found = await reader.readAttributes(session, queueUrl, ['All'])
      const entries = Object.entries(found).map(([name, value = '']) => [name, value] as const)
      return { attributes: Object.fromEntries(entries), readAtMs: clock.now() }
    },
    'queues.listTags': async ({ connectionId, queueUrl }: ParsedInput<'queues.listTags'>) => ({
      tags: await listTags(await sessions.open(connectionId), queueUrl),
    }),
    'queues.listSources': async ({ connectionId, queueUrl }: ParsedInput<'queues.listSources'>) =>
      sources.list(await sessions.open(connectionId), queueUrl),
    'queues.checkRedrive': async (input: ParsedInput<'queues.checkRedrive'>) => {
      const session = await sessions.open(input.connectionId)
      return checkWiring({ session, reader, clock }, input.queueUrl, input.deadLetterUrl)
    },
  }
}

function attributeHandlers({ sessions, reader, clock }: QueueChangeParts) {
  const set = async (input: AttributesInput, mayShortenRetention: boolean, { note }: CallNotes) => {
    const session = await sessions.open(input.connectionId)
    const parts = { session, reader, clock }
    const { requestId, pending } = await setAttributes(parts, { ...input, mayShortenRetention })
    note({ requestId })
    return { pending, ...withId(requestId) }
  }
  return {
    'queues.setAttributes': (input: AttributesInput, notes: CallNotes) => set(input, false, notes),
    'queues.shortenRetention': (input: ParsedInput<'queues.shortenRetention'>, notes: CallNotes) =>
      set(input, true, notes),
    'queues.setRedrive': async (input: ParsedInput<'queues.setRedrive'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, isPending } = await setRedrive({ session, reader, clock }, input)
      note({ requestId })
      return { isPending, ...withId(requestId) }
    },
  }
}

function wholeQueueHandlers({ sessions, reader, clock, memories }: QueueChangeParts) {
  return {
    'queues.setTags': async (input: ParsedInput<'queues.setTags'>, { note }: CallNotes) => {
      const { requestId, ...changed } = await changeTags(
        await sessions.open(input.connectionId),
        input,
      )
      note({ requestId, ...outcomeOf(changed.failure) })
      return { ...changed, ...withId(requestId) }
    },
    'queues.create': async (
      input: ParsedInput<'queues.create'>,
      { note }: CallNotes,
    ): Promise<AnswerOf<'queues.create'>> => {
      const session = await sessions.open(input.connectionId)
      const { requestId, ...created } = await createQueue({ session, reader }, input)
      note({ requestId, ...outcomeOf(created.failure) })
      return { ...created, ...withId(requestId) }
    },
    'queues.delete': async (input: ParsedInput<'queues.delete'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const requestId = await deleteQueue(session, input.queueUrl)
      reader.redrives.forget(session, input.queueUrl)
      note({ requestId })
      return withId(requestId)
    },
    'queues.purge': async (input: ParsedInput<'queues.purge'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const noteQuiet = (): void => {
        memories.of(session).quietUntilMs.set(input.queueUrl, clock.now() + QUIET_MS)
      }
      const requestId = await notingPurge(noteQuiet, () => purgeQueue(session, input.queueUrl))
      note({ requestId })
      return withId(requestId)
    },
    'queues.findPurge': ({ connectionId, queueUrl }: ParsedInput<'queues.findPurge'>) => {
      const untilMs = memories.of(sessions.get(connectionId)).quietUntilMs.get(queueUrl) ?? 0
      return untilMs > clock.now() ? { quietUntilMs: untilMs } : {}
    },
  }
}

/** Operations that change a queue itself: input to service to answer, nothing more. */
export function queueChangeHandlers(parts: QueueChangeParts) {
  return { ...readHandlers(parts), ...attributeHandlers(parts), ...wholeQueueHandlers(parts) }
}
