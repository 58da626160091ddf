import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureId } from '#contract'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { exportCapture, importCapture } from './capture-files.ts'
import type { FindPositions } from './capture-files.ts'
import { entryLine, parseEntry } from './capture-lines.ts'
import { CaptureStore } from './capture-store.ts'
import type { NewEntry } from './entry-codec.ts'

let folder: string
let store: CaptureStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  store = new CaptureStore({
    path: join(folder, 'captures', 'captures.db'),
    workerUrl: new URL('./capture-worker.ts', import.meta.url),
    clock: createSteppedClock(1_763_800_000_000),
    onSetAside: (path) => expect.unreachable(path),
    onTrouble: (message) => expect.unreachable(message),
  })
})
afterEach(async () => {
  await store.dispose()
  rmSync(folder, { recursive: true })
})

const text = fc.string({ unit: 'binary' })
const attribute = fc.oneof(
  fc.record({
    name: text,
    dataType: fc.constantFrom('String', 'Number', 'String.custom', 'Number.int'),
    value: text,
    encoding: fc.constant('text' as const),
  }),
  fc.record({
    name: text,
    dataType: fc.constantFrom('Binary', 'Binary.gif'),
    value: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
    encoding: fc.constant('base64' as const),
  }),
)
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  text.map((each) => new Uint8Array(Buffer.from(each))),
)
const entry: fc.Arbitrary<NewEntry> = fc.record(
  {
    body,
    attributes: fc.array(attribute, { maxLength: 4 }),
    systemAttributes: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
    ...{ messageId: text, groupId: text, deduplicationId: text, partitionKey: text },
    sequenceNumber: fc.bigInt({ min: 0n, max: 2n ** 128n }).map(String),
    subSequence: fc.nat(),
    ...{ shardId: text, explicitHashKey: text, traceHeader: text, deadLetterSourceArn: text },
    ...{ sentAtMs: moment, firstReceivedAtMs: moment, takenAtMs: moment, receiveCount: fc.nat() },
  },
  { requiredKeys: ['body', 'attributes', 'systemAttributes'] },
)

/** The same, with bytes that compare as bytes whatever holds them. */
function plain(each: NewEntry | undefined): unknown {
  return { ...each, body: Buffer.from(each?.body ?? []).toString('hex') }
}

async function keep(entries: readonly NewEntry[], name = 'orders'): Promise<CaptureId> {
  const writer = await store.begin({ name, note: 'a "note"\n주문', from: fromFile })
  await writer.add(entries)
  await writer.finish()
  return writer.captureId
}

describe('a line of an exported capture', () => {
  it('gives back every byte and every fact', () => {
    fc.assert(
      fc.property(entry, fc.nat(), (each, part) => {
        const line = entryLine(each, part)
        expect(line).not.toContain('\n')
        const parsed = parseEntry(line)
        expect(parsed.part).toBe(part)
        expect(plain(parsed.entry)).toEqual(plain(each))
      }),
    )
  })
})

describe('a capture', () => {
  const path = (): string => join(folder, 'orders.ndjson')

  it('is the same after it was stored, exported, and imported again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 20 }), async (entries) => {
        const captureId = await keep(entries)
        expect(await exportCapture(store, captureId, { path: path(), format: 'ndjson' })).toEqual({
          entries: entries.length,
          failed: 0,
        })
        const imported = await importCapture(store, path())
        const original = await store.get(captureId)
        expect(imported).toEqual({ ...original, id: imported.id })
        const page = { from: 1, limit: 100 }
        const [first, second] = [
          await store.read({ captureId, ...page }),
          await store.read({ captureId: imported.id, ...page }),
        ]
        expect(first.map(plain)).toEqual(entries.map(plain))
        expect(second.map(plain)).toEqual(entries.map(plain))
        // Byte by byte: what was imported is exported as what it came from.
        const before = readFileSync(path())
        await exportCapture(store, imported.id, { path: path(), format: 'ndjson' })
        expect(readFileSync(path())).toEqual(before)
      }),
      { numRuns: 30, examples: [[[{ ...newEntry(''), shardId: 'a\0b', partitionKey: '\0' }]]] },
    )
  })

  it('keeps its parts, with what each covers', async () => {
    const first = await keep([newEntry('a'), newEntry('b')], 'first')
    const writer = await store.extend(await keep([newEntry('c')], 'second'), {
      source: { kind: 'queue', address: 'http://q/1/orders', name: 'orders' },
      coverage: { how: 'scan', isWhole: true, about: 3, passesWithoutNew: 2 },
      filter: 'text = x',
    })
    await writer.add([newEntry('d')])
    await writer.finish()
    const merged = await store.merge([first, writer.captureId])
    await exportCapture(store, merged.id, { path: path(), format: 'ndjson' })
    const imported = await importCapture(store, path())
    expect(imported).toEqual({ ...merged, id: imported.id })
    const entries = await store.read({ captureId: imported.id, from: 1, limit: 10 })
    expect(entries.map((each) => Buffer.from(each.body).toString())).toEqual(['a', 'b', 'c', 'd'])
  })

  it('comes out in part, each entry of its own part, and is then never called whole', async () => {
    const bodies = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => newEntry(`${name} ${String(index)}`))
    const first = await keep(bodies(150, 'a'), 'first')
    const whole = await store.merge([first, await keep(bodies(90, 'b'), 'second')])
    // Pages that end anywhere, an empty one among them.
    const pages = [
      { positions: [2, 3, 150, 151], lookedAt: 160, isEnd: false, failed: 1 },
      { positions: [], lookedAt: 200, isEnd: false, failed: 2 },
      { positions: [240], lookedAt: 240, isEnd: true, failed: 0 },
    ]
    const asked: number[] = []
    const find: FindPositions = (after) => {
      asked.push(after)
      return Promise.resolve(pages[asked.length - 1] ?? expect.unreachable())
    }
    const options = { path: path(), format: 'ndjson', find } as const
    expect(await exportCapture(store, whole.id, options)).toEqual({ entries: 5, failed: 3 })
    expect(asked).toEqual([0, 160, 200])
    const imported = await importCapture(store, path())
    const isWhole = imported.parts.map(({ coverage }) => coverage.isWhole)
    expect(imported.parts.map(({ entryCount }) => entryCount)).toEqual([3, 2])
    expect(isWhole).toEqual([false, false])
    const entries = await store.read({ captureId: imported.id, from: 1, limit: 10 })
    expect(entries.map((each) => Buffer.from(each.body).toString())).toEqual([
      ...['a 1', 'a 2', 'a 149', 'b 0', 'b 89'],
    ])
    const csv = { ...options, format: 'csv' } as const
    asked.length = 0
    await exportCapture(store, whole.id, csv)
    const numbers = readFileSync(path(), 'utf8').split('\r\n').slice(1, -1)
    expect(numbers.map((line) => line.split(',')[0])).toEqual(['2', '3', '150', '151', '240'])
  })

  it('is written for its owner alone, and takes an old file’s place only when it is whole', async () => {
    writeFileSync(path(), 'the old one')
    const captureId = await keep([newEntry('a')])
    const reading = store.readAt.bind(store)
    store.readAt = () => Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' }))
    await expect(
      exportCapture(store, captureId, { path: path(), format: 'ndjson' }),
    ).rejects.toMatchObject({ code: 'conflict', params: { reason: 'captures-full' } })
    expect(readFileSync(path(), 'utf8')).toBe('the old one')
    expect(readdirSync(folder).sort()).toEqual(['captures', 'orders.ndjson'])
    store.readAt = reading
    await exportCapture(store, captureId, { path: path(), format: 'ndjson' })
    expect((statSync(path()).mode & 0o777).toString(8)).toBe('600')
  })

  it('comes out as a table for reading, in which nothing is run as a formula', async () => {
    const attributes = [
      { name: 'kind', dataType: 'String', value: 'a "b"', encoding: 'text' as const },
    ]
    const captureId = await keep([
      newEntry('=1+1', { messageId: 'm-1', sentAtMs: 1_763_800_000_000, attributes }),
      newEntry('주문, "둘"\nlines'),
      newEntry(Uint8Array.of(0, 255)),
    ])
    await exportCapture(store, captureId, { path: path(), format: 'csv' })
    expect(readFileSync(path(), 'utf8').split('\r\n')).toEqual([
      '\ufeffposition,message id,sent or arrived,receive count,group id,deduplication id,sequence number,partition key,shard,attributes,body encoding,body',
      `1,m-1,2025-11-22T08:26:40.000Z,,,,,,,"[{""name"":""kind"",""dataType"":""String"",""value"":""a \\""b\\"""",""encoding"":""text""}]",text,'=1+1`,
      '2,,,,,,,,,,text,"주문, ""둘""\nlines"',
      '3,,,,,,,,,,base64,AP8=',
      '',
    ])
  })
})

describe('a file that is no exported capture', () => {
  const head = (): string =>
    JSON.stringify({
      ...{ weir: 'capture', version: 1, name: 'x', note: '' },
      parts: [{ ...fromFile, startedAtMs: 1, endedAtMs: 2 }],
    })
  const good = '{"part":0,"body":{"encoding":"text","value":"a"}}'

  it.each([
    ['empty', () => '', 0],
    ['another program’s', () => '{"a":1}\n', 1],
    ['of a later version', () => head().replace('"version":1', '"version":2'), 1],
    ['cut in a line', () => `${head()}\n${good}\n${good.slice(0, 20)}`, 3],
    ['with a part that it does not have', () => `${head()}\n${good.replace('0', '1')}`, 2],
  ])('(%s) is refused with its line, and nothing of it is kept', async (_what, content, line) => {
    const path = join(folder, 'wrong.ndjson')
    writeFileSync(path, content())
    await expect(importCapture(store, path)).rejects.toMatchObject({
      code: 'invalid-input',
      params: { reason: 'capture-file', name: 'wrong.ndjson', line },
    })
    expect(await store.list()).toEqual([])
    expect(existsSync(path)).toBe(true)
  })
})
