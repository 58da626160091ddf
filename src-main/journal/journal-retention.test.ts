import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionIdSchema, queueUrlSchema } from '#contract'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Journal } from './journal.ts'

const entry = {
  connectionId: connectionIdSchema.parse('c-1'),
  connectionName: 'one',
  operation: 'messages.send',
  effect: 'write',
  target: 'orders',
} as const
const old = 20_000
const unfinishedEvery = 100
const removable = ['done', 'partly', 'failed', 'uncertain'] as const

let folder: string
let journal: Journal
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-journal-'))
  const path = join(folder, 'journal.db')
  const workerUrl = new URL('./journal-worker.ts', import.meta.url)
  const clock = createSteppedClock(1_000_000)
  journal = new Journal({ path, workerUrl, clock, onSetAside: () => undefined })
})
afterEach(async () => {
  await journal.dispose()
  rmSync(folder, { recursive: true })
})

/** Entries at 0, 1, 2, …; begun one by one they would take minutes. Each hundredth has no known end. */
async function fill(): Promise<number> {
  const kept = await journal.begin(entry)
  const other = new Database(join(folder, 'journal.db'))
  other.exec(`
    WITH RECURSIVE each(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM each WHERE n < ${String(old - 1)})
    INSERT INTO entries (atMs, connectionId, connectionName, operation, effect, target, outcome)
    SELECT n, 'c-1', 'one', 'messages.send', 'write', 'orders',
      CASE WHEN n % ${String(unfinishedEvery)} = 0 THEN 'started' ELSE 'done' END FROM each`)
  other.close()
  return kept
}

describe('entries of the journal that come of age', () => {
  it('go all, as many as the list counts before; what is newer or has no known end stays', async () => {
    const kept = await fill()
    const counted = await journal.list({
      limit: 1,
      filter: { beforeMs: old - 1, outcomes: [...removable] },
    })
    const { signal } = new AbortController()
    const removed = await journal.deleteOlder(old - 1, signal)
    expect(removed).toBe(old - old / unfinishedEvery - 1)
    expect(removed).toBe(counted.total)
    const { entries, total } = await journal.list({ limit: 500 })
    expect(total).toBe(old / unfinishedEvery + 2)
    const ended = entries.filter(({ outcome }) => outcome !== 'started')
    expect(ended.map(({ atMs }) => atMs)).toEqual([old - 1])
    expect(entries.map(({ id }) => id)).toContain(kept)
    expect(await journal.deleteOlder(old - 1, signal)).toBe(0)
  })

  it('go in steps: an entry that is begun meanwhile does not wait for all of them', async () => {
    await fill()
    const order: string[] = []
    const removing = journal.deleteOlder(old, new AbortController().signal)
    await Promise.all([
      removing.then(() => order.push('removed')),
      journal.begin(entry).then(() => order.push('begun')),
    ])
    expect(order).toEqual(['begun', 'removed'])
  })

  it('stay where the journal ends before their step', async () => {
    await fill()
    const end = new AbortController()
    const removing = journal.deleteOlder(old, end.signal)
    end.abort()
    expect(await removing).toBe(500)
    expect((await journal.list({ limit: 1 })).total).toBe(old + 1 - 500)
  })

  it('leave what is held as it is', async () => {
    await fill()
    const queueUrl = queueUrlSchema.parse('http://127.0.0.1/0/orders')
    const { connectionId, connectionName } = entry
    await journal.held.begin({ connectionId, connectionName, queueUrl, count: 10, untilMs: 500 })
    await journal.deleteOlder(old, new AbortController().signal)
    expect(await journal.held.list(0)).toMatchObject([{ count: 10, untilMs: 500 }])
  })
})
