import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureId, EntryFilter } from '#contract'
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

function keep(entries: readonly NewEntry[]): CaptureId {
  const segment = { ...fromFile, startedAtMs: 1_000 }
  const { captureId, segmentId } = database.captures.add({
    name: 'orders',
    createdAtMs: 1_000,
    segment,
  })
  database.add([{ segmentId, entries }])
  database.finish(segmentId, { endedAtMs: 2_000, coverage: fromFile.coverage })
  return captureId
}

function settle(): void {
  while (database.work());
}

function find(captureId: CaptureId, filter: EntryFilter, page = { after: 0, limit: 10_000 }) {
  const answer = database.find({ captureId, filter, ...page, patienceMs: 60_000 })
  return { ...answer, positions: answer.rows.map(({ position }) => position) }
}

/** Every page of a search that is asked again and again, as the window does. */
function findInPages(captureId: CaptureId, filter: EntryFilter, limit: number): number[] {
  const found: number[] = []
  let after = 0
  for (;;) {
    const answer = find(captureId, filter, { after, limit })
    found.push(...answer.positions)
    if (answer.isEnd) return found
    expect(answer.lookedAt).toBeGreaterThan(after)
    after = answer.lookedAt
  }
}

/** Few letters, so that most short terms occur, and many of their neighbours do not. */
const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'C', 'é', '주', '문', '😀', ' '),
  maxLength: 12,
})

describe('a substring', () => {
  it('is found in exactly the entries that have it, indexed or not, page by page', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 40 }),
        word.filter((text) => text !== ''),
        fc.integer({ min: 1, max: 7 }),
        (texts, term, limit) => {
          // 1,300 entries: two blocks are indexed, the rest is not.
          const all = Array.from({ length: 1_300 }, (_, index) => texts[index % texts.length] ?? '')
          const captureId = keep(all.map((text) => newEntry(text)))
          settle()
          const plain = (text: string): string => text.toLowerCase()
          const expected = all.flatMap((text, index) =>
            plain(text).includes(plain(term)) ? [index + 1] : [],
          )
          expect(find(captureId, { text: term }).positions).toEqual(expected)
          const few = findInPages(captureId, { text: term }, Math.max(limit, expected.length >> 4))
          expect(few).toEqual(expected)
          database.delete([captureId])
          settle()
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is found over more blocks than are turned into slices at once', () => {
    // 200 kB each: every entry is a block of its own, 256 of them are turned, and 14 are not.
    const filler = 'lorem ipsum dolor sit amet '.repeat(5_000)
    const entries = Array.from({ length: 270 }, (_, index) =>
      newEntry(
        `${filler}order-${String(index).padStart(4, '0')}-${index % 90 === 7 ? 'zz' : 'yy'}`,
      ),
    )
    const captureId = keep(entries)
    settle()
    expect(find(captureId, { text: 'order-0123' }).positions).toEqual([124])
    expect(find(captureId, { text: 'order-0269' }).positions).toEqual([270])
    expect(find(captureId, { text: 'zz' }).positions).toEqual([8, 98, 188])
    expect(find(captureId, { text: 'z' }, { after: 98, limit: 5 }).positions).toEqual([188])
    expect(find(captureId, { text: '#' }).positions).toEqual([])
    expect(find(captureId, { text: 'order-0270' }).positions).toEqual([])
  })

  it.each([
    ['whatever its case', 'ÄRGER in Köln', 'ärger IN kÖLN'],
    ['of two Korean syllables', '{"이름":"주문 취소"}', '취소'],
    ['of one Korean syllable', '{"이름":"주문"}', '문'],
    ['written in parts, as macOS does', '주문'.normalize('NFD'), '주문'],
    ['that the body has escaped', '{"name":"\\uc8fc\\ubb38"}', '주문'],
    ['of an SQL pattern, as it stands', '100%_done', '%_d'],
    ['with a quote', `it's "so"`, `'s "`],
  ])('is found %s', (_what, body, text) => {
    const captureId = keep([newEntry('something else'), newEntry(body)])
    expect(find(captureId, { text }).positions).toEqual([2])
  })

  it('is found in what a body decodes to', () => {
    const packed = gzipSync('{"order":"o-4711"}')
    const sns = {
      Type: 'Notification',
      MessageId: '1',
      TopicArn: 'arn:aws:sns:a:1:t',
      Timestamp: 'x',
    }
    const wrapped = JSON.stringify({ ...sns, Message: '{"order":"o-4711"}' })
    const captureId = keep([
      newEntry(packed.toString('base64')),
      newEntry(packed),
      newEntry(wrapped),
      newEntry('{"order":"o-4712"}'),
    ])
    expect(find(captureId, { text: '"order":"o-4711"' }).positions).toEqual([1, 2, 3])
  })

  it('is found in ids, keys and text attributes', () => {
    const attribute = {
      name: 'kind',
      dataType: 'String',
      value: 'refund',
      encoding: 'text',
    } as const
    const captureId = keep([
      newEntry('-', { messageId: 'm-needle' }),
      newEntry('-', { groupId: 'needle' }),
      newEntry('-', { partitionKey: 'NEEDLE' }),
      newEntry('-', { attributes: [{ ...attribute, value: 'a needle' }] }),
      newEntry('-'),
    ])
    expect(find(captureId, { text: 'needle' }).positions).toEqual([1, 2, 3, 4])
  })
})

describe('other filters', () => {
  const attribute = (name: string, value: string) =>
    ({ name, value, dataType: 'String', encoding: 'text' }) as const
  const entries = Array.from({ length: 1_200 }, (_, index) =>
    newEntry(`order ${String(index % 3)}`, {
      sentAtMs: 1_000 + index,
      attributes: index % 100 === 0 ? [attribute('kind', `re%fund-${String(index)}`)] : [],
    }),
  )

  it('narrow by time and by attribute, together with a text', () => {
    const captureId = keep(entries)
    settle()
    expect(find(captureId, { fromMs: 1_010, untilMs: 1_012 }).positions).toEqual([11, 12, 13])
    expect(find(captureId, { attribute: { name: 'kind' } }).positions).toHaveLength(12)
    expect(find(captureId, { attribute: { name: 'Kind' } }).positions).toEqual([])
    expect(find(captureId, { attribute: { name: 'kind', value: '%FUND-3' } }).positions).toEqual([
      301,
    ])
    const both = { text: 'order 0', attribute: { name: 'kind' }, fromMs: 1_500 }
    expect(find(captureId, both).positions).toEqual([601, 901])
    expect(findInPages(captureId, both, 1)).toEqual([601, 901])
  })

  it('stop when their time is up, and say how far they got', () => {
    const captureId = keep(Array.from({ length: 200 }, () => newEntry('same')))
    const query = { captureId, filter: { text: 'absent' }, limit: 10 }
    const first = database.find({ ...query, after: 0, patienceMs: 0 })
    expect(first).toMatchObject({ rows: [], isEnd: false })
    expect(first.lookedAt).toBeGreaterThan(0)
    expect(database.find({ ...query, after: first.lookedAt, patienceMs: 60_000 }).isEnd).toBe(true)
  })
})
