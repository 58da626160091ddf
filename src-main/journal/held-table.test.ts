import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectionIdSchema, queueUrlSchema } from '#contract'
import { openJournalDatabase } from './journal-database.ts'
import type { JournalDatabase } from './journal-database.ts'

const key = {
  connectionId: connectionIdSchema.parse('sandbox'),
  queueUrl: queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders'),
}
const hold = { ...key, connectionName: 'Sandbox', count: 10, untilMs: 30_000 }
const messages = [
  { messageId: 'a', receiptHandle: 'handle-of-a' },
  { messageId: 'b', receiptHandle: 'handle-of-b' },
]
let folder: string
let database: JournalDatabase

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-held-'))
  database = openJournalDatabase(join(folder, 'journal.db'), 0).database
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const begin = (): number => Number(database.held.run({ do: 'begin', hold }))
const list = (nowMs = 0) => database.held.run({ do: 'list', nowMs })

it('says of a receive in flight that so many may be hidden', () => {
  begin()
  expect(list()).toMatchObject([{ ...hold }])
  expect(list()).not.toHaveProperty([0, 'messageId'])
})

it('names the messages once they are known, and forgets the receive', () => {
  database.held.run({ do: 'settle', id: begin(), untilMs: 20_000, messages })
  expect(list()).toMatchObject([
    { messageId: 'a', receiptHandle: 'handle-of-a', count: 1, untilMs: 20_000 },
    { messageId: 'b' },
  ])
})

it('has one row for a message that was held before', () => {
  database.held.run({ do: 'settle', id: begin(), untilMs: 20_000, messages })
  const again = [{ messageId: 'a', receiptHandle: 'newer' }]
  database.held.run({ do: 'settle', id: begin(), untilMs: 40_000, messages: again })
  expect(list()).toMatchObject([
    { messageId: 'b' },
    { messageId: 'a', receiptHandle: 'newer', untilMs: 40_000 },
  ])
})

it('extends and removes by message, and lets go of what has run out', () => {
  database.held.run({ do: 'settle', id: begin(), untilMs: 20_000, messages })
  database.held.run({ do: 'extend', key, messageIds: ['b'], untilMs: 50_000 })
  expect(list(20_000)).toMatchObject([{ messageId: 'b', untilMs: 50_000 }])
  database.held.run({ do: 'remove', key, messageIds: ['b'] })
  expect(list()).toEqual([])
})

it('leaves no receipt handle of a removed message in its file', () => {
  database.held.run({ do: 'settle', id: begin(), untilMs: 20_000, messages })
  database.held.run({ do: 'remove', key, messageIds: ['a', 'b'] })
  database.close()
  expect(readFileSync(join(folder, 'journal.db'), 'latin1')).not.toContain('handle-of-a')
  database = openJournalDatabase(join(folder, 'journal.db'), 0).database
})
