import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import { openJournalDatabase } from './journal-database.ts'
import type { JournalDatabase, NewEntry, OpenedDatabase } from './journal-database.ts'

let folder: string
let path: string
let open: JournalDatabase[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-journal-'))
  path = join(folder, 'journal', 'journal.db')
  open = []
})
afterEach(() => {
  for (const database of open) database.close()
  rmSync(folder, { recursive: true })
})

function openAt(nowMs = 42): OpenedDatabase {
  const opened = openJournalDatabase(path, nowMs)
  open.push(opened.database)
  return opened
}

const entry: NewEntry = {
  atMs: 1_763_800_000_000,
  connectionId: connectionIdSchema.parse('c-1'),
  connectionName: "it's 주문 😀",
  operation: 'messages.send',
  effect: 'write',
  target: 'orders',
  outcome: 'started',
}

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)

describe('the journal on disk', () => {
  it('gives back what was begun and how it ended, also to the next who opens it', () => {
    const { database, setAside } = openAt()
    expect(setAside).toBeUndefined()
    const id = database.begin(entry)
    database.end(id, { outcome: 'done', count: 1, requestId: 'r-1' })
    expect(openAt().database.list({ limit: 10 })).toEqual({
      entries: [{ ...entry, id, outcome: 'done', count: 1, requestId: 'r-1' }],
      total: 1,
    })
  })

  it('says `started` of what never ended', () => {
    const id = openAt().database.begin(entry)
    expect(openAt().database.list({ limit: 1 }).entries).toEqual([{ ...entry, id }])
  })

  it('keeps a failure with its code', () => {
    const { database } = openAt()
    database.end(database.begin(entry), { outcome: 'uncertain', code: 'timed-out' })
    expect(database.list({ limit: 1 }).entries).toMatchObject([
      { outcome: 'uncertain', code: 'timed-out' },
    ])
  })

  it('lists the newest first, page by page, and counts them all', () => {
    const { database } = openAt()
    const ids = Array.from({ length: 7 }, () => database.begin(entry))
    const first = database.list({ limit: 3 })
    expect(first.entries.map(({ id }) => id)).toEqual(ids.slice(4).reverse())
    const last = first.entries.at(-1)?.id
    expect(database.list({ limit: 3, beforeId: last }).entries.map(({ id }) => id)).toEqual(
      ids.slice(1, 4).reverse(),
    )
    expect(database.list({ limit: 3, beforeId: ids[1] }).entries.map(({ id }) => id)).toEqual([
      ids[0],
    ])
    expect(first.total).toBe(7)
    expect(database.list({ limit: 3, beforeId: ids[0] })).toEqual({ entries: [], total: 7 })
  })

  it('lets the oldest go above 100,000 entries', () => {
    const { database } = openAt()
    const oldest = database.begin(entry)
    // As if 100,999 had been written: begun one by one they would take minutes.
    const other = new Database(path)
    other.exec("UPDATE sqlite_sequence SET seq = 100998 WHERE name = 'entries'")
    other.close()
    const kept = database.begin(entry)
    expect(database.list({ limit: 10 }).entries.map(({ id }) => id)).toEqual([kept, oldest])
    const newest = database.begin(entry)
    expect(newest).toBe(101_000)
    expect(database.list({ limit: 10 }).entries.map(({ id }) => id)).toEqual([newest, kept])
  })

  it('gives no id twice, also after the newest was let go', () => {
    const { database } = openAt()
    const id = database.begin(entry)
    const other = new Database(path)
    other.exec('DELETE FROM entries')
    other.close()
    expect(database.begin(entry)).toBeGreaterThan(id)
  })
})

describe('the files of the journal', () => {
  it('are for their owner alone', () => {
    openAt().database.begin(entry)
    expect(modeOf(dirname(path))).toBe('700')
    const files = readdirSync(dirname(path))
    expect(files.sort()).toEqual(['journal.db', 'journal.db-shm', 'journal.db-wal'])
    for (const file of files) expect(modeOf(join(dirname(path), file))).toBe('600')
  })
})

describe('a file that cannot be read', () => {
  /** A real journal of which the disk gave back only the beginning. */
  function cutShort(): Buffer {
    const made = join(mkdtempSync(join(tmpdir(), 'weir-journal-')), 'journal.db')
    const { database } = openJournalDatabase(made, 0)
    database.close()
    const content = readFileSync(made).subarray(0, 3000)
    rmSync(dirname(made), { recursive: true })
    return content
  }
  const damaged = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 0xab)])

  it.each([
    ['not a database', Buffer.from('these are notes of somebody, not a database\n'.repeat(50))],
    ['damaged at its head', damaged],
    ['cut short', cutShort()],
  ])('(%s) is kept aside byte by byte, and the journal begun anew', (_what, content) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    const { database, setAside } = openAt(42)
    expect(setAside).toBe(`${path}.unreadable-42`)
    expect(readFileSync(`${path}.unreadable-42`)).toEqual(content)
    const id = database.begin(entry)
    const again = openAt(43)
    expect(again.setAside).toBeUndefined()
    expect(again.database.list({ limit: 10 }).entries.map((each) => each.id)).toEqual([id])
  })

  it('takes the rest of its files with it', () => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(
      path,
      'not a database, and longer than a header of a database is, by some way, so.',
    )
    writeFileSync(`${path}-wal`, 'the rest')
    const { setAside } = openAt(42)
    expect(readFileSync(`${String(setAside)}-wal`, 'utf8')).toBe('the rest')
  })

  it('is not taken for damaged while somebody else holds it locked', () => {
    const id = openAt().database.begin(entry)
    const other = new Database(path)
    other.exec('BEGIN EXCLUSIVE')
    expect(() => openAt()).toThrow('locked')
    other.exec('ROLLBACK')
    other.close()
    const { database, setAside } = openAt()
    expect(setAside).toBeUndefined()
    expect(database.list({ limit: 10 }).entries.map((each) => each.id)).toEqual([id])
  })

  it('is not taken for damaged when it is only new and empty', () => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '')
    expect(openAt().setAside).toBeUndefined()
    expect(existsSync(`${path}.unreadable-42`)).toBe(false)
  })
})
