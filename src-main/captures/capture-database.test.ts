import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureId, EntryFilter } from '#contract'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import { CaptureDatabase } from './capture-database.ts'
import type { NewEntry } from './entry-codec.ts'

let folder: string
let database: CaptureDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  database = open()
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function open(): CaptureDatabase {
  return new CaptureDatabase(join(folder, 'captures.db'), 0)
}

function keep(entries: readonly NewEntry[], name = 'orders') {
  const ids = database.captures.add({
    name,
    createdAtMs: 1_000,
    segment: { ...fromFile, startedAtMs: 1_000 },
  })
  database.add([{ segmentId: ids.segmentId, entries }])
  database.finish(ids.segmentId, { endedAtMs: 2_000, coverage: fromFile.coverage })
  return ids
}

function settle(): void {
  while (database.work());
}

function bodies(captureId: CaptureId, from = 1, limit = 1_000): string[] {
  return database.read({ captureId, from, limit }).map(({ body }) => Buffer.from(body).toString())
}

function positions(captureId: CaptureId, filter: EntryFilter, limit = 1_000): number[] {
  const query = { captureId, filter, after: 0, limit, patienceMs: 60_000 }
  return database.find(query).rows.map(({ position }) => position)
}

const numbered = (count: number): NewEntry[] =>
  Array.from({ length: count }, (_, index) => newEntry(`{"order":${String(index + 1)}}`))

describe('captures', () => {
  it('say what they hold, from where, and when', () => {
    const entries = [newEntry('a', { sentAtMs: 7 }), newEntry('bc', { sentAtMs: 3 })]
    const { captureId } = keep([...entries, newEntry('d')])
    expect(database.captures.get(captureId)).toEqual({
      id: captureId,
      name: 'orders',
      note: '',
      createdAtMs: 1_000,
      entryCount: 3,
      bodyBytes: 4,
      unindexed: 0,
      parts: [
        {
          ...{ ...fromFile, startedAtMs: 1_000, endedAtMs: 2_000, entryCount: 3, bodyBytes: 4 },
          ...{ firstSentAtMs: 3, lastSentAtMs: 7 },
        },
      ],
    })
  })

  it('list entries without a body, too', () => {
    const { captureId } = keep([newEntry(''), newEntry(Uint8Array.of())])
    expect(database.rows({ captureId, from: 1, limit: 10 })).toMatchObject([
      { position: 1, preview: '', bodyBytes: 0 },
      { position: 2, preview: '', bodyBytes: 0 },
    ])
    expect(positions(captureId, {})).toEqual([1, 2])
  })

  it('are renamed and noted, each alone, and listed newest first', () => {
    const first = keep([])
    const second = keep([], 'later')
    database.captures.change(first.captureId, { name: 'renamed' })
    database.captures.change(first.captureId, { note: 'the poisoned ones' })
    expect(database.captures.list()).toMatchObject([
      { id: second.captureId, name: 'later', note: '' },
      { id: first.captureId, name: 'renamed', note: 'the poisoned ones' },
    ])
  })

  it('merge without a copy: entries of all in their order, and all their sources', () => {
    const [a, b, c] = [keep(numbered(3), 'a'), keep(numbered(2), 'b'), keep(numbered(2), 'c')]
    const merged = database.captures.merge([b.captureId, a.captureId, c.captureId])
    expect(merged).toMatchObject({ id: b.captureId, name: 'b', entryCount: 7 })
    expect(merged.parts.map(({ entryCount }) => entryCount)).toEqual([2, 3, 2])
    expect(bodies(b.captureId).map((body) => Number(/\d+/.exec(body)?.[0]))).toEqual([
      1, 2, 1, 2, 3, 1, 2,
    ])
    expect(bodies(b.captureId, 3, 3)).toEqual(bodies(b.captureId).slice(2, 5))
    expect(database.captures.list()).toHaveLength(1)
    expect(positions(b.captureId, { text: '"order":2' })).toEqual([2, 4, 7])
  })

  it('are not merged or deleted while they are written', () => {
    const whole = keep(numbered(1))
    const segment = { ...fromFile, startedAtMs: 1_000 }
    const { captureId } = database.captures.add({ name: 'running', createdAtMs: 1_000, segment })
    const refusal = expect.objectContaining({
      params: { kind: 'captures', reason: 'captures-writing' },
    })
    expect(() => database.captures.merge([whole.captureId, captureId])).toThrow(refusal)
    expect(() => {
      database.delete([whole.captureId, captureId])
    }).toThrow(refusal)
    expect(database.captures.list()).toHaveLength(2)
  })

  it('are gone at once when deleted, from the disk soon after, and their number is not given anew', () => {
    const { captureId } = keep(numbered(5_000))
    settle()
    const before = database.use().bytes
    database.delete([captureId])
    expect(() => database.captures.get(captureId)).toThrow('no such capture')
    expect(database.use()).toMatchObject({ captures: 0, entries: 0, isRemoving: true })
    settle()
    expect(database.use().isRemoving).toBe(false)
    expect(keep([]).captureId).toBeGreaterThan(captureId)
    database.close()
    database = open()
    expect(database.use().bytes).toBeLessThan(before / 4)
  })

  it('are deleted by age, but not while they are written', () => {
    keep(numbered(2))
    const segment = { ...fromFile, startedAtMs: 1_000 }
    const { captureId } = database.captures.add({ name: 'running', createdAtMs: 1_000, segment })
    expect(database.deleteOlder(1_000)).toBe(0)
    expect(database.deleteOlder(1_001)).toBe(1)
    expect(database.captures.list().map(({ id }) => id)).toEqual([captureId])
  })

  it('are all gone after a wipe, and so is their room', () => {
    const { captureId } = keep(numbered(5_000))
    settle()
    const before = database.use().bytes
    database.wipe()
    expect(database.use()).toMatchObject({ captures: 0, entries: 0, isRemoving: false })
    expect(database.use().bytes).toBeLessThan(before / 4)
    expect(keep(numbered(1)).captureId).toBeGreaterThan(captureId)
  })

  it('that were cut by the end of Weir say so, and keep what they have', () => {
    const segment = { ...fromFile, startedAtMs: 1_000 }
    const ids = database.captures.add({ name: 'running', createdAtMs: 1_000, segment })
    database.add([{ segmentId: ids.segmentId, entries: numbered(3) }])
    database.close()
    database = open()
    const { parts, entryCount } = database.captures.get(ids.captureId)
    expect(entryCount).toBe(3)
    expect(parts[0]?.coverage).toEqual({ how: 'file', isWhole: false, wasCut: true })
    expect(parts[0]?.endedAtMs).toBeDefined()
  })
})

describe('additions', () => {
  it('are all written or none', () => {
    const { captureId, segmentId } = keep([])
    const wrong = { ...newEntry('x'), receiveCount: {} as unknown as number } // what no column takes
    expect(() => {
      database.add([{ segmentId, entries: [...numbered(3), wrong] }])
    }).toThrow()
    expect(database.captures.get(captureId).entryCount).toBe(0)
    expect(bodies(captureId)).toEqual([])
  })

  it('to a capture that is gone are refused', () => {
    const { captureId, segmentId } = keep([])
    database.delete([captureId])
    expect(() => {
      database.add([{ segmentId, entries: numbered(1) }])
    }).toThrow('no such capture')
  })
})
