import type { ParsedInput, QueueUrl } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { withId } from '../lib/request-id.ts'
import { MoveTasks } from './move-tasks.ts'
import type { QueueReader } from './queue-reader.ts'

export interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined }): void
}

interface MoveTaskParts {
  sessions: Sessions
  reader: QueueReader
  clock: Clock
  /** @throws conflict where Weir has sent messages of this queue, or may have, that are still in it */
  demandSettled(queueUrl: QueueUrl): Promise<void>
}

/** Operations on SQS's own move tasks: input to service to answer, nothing more. */
export function moveTaskHandlers({ sessions, reader, clock, demandSettled }: MoveTaskParts) {
  const moveTasks = new MoveTasks(reader)
  return {
    'tasks.start': async (input: ParsedInput<'tasks.start'>, { note }: CallNotes) => {
      await demandSettled(input.queueUrl)
      const session = await sessions.open(input.connectionId)
      const { requestId, ...started } = await moveTasks.start(session, input)
      note({ requestId })
      return { ...started, ...withId(requestId) }
    },
    'tasks.list': async (input: ParsedInput<'tasks.list'>) => {
      const session = await sessions.open(input.connectionId)
      const tasks = await moveTasks.list(session, input.queueUrl)
      return { isOffered: tasks !== undefined, tasks: tasks ?? [], readAtMs: clock.now() }
    },
    'tasks.cancel': async (input: ParsedInput<'tasks.cancel'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const { requestId, moved } = await moveTasks.cancel(session, input)
      note({ requestId, count: moved })
      return { moved, ...withId(requestId) }
    },
  }
}
