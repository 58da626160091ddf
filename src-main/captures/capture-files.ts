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

/** Pages of one part each, so that an entry is known to be of its part. */
async function* pagesOf(store: CaptureStore, { id, parts }: Capture) {
  let before = 0
  for (const [part, { entryCount }] of parts.entries()) {
    for (let done = 0; done < entryCount; done += pageEntries) {
      const limit = Math.min(pageEntries, entryCount - done)
      const from = before + done + 1
      const entries = await store.read({ captureId: id, from, limit })
      yield { part, from, entries }
    }
    before += entryCount
  }
}

interface Written {
  store: CaptureStore
  capture: Capture
  format: Format
}

async function writeAll(file: FileHandle, { store, capture, format }: Written): Promise<number> {
  await file.write(format === 'csv' ? csvHead : `${headLine(capture)}\n`)
  let written = 0
  for await (const { part, from, entries } of pagesOf(store, capture)) {
    const lines = entries.map((entry, index) =>
      format === 'csv' ? csvLine(entry, from + index) : `${entryLine(entry, part)}\n`,
    )
    await file.write(lines.join(''))
    written += entries.length
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
  { path, format }: { path: string; format: Format },
): Promise<number> {
  const capture = await store.get(captureId)
  const unfinished = `${path}.${String(process.pid)}.part`
  try {
    const written = await writeFile(unfinished, (file) =>
      writeAll(file, { store, capture, format }),
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
