import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A sandbox that is just being replaced may take this long to go. */
const patienceMs = 4000

/**
 * Keeps a second sandbox out of the same data: each would hold its own half of the truth in memory.
 * The lock is SQLite's, which the system lets go when a process dies, however it dies.
 * @throws when another process has it.
 */
export function lockData(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: patienceMs })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new Error(`${dataDir} is used by another sandbox`, { cause: error })
  }
  return () => {
    lock.close()
  }
}
