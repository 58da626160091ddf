import { chmodSync, mkdirSync, renameSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { journalEntrySchema } from '#contract'
import type { JournalEntry } from '#contract'

/** What was done to a database on opening; told to the user. */
export interface OpenedDatabase {
  database: JournalDatabase
  /** Where a file that could not be read was kept. */
  setAside?: string
}

export type NewEntry = Omit<JournalEntry, 'id'>
export type EntryEnd = Pick<JournalEntry, 'outcome' | 'code' | 'count' | 'requestId'>

/** Entries kept at most; the oldest go first, so that the file is bounded. */
const maxEntries = 100_000

const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    atMs INTEGER NOT NULL,
    connectionId TEXT NOT NULL,
    connectionName TEXT NOT NULL,
    operation TEXT NOT NULL,
    effect TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER,
    code TEXT,
    requestId TEXT
  );
  PRAGMA user_version = 1;
`

function withoutNulls(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

/** The journal's table. Synchronous: it lives in a worker thread, never on the main loop. */
export class JournalDatabase {
  readonly #db: Database.Database

  constructor(path: string) {
    this.#db = new Database(path)
    this.#db.exec('PRAGMA journal_mode = WAL')
    // Full: an entry must survive the power going out, for it says what may have been changed.
    this.#db.exec('PRAGMA synchronous = FULL')
    this.#db.exec(schema)
  }

  begin(entry: NewEntry): number {
    const { atMs, connectionId, connectionName, operation, effect, target, outcome } = entry
    const result = this.#db
      .prepare(
        `INSERT INTO entries (atMs, connectionId, connectionName, operation, effect, target, outcome)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run([atMs, connectionId, connectionName, operation, effect, target, outcome])
    const id = Number(result.lastInsertRowid)
    if (id % 1000 === 0)
      this.#db.prepare('DELETE FROM entries WHERE id <= ?').run([id - maxEntries])
    return id
  }

  end(id: number, end: EntryEnd): void {
    this.#db
      .prepare('UPDATE entries SET outcome = ?, code = ?, count = ?, requestId = ? WHERE id = ?')
      .run([end.outcome, end.code ?? null, end.count ?? null, end.requestId ?? null, id])
  }

  /** Newest first. */
  list(limit: number, beforeId: number | undefined): { entries: JournalEntry[]; total: number } {
    const rows: unknown[] = this.#db
      .prepare('SELECT * FROM entries WHERE id < ? ORDER BY id DESC LIMIT ?')
      .all([beforeId ?? Number.MAX_SAFE_INTEGER, limit])
    const entries = rows.map((row) => journalEntrySchema.parse(withoutNulls(Object(row))))
    const counted: unknown = this.#db.prepare('SELECT count(*) AS total FROM entries').get([])
    return { entries, total: Number(Reflect.get(Object(counted), 'total')) }
  }

  close(): void {
    this.#db.close()
  }
}

function openPrivate(path: string): JournalDatabase {
  const database = new JournalDatabase(path)
  for (const each of [path, `${path}-wal`, `${path}-shm`])
    if (existsSync(each)) chmodSync(each, 0o600)
  return database
}

/** Opens the file, folder 0700 and files 0600. One that cannot be read is kept aside, never overwritten. */
export function openJournalDatabase(path: string, nowMs: number): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    return { database: openPrivate(path) }
  } catch {
    // Damaged, or not a database: the user is told where it went, and Weir goes on with a new one.
    const setAside = `${path}.unreadable-${String(nowMs)}`
    renameSync(path, setAside)
    for (const rest of ['-wal', '-shm'])
      if (existsSync(path + rest)) renameSync(path + rest, setAside + rest)
    return { database: openPrivate(path), setAside }
  }
}
