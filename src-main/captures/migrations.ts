import type Database from 'libsql'
import { inTransaction } from '../lib/sqlite-transaction.ts'

/**
 * Steps from an empty file to the present one; a file's `user_version` says how many it has taken. A step that was ever
 * released is never changed: what comes later is another step.
 *
 * An entry's id is its segment's number times 2^32 plus its place there, from 0. So a segment is one range of ids, and
 * merging captures moves segments, not entries. Blocks, marks and slices are numbered the same way.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE captures (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     name TEXT NOT NULL,
     note TEXT NOT NULL,
     createdAtMs INTEGER NOT NULL
   );
   CREATE TABLE segments (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     captureId INTEGER,
     ordinal INTEGER NOT NULL,
     source TEXT NOT NULL,
     coverage TEXT NOT NULL,
     filter TEXT,
     startedAtMs INTEGER NOT NULL,
     endedAtMs INTEGER,
     entryCount INTEGER NOT NULL DEFAULT 0,
     bodyBytes INTEGER NOT NULL DEFAULT 0,
     firstSentAtMs INTEGER,
     lastSentAtMs INTEGER,
     indexed INTEGER NOT NULL DEFAULT 0,
     blocks INTEGER NOT NULL DEFAULT 0
   );
   CREATE INDEX segmentsOfCapture ON segments (captureId, ordinal);
   CREATE TABLE entries (
     id INTEGER PRIMARY KEY,
     sentAtMs INTEGER,
     receiveCount INTEGER,
     messageId TEXT,
     groupId TEXT,
     sequenceNumber TEXT,
     partitionKey TEXT,
     shardId TEXT,
     attributes TEXT,
     attributeCount INTEGER NOT NULL,
     more TEXT,
     isText INTEGER NOT NULL,
     bodyBytes INTEGER NOT NULL,
     body BLOB NOT NULL
   );
   CREATE TABLE blocks (
     id INTEGER PRIMARY KEY,
     firstPlace INTEGER NOT NULL,
     starts BLOB NOT NULL,
     text BLOB NOT NULL
   );
   CREATE TABLE marks (id INTEGER PRIMARY KEY, bits BLOB NOT NULL);
   CREATE TABLE slices (id INTEGER PRIMARY KEY, bits BLOB NOT NULL);`,
]

/** Of a segment's number, in the ids of what belongs to it. */
export const SEGMENT_SPAN = 2 ** 32

export function versionOf(db: Database.Database): number {
  const row = db.prepare('PRAGMA user_version').get([])
  // SQLite answers to this with one row of this one column.
  return (row as { user_version: number }).user_version
}

/** All steps that are missing, or none. */
export function migrate(db: Database.Database, from: number, steps = migrations): void {
  if (from === steps.length) return
  inTransaction(db, () => {
    for (const step of steps.slice(from)) db.exec(step)
    db.exec(`PRAGMA user_version = ${String(steps.length)}`)
  })
}
