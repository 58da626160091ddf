import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureIdSchema } from '#contract'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { CaptureDatabase } from './capture-database.ts'
import { CaptureStore } from './capture-store.ts'
import { migrations } from './migrations.ts'

const workerUrl = new URL('./capture-worker.ts', import.meta.url)
const child = fileURLToPath(new URL('../testing/capture-child.ts', import.meta.url))
const onSetAside = vi.fn<(path: string) => void>()
const onTrouble = vi.fn<(message: string) => void>()
let folder: string
let path: string
let stores: CaptureStore[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  path = join(folder, 'captures', 'captures.db')
  stores = []
  onSetAside.mockReset()
  onTrouble.mockReset()
})
afterEach(async () => {
  await Promise.all(stores.map((store) => store.dispose()))
  rmSync(folder, { recursive: true })
})

function open(): CaptureStore {
  const clock = createSteppedClock(1_763_800_000_000)
  const store = new CaptureStore({ path, workerUrl, clock, onSetAside, onTrouble })
  stores.push(store)
  return store
}

const many = (count: number, bytes = 10) =>
  Array.from({ length: count }, (_, index) => newEntry(`${String(index)} ${'x'.repeat(bytes)}`))

describe('the store of captures', () => {
  it('keeps what is added in its order, also of many additions at once', async () => {
    const store = open()
    const writer = await store.begin({ name: 'orders', note: 'n', from: fromFile })
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => writer.add([newEntry(`no ${String(at)}`)])),
    )
    await writer.finish()
    const { captureId } = writer
    const rows = await store.rows({ captureId, from: 1, limit: 100 })
    expect(rows.map(({ preview }) => preview)).toEqual(
      Array.from({ length: 30 }, (_, at) => `no ${String(at)}`),
    )
    expect(await store.list()).toMatchObject([{ name: 'orders', note: 'n', entryCount: 30 }])
  })

  it('gives every byte and every fact back', async () => {
    const store = open()
    const writer = await store.begin({ name: 'orders', from: fromFile })
    const binary = Buffer.from([0, 255, 128, 10])
    const entry = newEntry(binary, {
      messageId: 'm-1',
      groupId: 'g',
      deduplicationId: 'd',
      sequenceNumber: '18850000000000000000000000000000000001',
      subSequence: 0,
      shardId: 'shardId-000000000001',
      partitionKey: 'p',
      explicitHashKey: '340282366920938463463374607431768211455',
      traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      sentAtMs: 1_763_700_000_000,
      firstReceivedAtMs: 1_763_700_000_001,
      takenAtMs: 1_763_700_000_002,
      receiveCount: 3,
      attributes: [{ name: 'a', dataType: 'Binary.gif', value: 'AP8=', encoding: 'base64' }],
      systemAttributes: [{ name: 'SenderId', value: 'AIDA' }],
    })
    await writer.add([entry, newEntry('')])
    const [first, second] = await store.read({ captureId: writer.captureId, from: 1, limit: 2 })
    expect({ ...first, body: Buffer.from(first?.body ?? []) }).toEqual(entry)
    expect(second?.body).toHaveLength(0)
  })

  it('touches no file before it is asked anything', async () => {
    await open().dispose()
    expect(() => readFileSync(path)).toThrow('ENOENT')
  })

  it('lets who is faster than the disk wait', async () => {
    const writer = await open().begin({ name: 'orders', from: fromFile })
    const order: string[] = []
    const adding = writer.add(many(20, 1024 * 1024)).then(() => order.push('written'))
    await writer.ready().then(() => order.push('ready'))
    await adding
    expect(order).toEqual(['written', 'ready'])
    await writer.ready()
  })

  it('says what it does not have', async () => {
    const captureId = captureIdSchema.parse(7)
    await expect(open().get(captureId)).rejects.toMatchObject({
      code: 'not-found',
      params: { kind: 'capture' },
    })
  })
})

describe('a file that cannot serve', () => {
  it('is set aside when it is damaged, and the store goes on', async () => {
    mkdirSync(dirname(path), { recursive: true })
    const content = 'not a database, though it is as long as a header of one is: '.repeat(9)
    writeFileSync(path, content)
    expect(await open().list()).toEqual([])
    expect(onSetAside.mock.calls).toEqual([[`${path}.unreadable-1763800000000`]])
    expect(readFileSync(`${path}.unreadable-1763800000000`, 'utf8')).toBe(content)
  })

  it('refuses every question while it is a newer one, and serves once it is not', async () => {
    await open().list()
    await stores.pop()?.dispose()
    const version = (number: number): void => {
      const db = new Database(path)
      db.exec(`PRAGMA user_version = ${String(number)}`)
      db.close()
    }
    version(migrations.length + 1)
    const store = open()
    const refusal = { code: 'conflict', params: { kind: 'captures', reason: 'captures-newer' } }
    await expect(store.list()).rejects.toMatchObject(refusal)
    await expect(store.begin({ name: 'x', from: fromFile })).rejects.toMatchObject(refusal)
    version(migrations.length)
    expect(await store.list()).toEqual([])
  })

  it('says that the disk is full, writes none of what it has no room for, and goes on', async () => {
    mkdirSync(dirname(path), { recursive: true })
    const database = new CaptureDatabase(path, 0)
    database.close()
    const file = join(folder, 'full-worker.mjs')
    // The real thread, on a file that may have no more than 40 pages: the same answer as of a disk without room.
    const modules = ['capture-database.ts'].map((name) => new URL(name, workerUrl).href)
    writeFileSync(
      file,
      `import Database from ${JSON.stringify(import.meta.resolve('libsql'))}
       const prepare = Database.prototype.prepare
       Database.prototype.prepare = function (sql) {
         if (sql.startsWith('INSERT INTO entries')) this.exec('PRAGMA max_page_count = 40')
         return prepare.call(this, sql)
       }
       await import(${JSON.stringify(modules[0])})
       await import(${JSON.stringify(workerUrl.href)})`,
    )
    const clock = createSteppedClock(0)
    const url = new URL(`file://${file}`)
    const store = new CaptureStore({ path, workerUrl: url, clock, onSetAside, onTrouble })
    stores.push(store)
    const writer = await store.begin({ name: 'orders', from: fromFile })
    await writer.add(many(10))
    await expect(writer.add(many(1_000, 1_000))).rejects.toMatchObject({
      code: 'conflict',
      params: { kind: 'captures', reason: 'captures-full' },
    })
    expect((await store.get(writer.captureId)).entryCount).toBe(10)
    await writer.add(many(5))
    expect((await store.get(writer.captureId)).entryCount).toBe(15)
    expect(onSetAside).not.toHaveBeenCalled()
  })
})

describe('a program that is killed while it writes', () => {
  it.each([0, 1, 2])('loses nothing it was told of, and halves no addition (%i)', async (more) => {
    const each = 100
    const writing = spawn(process.execPath, [child, path, String(each)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = 0
    writing.stdout.on('data', (lines: Buffer) => {
      told = Number(lines.toString().trim().split('\n').at(-1))
      if (told >= 5 + more * 7) writing.kill('SIGKILL')
    })
    await once(writing, 'close')
    expect(writing.signalCode).toBe('SIGKILL')
    const store = open()
    const [capture] = await store.list()
    expect(capture?.entryCount).toBeGreaterThanOrEqual(told * each)
    expect((capture?.entryCount ?? 0) % each).toBe(0)
    expect(capture?.parts[0]?.coverage).toMatchObject({ isWhole: false, wasCut: true })
    const captureId = captureIdSchema.parse(capture?.id)
    const rows = await store.rows({ captureId, from: 1, limit: 10_000 })
    expect(rows).toHaveLength(capture?.entryCount ?? 0)
    expect(onSetAside).not.toHaveBeenCalled()
  })
})
