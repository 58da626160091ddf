import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { JournalFilter } from '#contract'
import { openJournalDatabase } from './journal-database.ts'
import type { JournalDatabase, NewEntry } from './journal-database.ts'

let folder: string
let path: string
let database: JournalDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-journal-'))
  path = join(folder, 'journal.db')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const base: NewEntry = {
  atMs: 1,
  connectionId: connectionIdSchema.parse('c-1'),
  connectionName: 'prod-eu',
  operation: 'messages.send',
  effect: 'write',
  target: 'orders',
  outcome: 'started',
}

function targets(filter: JournalFilter): { targets: string[]; total: number } {
  const { entries, total } = database.list({ limit: 10, filter })
  return { targets: entries.map((entry) => entry.target), total }
}

describe('filtering the journal', () => {
  beforeEach(() => {
    database = openJournalDatabase(path, 0).database
    database.begin({ ...base, identity: 'arn:aws:iam::4711:user/kim' })
    const deleted = database.begin({
      ...base,
      target: '100%_done',
      operation: 'messages.delete',
      effect: 'destroy',
    })
    const commands = ["aws sqs delete-message --queue-url 'https://x/1/100%_done'"]
    database.end(deleted, { outcome: 'done', requestId: 'r-77', commands, moreCommands: 2 })
    const other = database.begin({
      ...base,
      connectionId: connectionIdSchema.parse('c-2'),
      target: '100 done',
    })
    database.end(other, { outcome: 'uncertain', code: 'timed-out' })
  })

  it.each<[JournalFilter, string[]]>([
    [{}, ['100 done', '100%_done', 'orders']],
    [{ connectionId: connectionIdSchema.parse('c-1') }, ['100%_done', 'orders']],
    [{ effects: ['destroy'] }, ['100%_done']],
    [{ outcomes: ['uncertain', 'started'] }, ['100 done', 'orders']],
    [{ text: 'KIM' }, ['orders']],
    [{ text: 'r-77' }, ['100%_done']],
    [{ text: '100%' }, ['100%_done']],
    [{ text: '%_' }, ['100%_done']],
    [{ text: 'delete-message' }, ['100%_done']],
    [{ text: ' timed-out ' }, ['100 done']],
    [{ text: "'; DROP TABLE entries; --" }, []],
    [{ effects: ['write'], outcomes: ['started'], text: 'orders' }, ['orders']],
  ])('by %j', (filter, expected) => {
    expect(targets(filter)).toEqual({ targets: expected, total: expected.length })
  })

  it('gives back commands, and who signed', () => {
    const { entries } = database.list({ limit: 10 })
    expect(entries[1]).toMatchObject({
      commands: [expect.stringContaining('100%')],
      moreCommands: 2,
    })
    expect(entries[2]).toMatchObject({ identity: 'arn:aws:iam::4711:user/kim' })
  })
})

it('takes over a journal of version 1 with all its entries', () => {
  const old = new Database(path)
  old.exec(`
    CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, atMs INTEGER NOT NULL,
      connectionId TEXT NOT NULL, connectionName TEXT NOT NULL, operation TEXT NOT NULL,
      effect TEXT NOT NULL, target TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER, code TEXT,
      requestId TEXT);
    PRAGMA user_version = 1;
    INSERT INTO entries (atMs, connectionId, connectionName, operation, effect, target, outcome)
      VALUES (5, 'c-1', 'prod-eu', 'messages.send', 'write', 'orders', 'started');`)
  old.close()
  const opened = openJournalDatabase(path, 0)
  database = opened.database
  expect(opened.setAside).toBeUndefined()
  const id = database.begin({ ...base, identity: 'me' })
  expect(database.list({ limit: 10 }).entries).toEqual([
    { ...base, id, identity: 'me' },
    { ...base, id: 1, atMs: 5 },
  ])
})
