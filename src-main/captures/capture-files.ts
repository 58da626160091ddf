import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import type { Capture, CaptureId, ParsedInput } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { csvHead, csvLine } from './capture-csv.ts'
import { toCaptureError } from './capture-failure.ts'
import { entryLine, headLine, parseEntry, parseHead } from './capture-lines.ts'
import type { CaptureHead } from './capture-lines.ts'
import type { CaptureStore } from './capture-store.ts'
import type { CaptureWriter } from './capture-writer.ts'
import type { NewEntry } from './entry-codec.ts'

type Format = ParsedInput<'captures.export'>['format']

/** Entries in memory at a time: of the longest, 64 MB. */
const pageEntries = 64

/** Positions that are written, after one; where not all are. */
export type FindPositions = (
  after: number,
) => Promise<{ positions: number[]; lookedAt: number; isEnd: boolean; failed: number }>

/** What was written, and on how many an expression failed, so that they were not. */
export interface Exported {
  entries: number
  failed: number
}

interface Page {
  part: number
  positions: number[]
}

/** Pages of one part each, so that an entry is known to be of its part. */
function* allPages({ parts }: Capture): Generator<Page> {
  let before = 0
  for (const [part, { entryCount }] of parts.entries()) {
    for (let done = 0; done < entryCount; done += pageEntries) {
      const length = Math.min(pageEntries, entryCount - done)
      const first = before + done + 1
      yield { part, positions: Array.from({ length }, (_, at) => first + at) }
    }
    before += entryCount
  }
}

/** The same of some positions, which rise. */
function* pagesAt({ parts }: Capture, positions: readonly number[]): Generator<Page> {
  let before = 0
  for (const [part, { entryCount }] of parts.entries()) {
    const end = before + entryCount
    const own = positions.filter((at) => at > before && at <= end)
    for (let at = 0; at < own.length; at += pageEntries) {
      yield { part, positions: own.slice(at, at + pageEntries) }
    }
    before = end
  }
}

async function* pagesOf(capture: Capture, find: FindPositions | undefined, told: Exported) {
  if (find === undefined) {
    yield* allPages(capture)
    return
  }
  for (let after = 0, isEnd = false; !isEnd;) {
    const found = await find(after)
    yield* pagesAt(capture, found.positions)
    told.failed += found.failed
    after = found.lookedAt
    isEnd = found.isEnd
  }
}

interface Written {
  store: CaptureStore
  capture: Capture
  format: Format
  find: FindPositions | undefined
}

/** What is chosen from it is never the whole of its source. */
function inPart(capture: Capture): Capture {
  const parts = capture.parts.map((part) => {
    return { ...part, coverage: { ...part.coverage, isWhole: false } }
  })
  return { ...capture, parts }
}

async function writeAll(
  file: FileHandle,
  { store, capture, format, find }: Written,
): Promise<Exported> {
  const head = headLine(find === undefined ? capture : inPart(capture))
  await file.write(format === 'csv' ? csvHead : `${head}\n`)
  const written: Exported = { entries: 0, failed: 0 }
  for await (const { part, positions } of pagesOf(capture, find, written)) {
    const entries = await store.readAt(capture.id, positions)
    const lines = entries.map((entry, index) =>
      format === 'csv' ? csvLine(entry, positions[index] ?? 0) : `${entryLine(entry, part)}\n`,
    )
    await file.write(lines.join(''))
    written.entries += entries.length
  }
  return written
}

async function writeFile<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'w', 0o600)
  try {
    return await write(file)
  } finally {
    await file.close()
  }
}

/**
 * Writes beside the file and puts it in its place when it is whole: a disk that fills up leaves the old file as it was.
 * Readable by its owner alone. @throws conflict (full, unwritable)
 */
export async function exportCapture(
  store: CaptureStore,
  captureId: CaptureId,
  { path, format, find }: { path: string; format: Format; find?: FindPositions | undefined },
): Promise<Exported> {
  const capture = await store.get(captureId)
  const unfinished = `${path}.${String(process.pid)}.part`
  try {
    const written = await writeFile(unfinished, (file) =>
      writeAll(file, { store, capture, format, find }),
    )
    await rename(unfinished, path)
    return written
  } catch (error) {
    await rm(unfinished, { force: true })
    throw toCaptureError(error)
  }
}

function unreadable(path: string, line: number, cause: unknown): AppError {
  return new AppError('invalid-input', `line ${String(line)} of ${path} is not of a capture`, {
    params: { reason: 'capture-file', name: basename(path), path, line },
    cause,
  })
}

/** Writes the parts of a file one after the other. */
class Importer {
  readonly #store: CaptureStore
  readonly #head: CaptureHead
  #writer: CaptureWriter | undefined
  #part = -1
  #waiting: NewEntry[] = []

  constructor(store: CaptureStore, head: CaptureHead) {
    this.#store = store
    this.#head = head
  }

  get captureId(): CaptureId | undefined {
    return this.#writer?.captureId
  }

  async add(part: number, entry: NewEntry): Promise<void> {
    if (part < this.#part || part >= this.#head.parts.length) throw new Error('no such part')
    while (this.#part < part) await this.#nextPart()
    this.#waiting.push(entry)
    if (this.#waiting.length >= pageEntries) await this.#write()
  }

  async end(): Promise<CaptureId> {
    while (this.#part < this.#head.parts.length - 1) await this.#nextPart()
    await this.#finishPart()
    if (this.#writer === undefined) throw new Error('no part')
    return this.#writer.captureId
  }

  async #nextPart(): Promise<void> {
    await this.#finishPart()
    this.#part += 1
    const part = this.#head.parts[this.#part]
    if (part === undefined) throw new Error('no such part')
    const { name, note } = this.#head
    this.#writer =
      this.#writer === undefined
        ? await this.#store.begin({ name, note, from: part })
        : await this.#store.extend(this.#writer.captureId, part)
  }

  async #finishPart(): Promise<void> {
    await this.#write()
    const part = this.#head.parts[this.#part]
    if (part !== undefined) await this.#writer?.finish(part.coverage, part.endedAtMs)
  }

  async #write(): Promise<void> {
    const entries = this.#waiting
    this.#waiting = []
    if (entries.length > 0) await this.#writer?.add(entries)
  }
}

interface Reading {
  importer?: Importer
  line: number
}

async function readInto(path: string, store: CaptureStore, reading: Reading): Promise<CaptureId> {
  const input = createReadStream(path, 'utf8')
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) {
    reading.line += 1
    if (line.trim() === '') continue
    if (reading.importer === undefined) reading.importer = new Importer(store, parseHead(line))
    else {
      const { part, entry } = parseEntry(line)
      await reading.importer.add(part, entry)
    }
  }
  if (reading.importer === undefined) throw new Error('empty')
  return reading.importer.end()
}

/**
 * The whole file as a capture of its own, or none of it. @throws invalid-input with the line that is none of a capture's;
 * conflict (full, locked)
 */
export async function importCapture(store: CaptureStore, path: string): Promise<Capture> {
  const reading: Reading = { line: 0 }
  try {
    return await store.get(await readInto(path, store, reading))
  } catch (error) {
    const begun = reading.importer?.captureId
    if (begun !== undefined) await store.abandon(begun)
    const known = toCaptureError(error)
    throw known instanceof AppError ? known : unreadable(path, reading.line, error)
  }
}
