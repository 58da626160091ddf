import type Database from 'libsql'
import { z } from '#contract/z'
import { blocksWith, CHUNKS, SLICE_BLOCKS, turnMarks } from './block-slices.ts'
import { BlockBuilder } from './block-text.ts'
import type { BlockText } from './block-text.ts'
import { idOf } from './entries.ts'
import type { Entries } from './entries.ts'
import { markText, mayHold } from './gram-marks.ts'
import type { Wanted } from './gram-marks.ts'
import { searchTextOf } from './search-text.ts'
import type { Segment, Segments } from './segments.ts'
import { storedBytesSchema } from './stored-bytes.ts'
import { inTransaction } from '../lib/sqlite-transaction.ts'

const bitsSchema = z.object({ bits: storedBytesSchema })
const blockSchema = z.object({
  firstPlace: z.int(),
  starts: storedBytesSchema,
  text: storedBytesSchema,
})
const firstSchema = blockSchema.pick({ firstPlace: true })

/** Entries read at a time: of the longest, 32 MB. */
const readAtATime = 32

interface Parts {
  db: Database.Database
  entries: Entries
  segments: Segments
}

/** Copied where it lies askew: numbers of four bytes must begin at a multiple of four. */
function toStarts(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer)
}

/** The index of substrings: blocks of folded text with their marks, made behind the writes. */
export class BlockIndex {
  readonly #db: Database.Database
  readonly #entries: Entries
  readonly #segments: Segments
  /** Marks that were read: who types a term asks for the same ones with each letter. 8 MB at most. */
  readonly #lately = new Map<number, Uint8Array>()

  constructor({ db, entries, segments }: Parts) {
    this.#db = db
    this.#entries = entries
    this.#segments = segments
  }

  /** Indexes one more block; false when there is not enough for one. */
  extend(segment: Segment): boolean {
    const builder = new BlockBuilder(segment.indexed)
    let place = segment.indexed
    for (const text of this.#textsFrom(segment)) {
      builder.add(text)
      place += 1
      if (builder.isFull) break
    }
    if (!builder.isFull) return false
    inTransaction(this.#db, () => {
      this.#write(segment, builder.build())
      this.#segments.advance(segment.id, { indexed: place, blocks: segment.blocks + 1 })
    })
    return true
  }

  /** Blocks that may hold the term, in order, from one on. Read as far as they are taken. */
  *blocksWith(segment: Segment, wanted: Wanted, first: number): Generator<number> {
    const turned = Math.floor(segment.blocks / SLICE_BLOCKS)
    for (let slice = Math.floor(first / SLICE_BLOCKS); slice < turned; slice += 1) {
      const found = blocksWith(wanted, (chunk) => this.#chunk(segment.id, slice * CHUNKS + chunk))
      for (const block of found) {
        const ordinal = slice * SLICE_BLOCKS + block
        if (ordinal >= first) yield ordinal
      }
    }
    for (let block = Math.max(first, turned * SLICE_BLOCKS); block < segment.blocks; block += 1) {
      if (mayHold(this.#marks(idOf(segment.id, block)), wanted)) yield block
    }
  }

  block(segmentId: number, ordinal: number): BlockText {
    const row: unknown = this.#db
      .prepare('SELECT firstPlace, starts, text FROM blocks WHERE id = ?')
      .get([idOf(segmentId, ordinal)])
    const { firstPlace, starts, text } = blockSchema.parse(row)
    return { firstPlace, starts: toStarts(starts), text }
  }

  /** The block that has a place; for one that is not indexed, the number of blocks. */
  ordinalOf(segment: Segment, place: number): number {
    if (place >= segment.indexed) return segment.blocks
    const read = this.#db.prepare('SELECT firstPlace FROM blocks WHERE id = ?')
    let low = 0
    let high = segment.blocks - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      const { firstPlace } = firstSchema.parse(read.get([idOf(segment.id, middle)]))
      if (firstPlace <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Removes some of a segment's index; true while there is more. */
  remove(segmentId: number, most: number): boolean {
    const range = [idOf(segmentId, 0), idOf(segmentId + 1, 0), most]
    return ['blocks', 'marks', 'slices'].some((table) => {
      const ids = `SELECT id FROM ${table} WHERE id >= ? AND id < ? LIMIT ?`
      return this.#db.prepare(`DELETE FROM ${table} WHERE id IN (${ids})`).run(range).changes > 0
    })
  }

  *#textsFrom({ id, indexed, entryCount }: Segment): Generator<string> {
    for (let from = indexed; from < entryCount; from += readAtATime) {
      const until = Math.min(entryCount, from + readAtATime)
      for (const entry of this.#entries.read({ segmentId: id, from, until })) {
        yield searchTextOf(entry.body, entry)
      }
    }
  }

  #write({ id, blocks }: Segment, { firstPlace, starts, text }: BlockText): void {
    this.#db
      .prepare('INSERT INTO blocks (id, firstPlace, starts, text) VALUES (?, ?, ?, ?)')
      .run([idOf(id, blocks), firstPlace, new Uint8Array(starts.buffer), text])
    this.#db
      .prepare('INSERT INTO marks (id, bits) VALUES (?, ?)')
      .run([idOf(id, blocks), markText(text)])
    if ((blocks + 1) % SLICE_BLOCKS === 0) this.#turn(id, blocks + 1 - SLICE_BLOCKS)
  }

  #turn(segmentId: number, first: number): void {
    const range = [idOf(segmentId, first), idOf(segmentId, first + SLICE_BLOCKS)]
    const rows: unknown[] = this.#db
      .prepare('SELECT bits FROM marks WHERE id >= ? AND id < ? ORDER BY id')
      .all(range)
    const insert = this.#db.prepare('INSERT INTO slices (id, bits) VALUES (?, ?)')
    const offset = (first / SLICE_BLOCKS) * CHUNKS
    turnMarks(rows.map((row) => bitsSchema.parse(row).bits)).forEach((bits, chunk) => {
      insert.run([idOf(segmentId, offset + chunk), bits])
    })
    this.#db.prepare('DELETE FROM marks WHERE id >= ? AND id < ?').run(range)
  }

  #marks(id: number): Uint8Array {
    const known = this.#lately.get(id)
    if (known !== undefined) return known
    const row: unknown = this.#db.prepare('SELECT bits FROM marks WHERE id = ?').get([id])
    const { bits } = bitsSchema.parse(row)
    if (this.#lately.size >= SLICE_BLOCKS) this.#lately.clear()
    this.#lately.set(id, bits)
    return bits
  }

  #chunk(segmentId: number, number: number): Uint8Array {
    const row: unknown = this.#db
      .prepare('SELECT bits FROM slices WHERE id = ?')
      .get([idOf(segmentId, number)])
    return bitsSchema.parse(row).bits
  }
}
