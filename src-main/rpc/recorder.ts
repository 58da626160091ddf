import type { ConnectionId, Effect, ErrorCode, JournalEntry } from '#contract'
import { toAppError } from '../lib/app-error.ts'
import type { Log } from '../lib/log.ts'
import type { CallNote } from './handlers.ts'

export type JournalBegin = Omit<
  JournalEntry,
  'id' | 'atMs' | 'outcome' | 'code' | 'count' | 'requestId'
>
export interface JournalEnd {
  outcome: JournalEntry['outcome']
  code?: ErrorCode
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
}

const recorded = new Set<Effect>(['look', 'write', 'destroy'])

function outcomeOf(note: CallNote): JournalEnd {
  const { outcome = 'done', count, requestId } = note
  return { outcome, count, requestId }
}

function failureOf(thrown: unknown): JournalEnd {
  const { code, effectUnknown, requestId } = toAppError(thrown)
  return { outcome: effectUnknown ? 'uncertain' : 'failed', code, requestId }
}

/**
 * Runs a call so that looks and changes are in the journal before they happen and with their outcome after. If the
 * journal cannot be written the call is not made: what cannot be recorded is not done.
 */
export async function runRecorded<T>(
  { journal, log }: RecorderParts,
  call: RecordedCall,
  run: (note: (facts: CallNote) => void) => Promise<T>,
): Promise<T> {
  if (!recorded.has(call.effect)) return run(() => undefined)
  const id = await journal.begin(call)
  // What happened has happened, and the caller is told of that alone: an entry without its end stays `started`.
  const end = (outcome: JournalEnd): Promise<void> =>
    journal.end(id, outcome).catch((error: unknown) => {
      log.error('journal.end-not-written', error, { operation: call.operation })
    })
  let note: CallNote = {}
  try {
    const answer = await run((facts) => {
      note = { ...note, ...facts }
    })
    await end(outcomeOf(note))
    return answer
  } catch (thrown) {
    await end(failureOf(thrown))
    throw thrown
  }
}
