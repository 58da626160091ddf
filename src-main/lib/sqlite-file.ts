import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'

export interface OpenedFile {
  db: Database.Database
  /** Where a file that could not be read was kept. */
  setAside?: string
}

/** A database and what stands beside it while it is open. */
export const sqliteFiles = (path: string): string[] =>
  [path, `${path}-wal`, `${path}-shm`].filter(existsSync)

/** SQLite's result code, or the system's. */
export function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** SQLite's two ways to say that a file is not to be read. Any other failure (locked, no space) says nothing of it. */
function isDamage(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(sqliteCode(error))
}

/** Copied before the database is closed, which deletes its log; and closed before it goes, as Windows wants it. */
function putAside(db: Database.Database, path: string, aside: string): void {
  for (const file of sqliteFiles(path)) {
    const copy = aside + file.slice(path.length)
    copyFileSync(file, copy)
    chmodSync(copy, 0o600)
  }
  db.close()
  for (const file of sqliteFiles(path)) rmSync(file)
}

/**
 * Opens a database, folder 0700 and files 0600. One that is damaged is kept aside, never overwritten.
 * @throws when it cannot be opened now, for example because another program holds it locked, and what `prepare` throws
 */
export function openSqliteFile(
  path: string,
  nowMs: number,
  prepare: (db: Database.Database) => void,
): OpenedFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const db = new Database(path)
  try {
    prepare(db)
    for (const file of sqliteFiles(path)) chmodSync(file, 0o600)
    return { db }
  } catch (error) {
    if (!isDamage(error)) {
      db.close()
      throw error
    }
  }
  // The user is told where it went, and Weir goes on with a new one.
  const setAside = `${path}.unreadable-${String(nowMs)}`
  putAside(db, path, setAside)
  return { ...openSqliteFile(path, nowMs, prepare), setAside }
}
