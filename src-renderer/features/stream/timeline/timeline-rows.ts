import { unpackRows } from '#contract'
import type { FeedItem, RecordRow } from '#contract'

/** Rows that the window keeps: more than anyone scrolls through, and few enough to be copied for each frame. */
export const ROWS_MAX = 20_000

export interface Timeline {
  /** Sorted by arrival. */
  rows: readonly RecordRow[]
  /** Rows that came, those let go included. */
  received: number
  /** Rows that are no longer here, since there were more than are kept. */
  letGo: number
}

export const emptyTimeline: Timeline = { rows: [], received: 0, letGo: 0 }

function isBefore(first: RecordRow, second: RecordRow): boolean {
  const byArrival = (first.arrivalMs ?? 0) - (second.arrivalMs ?? 0)
  return byArrival === 0 ? first.index < second.index : byArrival < 0
}

/** Both are sorted; mostly all that is added comes after all that is there. */
function merge(rows: readonly RecordRow[], added: readonly RecordRow[]): RecordRow[] {
  const [first] = added
  if (first === undefined) return [...rows]
  const from = rows.findLastIndex((row) => !isBefore(first, row)) + 1
  const merged = rows.slice(0, from)
  let next = from
  for (const row of added) {
    for (let old = rows[next]; old !== undefined && isBefore(old, row); old = rows[next]) {
      merged.push(old)
      next += 1
    }
    merged.push(row)
  }
  return [...merged, ...rows.slice(next)]
}

/** The timeline of one run of a tail. A feed that broke and was opened again brings what is known once more. */
export class TimelineRows {
  #run = 0
  #newest = 0
  #timeline = emptyTimeline

  get timeline(): Timeline {
    return this.#timeline
  }

  add({ run, packedRows }: Pick<FeedItem<'records.tail'>, 'run' | 'packedRows'>): void {
    if (run !== this.#run) this.#begin(run)
    const added = unpackRows(packedRows).filter(({ index }) => index > this.#newest)
    if (added.length === 0) return
    this.#newest = added.reduce((newest, { index }) => Math.max(newest, index), this.#newest)
    const merged = merge(this.#timeline.rows, added)
    const excess = Math.max(0, merged.length - ROWS_MAX)
    this.#timeline = {
      rows: excess === 0 ? merged : merged.slice(excess),
      received: this.#timeline.received + added.length,
      letGo: this.#timeline.letGo + excess,
    }
  }

  #begin(run: number): void {
    this.#run = run
    this.#newest = 0
    this.#timeline = emptyTimeline
  }
}
