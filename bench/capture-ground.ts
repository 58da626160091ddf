import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CaptureId } from '#contract'
import { CaptureStore } from '../src-main/captures/capture-store.ts'
import { systemClock } from '../src-main/lib/clock.ts'
import { fromFile, newEntry } from '../src-main/testing/capture-entries.ts'

export const rows = 1_000_000
/** Of a body; keys and attributes come on top. */
const bodyBytes = 500
const chunkRows = 20_000
const additionRows = 500
/** A block of the index may stay unfinished at the end. */
const mostUnindexed = 512

const words =
  'alpha beta gamma delta shipping billing order customer payment refund warehouse parcel courier street city 주문 배송 결제 환불'.split(
    ' ',
  )

export const orderId = (row: number): string =>
  createHash('md5').update(String(row)).digest('hex').slice(0, 20)

/** One of a hundred is poisoned; each has an id of its own, and words in an order of their own. */
export function bodyOf(row: number): string {
  const status = row % 100 === 0 ? 'poisoned' : 'delivered'
  const head = `{"order":"${orderId(row)}","row":${String(row)},"status":"${status}","text":"`
  const picks = createHash('sha512').update(head).digest()
  let text = ''
  for (let at = 0; Buffer.byteLength(head + text) < bodyBytes - 12; at += 1) {
    const word = words[(picks[at % picks.length] ?? 0) % words.length] ?? ''
    // Each time round the words come in another order.
    text += at >= picks.length ? `${word}. ` : `${word} `
  }
  return `${head}${text}"}`
}

export interface CaptureGround {
  store: CaptureStore
  captureId: CaptureId
  /** The same bodies, one a line. */
  ndjson: string
  textBytes: number
  diskBytes: number
  insertsPerSecond: number
  indexedPerSecond: number
  close(): Promise<void>
}

/** Everything indexed that will be; how many seconds that took. */
async function untilIndexed(store: CaptureStore, captureId: CaptureId): Promise<number> {
  const startedAt = performance.now()
  const before = (await store.get(captureId)).unindexed
  for (;;) {
    const { unindexed } = await store.get(captureId)
    if (unindexed <= mostUnindexed) return before / ((performance.now() - startedAt) / 1000)
    await pause(100)
  }
}

const openStore = (folder: string): CaptureStore =>
  new CaptureStore({
    path: join(folder, 'captures', 'captures.db'),
    workerUrl: new URL('../src-main/captures/capture-worker.ts', import.meta.url),
    clock: systemClock,
    onSetAside: (path) => {
      throw new Error(`set aside: ${path}`)
    },
    onTrouble: (message) => {
      throw new Error(message)
    },
  })

/** Writes every row into the store and into a file; rows a second of the store, the making of the rows left out. */
async function fill(store: CaptureStore, ndjson: string) {
  const writer = await store.begin({ name: 'bench', from: fromFile })
  const file = openSync(ndjson, 'w')
  let tookMs = 0
  for (let first = 0; first < rows; first += chunkRows) {
    const bodies = Array.from({ length: chunkRows }, (_, at) => bodyOf(first + at))
    writeSync(file, `${bodies.join('\n')}\n`)
    const entries = bodies.map((body, at) => newEntry(body, { sentAtMs: first + at }))
    const startedAt = performance.now()
    const written: Promise<void>[] = []
    for (let at = 0; at < chunkRows; at += additionRows) {
      written.push(writer.add(entries.slice(at, at + additionRows)))
      await writer.ready()
    }
    await Promise.all(written)
    tookMs += performance.now() - startedAt
  }
  closeSync(file)
  await writer.finish()
  return { captureId: writer.captureId, insertsPerSecond: (rows * 1000) / tookMs }
}

/** A million messages in a store on disk, and as NDJSON beside it. */
export async function openCaptureGround(): Promise<CaptureGround> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-captures-'))
  const ndjson = join(folder, 'rows.ndjson')
  const store = openStore(folder)
  const { captureId, insertsPerSecond } = await fill(store, ndjson)
  const indexedPerSecond = await untilIndexed(store, captureId)
  const { bytes: diskBytes } = await store.use()
  const textBytes = statSync(ndjson).size
  const close = async (): Promise<void> => {
    await store.dispose()
    rmSync(folder, { recursive: true })
  }
  const ways = { store, captureId, ndjson, close }
  return { ...ways, textBytes, diskBytes, insertsPerSecond, indexedPerSecond }
}

/** The same million messages as the captures of a data folder, indexed, for a Weir that is to be started on it. */
export async function fillCaptures(folder: string): Promise<CaptureId> {
  const store = openStore(folder)
  const ndjson = join(folder, 'rows.ndjson')
  const { captureId } = await fill(store, ndjson)
  await untilIndexed(store, captureId)
  await store.dispose()
  rmSync(ndjson)
  return captureId
}
