import type { HeldRequest } from './held-table.ts'
import type { EntryEnd, JournalQuery, NewEntry } from './journal-database.ts'

/** What the journal's thread is asked, each with an id that its answer carries. */
export type JournalRequest =
  | { id: number; ask: 'begin'; entry: NewEntry }
  | { id: number; ask: 'end'; entryId: number; end: EntryEnd }
  | { id: number; ask: 'list'; query: JournalQuery }
  | { id: number; ask: 'deleteOlder'; thanMs: number; limit: number }
  | { id: number; ask: 'held'; request: HeldRequest }
  | { id: number; ask: 'close' }

export type JournalAnswer =
  | { id: number; value: unknown }
  | { id: number; failure: string }
  | { opened: true; setAside?: string }

export interface JournalThreadStart {
  path: string
  nowMs: number
}
