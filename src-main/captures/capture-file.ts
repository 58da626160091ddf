import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { captureFailed, codeOf } from './capture-failure.ts'
import { migrate, migrations, versionOf } from './migrations.ts'

export interface OpenedFile {
  db: Database.Database
  /** Where a file that could not be read was kept. */
  setAside?: string
}

/** How long another program may hold the file before Weir says that it does. */
const lockedMs = 2_000

const filesOf = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`].filter(existsSync)

/** All bytes that the captures take on disk. */
export function diskBytes(path: string): number {
  return filesOf(path).reduce((sum, file) => sum + statSync(file).size, 0)
}

function isDamage(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error))
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
 * Opens the file of captures, folder 0700 and files 0600. One that is damaged is kept aside, never overwritten; one of a
 * newer Weir is refused and not touched. @throws when it cannot be opened now
 */
export function openCaptureFile(path: string, nowMs: number): OpenedFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const db = new Database(path)
  try {
    prepare(db)
    for (const file of filesOf(path)) chmodSync(file, 0o600)
    return { db }
  } catch (error) {
    if (!isDamage(error)) {
      db.close()
      throw error
    }
  }
  const setAside = `${path}.unreadable-${String(nowMs)}`
  putAside(db, path, setAside)
  return { ...openCaptureFile(path, nowMs), setAside }
}
