import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureId, EntryFilter, Grouping } from '#contract'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import { CaptureDatabase } from './capture-database.ts'
import type { NewEntry } from './entry-codec.ts'

let folder: string
let database: CaptureDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  database = new CaptureDatabase(join(folder, 'captures.db'), 0)
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function keep(entries: readonly NewEntry[], name = 'orders'): CaptureId {
  const source = { ...fromFile.source, address: `/tmp/${name}`, name }
  const segment = { ...fromFile, source, startedAtMs: 1_000 }
  const { captureId, segmentId } = database.captures.add({ name, createdAtMs: 1_000, segment })
  database.add([{ segmentId, entries }])
  database.finish(segmentId, { endedAtMs: 2_000, coverage: fromFile.coverage })
  return captureId
}

/** Page by page, as the window asks; without patience every page is as short as can be. */
function groups(
  captureId: CaptureId,
  grouping: Grouping,
  change: { filter?: EntryFilter; patienceMs?: number } = {},
) {
  const { filter = {}, patienceMs = 60_000 } = change
  const counts = new Map<string, number>()
  for (let after = 0, isEnd = false; !isEnd;) {
    const answer = database.group({ captureId, filter, grouping, after, patienceMs })
    for (const { key, count } of answer.groups) counts.set(key, (counts.get(key) ?? 0) + count)
    expect(answer.isEnd || answer.lookedAt > after).toBe(true)
    after = answer.lookedAt
    isEnd = answer.isEnd
  }
  return counts
}

function positions(captureId: CaptureId, filter: EntryFilter): number[] {
  const page = { after: 0, limit: 10_000, patienceMs: 60_000 }
  return database.find({ captureId, filter, ...page }).rows.map(({ position }) => position)
}

const body = fc.oneof(
  fc.record({ code: fc.constantFrom(1, 2, '2', null), city: fc.constantFrom('Ulm', '서울') }),
  fc.record({ code: fc.constantFrom(1, 2) }),
  fc.constantFrom('no JSON', ''),
)
const grouping = fc.constantFrom<Grouping>(
  { by: 'source' },
  { by: 'shape' },
  { by: 'fields', fields: [{ in: 'body', path: 'code' }] },
)

describe('groups of like entries', () => {
  it('sum up to what fits, however they are asked, and each is found again as a condition', () => {
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 12 }),
        grouping,
        fc.constantFrom<EntryFilter>({}, { text: 'Ulm' }, { fromMs: 500 }),
        fc.constantFrom(0, 60_000),
        (bodies, by, filter, patienceMs) => {
          const at = (index: number) => bodies[index % bodies.length] ?? ''
          // Two parts, one of them long enough to be indexed in part, and several steps.
          const captureIds = [700, 90].map((length, part) =>
            keep(
              Array.from({ length }, (_, index) => {
                const value = at(index)
                const text = typeof value === 'string' ? value : JSON.stringify(value)
                return newEntry(text, { sentAtMs: index })
              }),
              `part-${String(part)}`,
            ),
          )
          while (database.work());
          const { id } = database.captures.merge(captureIds)
          const counts = groups(id, by, { filter, patienceMs })
          const fitting = positions(id, filter)
          const sum = [...counts.values()].reduce((total, count) => total + count, 0)
          expect(sum).toBe(fitting.length)
          const inGroups = [...counts].flatMap(([key, count]) => {
            const of = { grouping: by, key, label: '' }
            const found = positions(id, { ...filter, groups: [of] })
            expect(found).toHaveLength(count)
            return found
          })
          expect(inGroups.toSorted((a, b) => a - b)).toEqual(fitting)
          database.delete([id])
          while (database.work());
        },
      ),
      { numRuns: 20 },
    )
  })

  it('say when the first and the last were sent, and show the first', () => {
    const sent = (sentAtMs: number, code: number) =>
      newEntry(JSON.stringify({ code }), { sentAtMs })
    const captureId = keep([newEntry('{"code":1}'), sent(30, 1), sent(10, 1), sent(20, 2)])
    const by: Grouping = { by: 'fields', fields: [{ in: 'body', path: 'code' }] }
    const query = { captureId, filter: {}, grouping: by, after: 0, patienceMs: 60_000 }
    expect(database.group(query).groups).toMatchObject([
      {
        ...{ count: 3, firstSentAtMs: 10, lastSentAtMs: 30 },
        example: { position: 1, preview: '{"code":1}' },
      },
      { count: 1, firstSentAtMs: 20, lastSentAtMs: 20, example: { position: 4 } },
    ])
    const positionsOfTwo = { captureId, positions: [2, 4], grouping: by }
    expect(database.groupAt(positionsOfTwo).map(({ count }) => count)).toEqual([1, 1])
  })

  it('end an answer early where every entry is a group of its own, and lose none', () => {
    const captureId = keep(
      Array.from({ length: 4_500 }, (_, index) => newEntry(JSON.stringify({ id: index }))),
    )
    const by: Grouping = { by: 'fields', fields: [{ in: 'body', path: 'id' }] }
    const query = { captureId, filter: {}, grouping: by, after: 0, patienceMs: 60_000 }
    const { groups: first, isEnd } = database.group(query)
    expect(first.length).toBeLessThan(2_100)
    expect(isEnd).toBe(false)
    expect(groups(captureId, by).size).toBe(4_500)
  })

  it('narrow within each other', () => {
    const captureId = keep(
      Array.from({ length: 200 }, (_, index) =>
        newEntry(JSON.stringify(index % 2 === 0 ? { n: index % 4 } : { n: index % 4, x: 1 })),
      ),
    )
    const shape: Grouping = { by: 'shape' }
    const n: Grouping = { by: 'fields', fields: [{ in: 'body', path: 'n' }] }
    const [key = ''] = groups(captureId, shape).keys()
    const inShape = { groups: [{ grouping: shape, key, label: '' }] }
    expect([...groups(captureId, n, { filter: inShape }).values()]).toEqual([50, 50])
  })
})
