import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { bodyOf } from './capture-ground.ts'

const rows = 30_000
const together = 2_000

function perSecond(work: (bodies: readonly string[]) => void): number {
  let tookMs = 0
  for (let first = 0; first < rows; first += together) {
    const bodies = Array.from({ length: together }, (_, at) => bodyOf(first + at))
    const startedAt = performance.now()
    work(bodies)
    tookMs += performance.now() - startedAt
  }
  return (rows * 1000) / tookMs
}

function measure(table: string, insert: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-sqlite-'))
  const db = new Database(join(folder, 'bare.db'))
  try {
    db.exec('PRAGMA journal_mode = WAL')
    db.exec(table)
    const statement = db.prepare(insert)
    return perSecond((bodies) => {
      db.exec('BEGIN')
      for (const body of bodies) statement.run([body])
      db.exec('COMMIT')
    })
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
}

/** Rows a second into a bare table of the same bodies, without anything beside them. */
export function bareInserts(): number {
  return measure('CREATE TABLE rows (body TEXT)', 'INSERT INTO rows (body) VALUES (?)')
}

/** Rows a second into SQLite's own index of substrings. */
export function trigramInserts(): number {
  return measure(
    "CREATE VIRTUAL TABLE rows USING fts5(body, tokenize = 'trigram')",
    'INSERT INTO rows (body) VALUES (?)',
  )
}
