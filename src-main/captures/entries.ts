import type Database from 'libsql'
import type { EntryRow } from '#contract'
import {
  insertEntry,
  previewColumns,
  toColumns,
  toEntry,
  toRow,
  wholeColumns,
} from './entry-codec.ts'
import type { NewEntry } from './entry-codec.ts'
import { SEGMENT_SPAN } from './migrations.ts'
import type { Segment } from './segments.ts'

/** A range of places in a segment, from 0; the end is not in it. */
export interface Places {
  segmentId: number
  from: number
  until: number
}

export const idOf = (segmentId: number, place: number): number => segmentId * SEGMENT_SPAN + place
/** Of the longest, 64 MB. */
const readAtATime = 64
const inRange = 'id >= ? AND id < ?'
const rangeOf = ({ segmentId, from, until }: Places): number[] => [
  idOf(segmentId, from),
  idOf(segmentId, until),
]

/** Entries in their table, by segment and place. */
export class Entries {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
  }

  add({ id, entryCount }: Pick<Segment, 'id' | 'entryCount'>, entries: readonly NewEntry[]): void {
    const insert = this.#db.prepare(insertEntry)
    entries.forEach((entry, index) => {
      insert.run(toColumns(idOf(id, entryCount + index), entry))
    })
  }

  /** `offset` is how many of the capture come before the segment. */
  rows(places: Places, offset: number): EntryRow[] {
    const rows: unknown[] = this.#db
      .prepare(`SELECT ${previewColumns} FROM entries WHERE ${inRange} ORDER BY id`)
      .all(rangeOf(places))
    return rows.map((row, index) => toRow(row, offset + places.from + index + 1))
  }

  /** Those at some places of a segment, in their order. */
  rowsAt(segmentId: number, places: readonly number[], offset: number): EntryRow[] {
    const first = idOf(segmentId, 0)
    const rows: unknown[] = this.#db
      .prepare(
        `SELECT ${previewColumns} FROM entries
         WHERE id IN (${places.map(() => '?').join(', ')}) ORDER BY id`,
      )
      .all(places.map((place) => first + place))
    return rows.map((row, index) => toRow(row, offset + (places[index] ?? 0) + 1))
  }

  /** Those at some places of a segment, whole, in their order. */
  readAt(segmentId: number, places: readonly number[]): NewEntry[] {
    const first = idOf(segmentId, 0)
    const marks = places.map(() => '?').join(', ')
    const rows: unknown[] = this.#db
      .prepare(`SELECT ${wholeColumns} FROM entries WHERE id IN (${marks}) ORDER BY id`)
      .all(places.map((place) => first + place))
    return rows.map(toEntry)
  }

  /** The same, a few whole entries at a time, each with its place. */
  *readInTurn(segmentId: number, places: readonly number[]) {
    for (let at = 0; at < places.length; at += readAtATime) {
      const some = places.slice(at, at + readAtATime)
      const read = this.readAt(segmentId, some)
      yield read.map((entry, index) => ({ entry, place: some[index] ?? 0 }))
    }
  }

  read(places: Places): NewEntry[] {
    const rows: unknown[] = this.#db
      .prepare(`SELECT ${wholeColumns} FROM entries WHERE ${inRange} ORDER BY id`)
      .all(rangeOf(places))
    return rows.map(toEntry)
  }

  /** Removes some of a segment's; true while there are more. */
  remove(segmentId: number, most: number): boolean {
    const { changes } = this.#db
      .prepare(`DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE ${inRange} LIMIT ?)`)
      .run([...rangeOf({ segmentId, from: 0, until: SEGMENT_SPAN }), most])
    return changes > 0
  }
}
