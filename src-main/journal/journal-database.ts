import type Database from 'libsql'
import { journalEntrySchema } from '#contract'
import type { JournalEntry, JournalFilter } from '#contract'
import { z } from '#contract/z'
import { openSqliteFile } from '../lib/sqlite-file.ts'
import { HeldTable } from './held-table.ts'
import { toCondition } from './journal-filter.ts'

/** What was done to a database on opening; told to the user. */
export interface OpenedDatabase {
  database: JournalDatabase
  /** Where a file that could not be read was kept. */
  setAside?: string
}

export type NewEntry = Omit<JournalEntry, 'id'>
export type EntryEnd = Pick<
  JournalEntry,
  'outcome' | 'code' | 'count' | 'requestId' | 'commands' | 'moreCommands'
>

/** A page of the journal: the newest `limit` entries older than `beforeId` that fit. */
export interface JournalQuery {
  limit: number
  beforeId?: number | undefined
  filter?: JournalFilter | undefined
}

/** Entries kept at most; the oldest go first, so that the file is bounded. */
const maxEntries = 100_000

/** Before a moment, and known how it ended. What holds messages is in a table of its own, which this never touches. */
const ofAge = "atMs < ? AND outcome <> 'started'"

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
`

/** What the first files lacked. */
const laterColumns = ['identity TEXT', 'commands TEXT', 'moreCommands INTEGER']

const countSchema = z.object({ total: z.int() })
const rowSchema = z.record(z.string(), z.unknown())

function toEntry(row: unknown): JournalEntry {
  const columns = Object.entries(rowSchema.parse(row)).filter(([, value]) => value !== null)
  const { commands, ...entry } = Object.fromEntries(columns)
  const lines: unknown = typeof commands === 'string' ? JSON.parse(commands) : undefined
  return journalEntrySchema.parse(lines === undefined ? entry : { ...entry, commands: lines })
}

/** The journal's table. Synchronous: it lives in a worker thread, never on the main loop. */
export class JournalDatabase {
  readonly held: HeldTable
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
    this.held = new HeldTable(db)
  }

  begin(entry: NewEntry): number {
    const { atMs, connectionId, connectionName, operation, effect, target, outcome } = entry
    const identity = entry.identity ?? null
    const result = this.#db
      .prepare(
        `INSERT INTO entries (atMs, connectionId, connectionName, operation, effect, target, outcome, identity)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run([atMs, connectionId, connectionName, operation, effect, target, outcome, identity])
    const id = Number(result.lastInsertRowid)
    if (id % 1000 === 0)
      this.#db.prepare('DELETE FROM entries WHERE id <= ?').run([id - maxEntries])
    return id
  }

  end(id: number, end: EntryEnd): void {
    const { outcome, code, count, requestId, commands, moreCommands } = end
    const lines = commands === undefined ? null : JSON.stringify(commands)
    this.#db
      .prepare(
        `UPDATE entries SET outcome = ?, code = ?, count = ?, requestId = ?, commands = ?, moreCommands = ?
         WHERE id = ?`,
      )
      .run([
        outcome,
        code ?? null,
        count ?? null,
        requestId ?? null,
        lines,
        moreCommands ?? null,
        id,
      ])
  }

  /** Newest first. */
  list({ limit, beforeId, filter = {} }: JournalQuery): {
    entries: JournalEntry[]
    total: number
  } {
    const { sql, values } = toCondition(filter)
    const rows: unknown[] = this.#db
      .prepare(`SELECT * FROM entries WHERE id < ? AND ${sql} ORDER BY id DESC LIMIT ?`)
      .all([beforeId ?? Number.MAX_SAFE_INTEGER, ...values, limit])
    const entries = rows.map(toEntry)
    const counted = countSchema.parse(
      this.#db.prepare(`SELECT count(*) AS total FROM entries WHERE ${sql}`).get(values),
    )
    return { entries, total: counted.total }
  }

  /** One step: the oldest go first. Gives how many it removed; fewer than the limit means that none is left. */
  deleteOlder(thanMs: number, limit: number): number {
    const { changes } = this.#db
      .prepare(
        `DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE ${ofAge} ORDER BY id LIMIT ?)`,
      )
      .run([thanMs, limit])
    return changes
  }

  close(): void {
    this.#db.close()
  }
}

/**
 * A file from before these columns gets them. Tried rather than asked for: a prepared statement, as asking would need,
 * keeps libsql from closing the file wholly.
 */
function addColumns(db: Database.Database): void {
  for (const column of laterColumns) {
    try {
      db.exec(`ALTER TABLE entries ADD COLUMN ${column}`)
    } catch (error) {
      const isThere = error instanceof Error && error.message.includes('duplicate column name')
      if (!isThere) throw error
    }
  }
}

function prepare(db: Database.Database): void {
  db.exec('PRAGMA journal_mode = WAL')
  // Full: an entry must survive the power going out, for it says what may have been changed.
  db.exec('PRAGMA synchronous = FULL')
  db.exec(schema)
  addColumns(db)
  db.exec('PRAGMA user_version = 2')
}

/** Opens the file of the journal. @throws when it cannot be opened now */
export function openJournalDatabase(path: string, nowMs: number): OpenedDatabase {
  const { db, setAside } = openSqliteFile(path, nowMs, prepare)
  return { database: new JournalDatabase(db), ...(setAside === undefined ? {} : { setAside }) }
}
