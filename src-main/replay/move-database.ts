import type Database from 'libsql'
import { AppError } from '../lib/app-error.ts'
import { openSqliteFile } from '../lib/sqlite-file.ts'
import { inTransaction } from '../lib/sqlite-transaction.ts'
import type { MoveQuestion, Settling, StepQuestion } from './move-messages.ts'
import { MoveTable } from './move-table.ts'
import { StepTable } from './step-table.ts'

/** Steps from an empty file to the present one; one that was ever released is never changed. */
const migrations: readonly string[] = [
  `CREATE TABLE moves (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     plan TEXT NOT NULL,
     fromName TEXT NOT NULL,
     toName TEXT NOT NULL,
     state TEXT NOT NULL,
     error TEXT,
     total INTEGER,
     createdAtMs INTEGER NOT NULL,
     atMs INTEGER NOT NULL
   );
   CREATE TABLE entries (
     id INTEGER PRIMARY KEY,
     source TEXT NOT NULL,
     key TEXT NOT NULL,
     moveId INTEGER NOT NULL,
     step TEXT NOT NULL,
     preview TEXT NOT NULL,
     groupId TEXT,
     toName TEXT,
     sentId TEXT,
     error TEXT,
     atMs INTEGER NOT NULL,
     UNIQUE (source, key)
   );
   CREATE INDEX entriesByStep ON entries (moveId, step);`,
]

/** SQS keeps no message for longer than 14 days, so nothing that is older is met again. */
const keptMs = 30 * 24 * 3_600_000
/** How long another program may hold the file before Weir says that it does. */
const lockedMs = 2_000

function versionOf(db: Database.Database): number {
  const row = db.prepare('PRAGMA user_version').get([])
  // SQLite answers to this with one row of this one column.
  return (row as { user_version: number }).user_version
}

function prepare(db: Database.Database): void {
  db.exec(`PRAGMA busy_timeout = ${String(lockedMs)}`)
  const version = versionOf(db)
  // Before anything is written: a newer Weir's file stays exactly as it is.
  if (version > migrations.length)
    throw new AppError('conflict', 'moves: of a newer Weir', {
      params: { kind: 'moves', reason: 'moves-newer' },
    })
  db.exec('PRAGMA journal_mode = WAL')
  // A step is on the disk, and survives the power going out, before it is made.
  db.exec('PRAGMA synchronous = FULL')
  db.exec('PRAGMA secure_delete = ON')
  if (version === migrations.length) return
  inTransaction(db, () => {
    for (const step of migrations.slice(version)) db.exec(step)
    db.exec(`PRAGMA user_version = ${String(migrations.length)}`)
  })
}

/** The record of moves. Synchronous: it lives in a worker thread, never on the main loop. */
export class MoveDatabase {
  readonly setAside: string | undefined
  readonly #db: Database.Database
  readonly #moves: MoveTable
  readonly #steps: StepTable

  /** @throws what SQLite says of the file */
  constructor(path: string, nowMs: number) {
    const { db, setAside } = openSqliteFile(path, nowMs, prepare)
    this.#db = db
    this.setAside = setAside
    this.#moves = new MoveTable(db)
    this.#steps = new StepTable(db)
    inTransaction(db, () => {
      this.#moves.interrupt()
      this.#moves.forgetBefore(nowMs - keptMs)
    })
  }

  /** All of them or none, with one wait for the disk. */
  steps(questions: readonly StepQuestion[]): unknown[] {
    return inTransaction(this.#db, () => questions.map((question) => this.#steps.run(question)))
  }

  run(question: Exclude<MoveQuestion, StepQuestion>): unknown {
    switch (question.ask) {
      case 'begin':
        return this.#moves.add(question.move)
      case 'state':
        inTransaction(this.#db, () => {
          this.#moves.setState(question.moveId, question.state, question)
        })
        return undefined
      case 'list':
        return this.#moves.list()
      case 'get':
        return this.#moves.get(question.moveId)
      case 'entries':
        return this.#steps.page(question.page)
      case 'settle':
        this.#settle(question.settling)
        return undefined
      case 'known':
        return this.#steps.known(question, question.keys)
      case 'blocked':
        return this.#steps.blocked(question)
      case 'forget':
        inTransaction(this.#db, () => {
          this.#steps.remove(question.moveId)
          this.#moves.remove(question.moveId)
        })
        return undefined
      case 'close':
        this.#db.close()
        return undefined
    }
  }
  /** What is to be sent again, or still to be deleted, is ahead of the move: it has not ended. */
  #settle(settling: Settling): void {
    inTransaction(this.#db, () => {
      this.#steps.settle(settling)
      if (settling.to === undefined || settling.to === 'kept') this.#moves.reopen(settling)
    })
  }
}
