import type Database from 'libsql'
import type { EntryFilter, EntryGroup } from '#contract'
import { z } from '#contract/z'
import type { BlockIndex } from './block-index.ts'
import { placesWith } from './block-text.ts'
import { idOf } from './entries.ts'
import type { Entries, Places } from './entries.ts'
import { conditionOf } from './entry-condition.ts'
import type { Condition } from './entry-condition.ts'
import { inGroups } from './group-condition.ts'
import { wantedBy } from './gram-marks.ts'
import { fold, searchTextOf } from './search-text.ts'
import type { Segment } from './segments.ts'

/** What is asked of a search: from which position on, how many, and for how long at most. */
export interface SearchQuery {
  filter: EntryFilter
  /** Positions up to it are passed over; 0 begins at the first. */
  after: number
  limit: number
  /** A search that takes longer stops where it is, and is asked to go on. */
  hasTime(): boolean
}

export interface SearchResult {
  /** Places found in each segment, in order; `offset` entries of the capture come before the segment. */
  found: { segmentId: number; offset: number; places: number[] }[]
  /** Every position up to it was looked at. */
  lookedAt: number
  isEnd: boolean
}

/** Where a stretch of the search got to: places found in it, and all before `until` looked at. */
interface Stretch {
  places: number[]
  until: number
}

interface Sought {
  segment: Segment
  from: number
  term: Uint8Array | undefined
  text: string
  condition: Condition
  groups: readonly EntryGroup[]
}

/** Entries whose text is made anew, or whose columns are asked, at a time. */
const plainAtATime = 64
const columnsAtATime = 4_096
const idSchema = z.object({ place: z.int() })

interface Parts {
  db: Database.Database
  entries: Entries
  index: BlockIndex
}

/** Finds entries by filter, in the order of their places. Stretch by stretch, so that it can stop between two. */
export class EntrySearch {
  readonly #db: Database.Database
  readonly #entries: Entries
  readonly #index: BlockIndex

  constructor({ db, entries, index }: Parts) {
    this.#db = db
    this.#entries = entries
    this.#index = index
  }

  find(segments: readonly Segment[], { filter, after, limit, hasTime }: SearchQuery): SearchResult {
    const found: SearchResult['found'] = []
    let left = limit
    for (const { segment, offset, places, until } of this.stretches(segments, filter, after)) {
      found.push({ segmentId: segment.id, offset, places: places.slice(0, left) })
      const last = places.length < left ? until : (places[left - 1] ?? 0) + 1
      left -= places.length
      if (left <= 0 || !hasTime()) return { found, lookedAt: offset + last, isEnd: false }
    }
    return {
      found,
      lookedAt: segments.reduce((sum, each) => sum + each.entryCount, 0),
      isEnd: true,
    }
  }

  /** All that fits, after a position. */
  *stretches(segments: readonly Segment[], filter: EntryFilter, after: number) {
    const text = fold(filter.text ?? '')
    const term = text === '' ? undefined : Buffer.from(text, 'utf8')
    const shared = { term, text, condition: conditionOf(filter), groups: filter.groups ?? [] }
    let offset = 0
    for (const segment of segments) {
      const from = Math.max(0, after - offset)
      for (const { places, until } of this.#stretches({ ...shared, segment, from })) {
        const fitting = inGroups(this.#entries, { segment, places, groups: shared.groups })
        yield { segment, offset, places: fitting, until }
      }
      offset += segment.entryCount
    }
  }

  *#stretches(sought: Sought): Generator<Stretch> {
    const { segment, from } = sought
    if (from >= segment.entryCount) return
    if (sought.term === undefined) yield* this.#byColumns(sought, from)
    else {
      yield* this.#byBlocks(sought, sought.term)
      yield* this.#byTexts(sought, Math.max(from, segment.indexed))
    }
  }

  *#byBlocks({ segment, from, condition }: Sought, term: Uint8Array): Generator<Stretch> {
    const first = this.#index.ordinalOf(segment, from)
    for (const ordinal of this.#index.blocksWith(segment, wantedBy(term), first)) {
      const block = this.#index.block(segment.id, ordinal)
      const until = block.firstPlace + block.starts.length
      const places = placesWith(block, term, from)
      const range = { segmentId: segment.id, from: block.firstPlace, until }
      yield { places: this.#meeting(condition, range, places), until }
    }
  }

  /** What is not indexed yet. */
  *#byTexts({ segment, text, condition }: Sought, begin: number): Generator<Stretch> {
    for (let from = begin; from < segment.entryCount; from += plainAtATime) {
      const until = Math.min(segment.entryCount, from + plainAtATime)
      const range = { segmentId: segment.id, from, until }
      const places = this.#entries.read(range).flatMap((entry, index) => {
        return searchTextOf(entry.body, entry).includes(text) ? [from + index] : []
      })
      yield { places: this.#meeting(condition, range, places), until }
    }
  }

  *#byColumns({ segment, condition, groups }: Sought, begin: number): Generator<Stretch> {
    // What is judged by its body is read whole.
    const atATime = groups.length === 0 ? columnsAtATime : plainAtATime
    for (let from = begin; from < segment.entryCount; from += atATime) {
      const until = Math.min(segment.entryCount, from + atATime)
      yield { places: this.#placesOf(condition, { segmentId: segment.id, from, until }), until }
    }
  }

  #meeting(condition: Condition, range: Places, places: number[]): number[] {
    if (condition.sql === '' || places.length === 0) return places
    const meeting = new Set(this.#placesOf(condition, range))
    return places.filter((place) => meeting.has(place))
  }

  #placesOf({ sql, values }: Condition, { segmentId, from, until }: Places): number[] {
    const start = idOf(segmentId, 0)
    const and = sql === '' ? '' : `AND ${sql}`
    const rows: unknown[] = this.#db
      .prepare(`SELECT id - ? AS place FROM entries WHERE id >= ? AND id < ? ${and} ORDER BY id`)
      .all([start, start + from, start + until, ...values])
    return rows.map((row) => idSchema.parse(row).place)
  }
}
