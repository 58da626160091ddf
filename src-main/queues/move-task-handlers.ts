import type { ParsedInput } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { cancelMoveTask, listMoveTasks, startMoveTask } from './move-tasks.ts'
import type { QueueReader } from './queue-reader.ts'

interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined }): void
}

interface MoveTaskParts {
  sessions: Sessions
  reader: QueueReader
  clock: Clock
}

/** Absent rather than undefined, which the contract's optional fields are not. */
function withId<T extends object>(requestId: string | undefined, answer: T) {
  return requestId === undefined ? answer : { ...answer, requestId }
}

/** Operations on SQS's own move tasks: input to service to answer, nothing more. */
export function moveTaskHandlers({ sessions, reader, clock }: MoveTaskParts) {
  return {
    'tasks.start': async (input: ParsedInput<'tasks.start'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, ...started } = await startMoveTask({ session, reader }, input)
      note({ requestId })
      return withId(requestId, started)
    },
    'tasks.list': async (input: ParsedInput<'tasks.list'>) => {
      const session = await sessions.open(input.connectionId)
      const tasks = await listMoveTasks({ session, reader }, input)
      return { isOffered: tasks !== undefined, tasks: tasks ?? [], readAtMs: clock.now() }
    },
    'tasks.cancel': async (input: ParsedInput<'tasks.cancel'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, moved } = await cancelMoveTask(session, input)
      note({ requestId, count: moved })
      return withId(requestId, { moved })
    },
  }
}
