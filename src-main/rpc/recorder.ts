import type { ConnectionId, Effect, ErrorCode, JournalEntry } from '#contract'
import { toAppError } from '../lib/app-error.ts'
import { withCallTrace } from '../lib/call-trace.ts'
import type { CallTrace } from '../lib/call-trace.ts'
import type { Log } from '../lib/log.ts'
import type { CallContext, CallNote } from './handlers.ts'

export type JournalBegin = Omit<
  JournalEntry,
  'id' | 'atMs' | 'outcome' | 'code' | 'count' | 'requestId' | 'commands' | 'moreCommands'
>
export interface JournalEnd {
  outcome: JournalEntry['outcome']
  code?: ErrorCode
  /** The calls it made, as lines for the AWS CLI, without what was sent. */
  commands?: string[] | undefined
  /** Calls beyond those in `commands`. */
  moreCommands?: number | undefined
  count?: number | undefined
  requestId?: string | undefined
}

/** The journal as the recorder needs it; filled by compose. */
export interface JournalPort {
  /** Resolves when the entry is on disk. */
  begin(entry: JournalBegin): Promise<number>
  end(id: number, outcome: JournalEnd): Promise<void>
}

export interface RecorderParts {
  journal: JournalPort
  log: Log
}

export interface RecordedCall {
  operation: string
  effect: Effect
  connectionId: ConnectionId
  connectionName: string
  target: string
  /** Whose credentials sign, where that is known. */
  identity?: string | undefined
}

const recorded = new Set<Effect>(['look', 'write', 'destroy'])

function outcomeOf(note: CallNote): JournalEnd {
  const { outcome = 'done', count, requestId } = note
  return { outcome, count, requestId }
}

function commandsOf({ commands, more }: CallTrace): Pick<JournalEnd, 'commands' | 'moreCommands'> {
  if (commands.length === 0) return {}
  return more === 0 ? { commands } : { commands, moreCommands: more }
}

function failureOf(thrown: unknown): JournalEnd {
  const { code, effectUnknown, requestId } = toAppError(thrown)
  return { outcome: effectUnknown ? 'uncertain' : 'failed', code, requestId }
}

/** What a call tells of itself while its entry is open. */
export type CallRecord = Pick<CallContext, 'note' | 'until'>

/** For calls that are not in the journal. */
export const noRecord: CallRecord = { note: () => undefined, until: () => undefined }

/**
 * Runs a call so that looks and changes are in the journal before they happen and with their outcome after. If the
 * journal cannot be written the call is not made: what cannot be recorded is not done.
 */
export async function runRecorded<T>(
  { journal, log }: RecorderParts,
  call: RecordedCall,
  run: (record: CallRecord) => Promise<T>,
): Promise<T> {
  if (!recorded.has(call.effect)) return run(noRecord)
  const id = await journal.begin(call)
  // What happened has happened, and the caller is told of that alone: an entry without its end stays `started`.
  const end = (trace: CallTrace, outcome: JournalEnd): Promise<void> =>
    journal.end(id, { ...outcome, ...commandsOf(trace) }).catch((error: unknown) => {
      log.error('journal.end-not-written', error, { operation: call.operation })
    })
  let facts: CallNote = {}
  let lasting: Promise<void> | undefined
  const record: CallRecord = {
    note: (more) => {
      facts = { ...facts, ...more }
    },
    until: (work) => {
      lasting = work
    },
  }
  return withCallTrace(async (trace) => {
    try {
      const answer = await run(record)
      const ended = async (): Promise<void> => end(trace, outcomeOf(facts))
      if (lasting === undefined) await ended()
      else void lasting.then(ended, (thrown: unknown) => end(trace, failureOf(thrown)))
      return answer
    } catch (thrown) {
      await end(trace, failureOf(thrown))
      throw thrown
    }
  })
}
