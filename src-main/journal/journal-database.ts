import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { journalEntrySchema } from '#contract'
import type { JournalEntry } from '#contract'
import { z } from '#contract/z'

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

const countSchema = z.object({ total: z.int() })
const rowSchema = z.record(z.string(), z.unknown())

function toEntry(row: unknown): JournalEntry {
  const columns = Object.entries(rowSchema.parse(row)).filter(([, value]) => value !== null)
  return journalEntrySchema.parse(Object.fromEntries(columns))
}

/** The journal's table. Synchronous: it lives in a worker thread, never on the main loop. */
export class JournalDatabase {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
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
    const entries = rows.map(toEntry)
    const counted = countSchema.parse(
      this.#db.prepare('SELECT count(*) AS total FROM entries').get([]),
    )
    return { entries, total: counted.total }
  }

  close(): void {
    this.#db.close()
  }
}

function prepare(db: Database.Database): void {
  db.exec('PRAGMA journal_mode = WAL')
  // Full: an entry must survive the power going out, for it says what may have been changed.
  db.exec('PRAGMA synchronous = FULL')
  db.exec(schema)
}

const filesOf = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`].filter(existsSync)

/** SQLite's two ways to say that a file is not to be read. Any other failure (locked, no space) says nothing of it. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT'
}

/** Copied before the database is closed, which deletes its log; and closed before it goes, as Windows wants it. */
function putAside(db: Database.Database, path: string, aside: string): void {
  for (const file of filesOf(path)) {
    const copy = aside + file.slice(path.length)
    copyFileSync(file, copy)
    chmodSync(copy, 0o600)
  }
  db.close()
  for (const file of filesOf(path)) rmSync(file)
}

/**
 * Opens the file, folder 0700 and files 0600. One that is damaged is kept aside, never overwritten.
 * @throws when it cannot be opened now, for example because another program holds it locked
 */
export function openJournalDatabase(path: string, nowMs: number): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const db = new Database(path)
  try {
    prepare(db)
    for (const file of filesOf(path)) chmodSync(file, 0o600)
    return { database: new JournalDatabase(db) }
  } catch (error) {
    if (!isDamage(error)) {
      db.close()
      throw error
    }
  }
  // The user is told where it went, and Weir goes on with a new one.
  const setAside = `${path}.unreadable-${String(nowMs)}`
  putAside(db, path, setAside)
  return { ...openJournalDatabase(path, nowMs), setAside }
}
