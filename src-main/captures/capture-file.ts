import { statSync } from 'node:fs'
import type Database from 'libsql'
import { openSqliteFile, sqliteFiles } from '../lib/sqlite-file.ts'
import type { OpenedFile } from '../lib/sqlite-file.ts'
import { captureFailed } from './capture-failure.ts'
import { migrate, migrations, versionOf } from './migrations.ts'

/** How long another program may hold the file before Weir says that it does. */
const lockedMs = 2_000

/** All bytes that the captures take on disk. */
export function diskBytes(path: string): number {
  return sqliteFiles(path).reduce((sum, file) => sum + statSync(file).size, 0)
}

/** Both hold for a new file only, and before its first table. */
function shape(db: Database.Database): void {
  // Texts are searched in pieces of 128 kB: long pages make short chains of them.
  db.exec('PRAGMA page_size = 8192')
  // What a deletion frees goes back to the disk, in steps, without writing the whole file anew.
  db.exec('PRAGMA auto_vacuum = INCREMENTAL')
}

function prepare(db: Database.Database): void {
  db.exec(`PRAGMA busy_timeout = ${String(lockedMs)}`)
  const version = versionOf(db)
  // Before anything is written: a newer Weir's file stays exactly as it is.
  if (version > migrations.length) throw captureFailed('captures-newer')
  if (version === 0) shape(db)
  db.exec('PRAGMA journal_mode = WAL')
  // A capture can be the only copy of what a drain deletes: it is on the disk before that happens.
  db.exec('PRAGMA synchronous = FULL')
  // Bodies that were deleted are overwritten, not only forgotten.
  db.exec('PRAGMA secure_delete = ON')
  // 32 MB, where 2 would do: who types a term reads the same blocks with each letter.
  db.exec('PRAGMA cache_size = -32768')
  migrate(db, version)
}

/**
 * Opens the file of captures. One of a newer Weir is refused and not touched. @throws when it cannot be opened now
 */
export function openCaptureFile(path: string, nowMs: number): OpenedFile {
  return openSqliteFile(path, nowMs, prepare)
}
