import type Database from 'libsql'

/**
 * All of it or nothing. libsql's own says "cannot rollback" where SQLite has rolled back by itself, as it does when the
 * disk is full, and so hides why.
 */
export function inTransaction<T>(db: Database.Database, run: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = run()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}
