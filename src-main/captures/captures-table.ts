import type Database from 'libsql'
import { captureIdSchema, momentMsSchema } from '#contract'
import type { Capture, CaptureId } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import { BLOCK_ENTRIES } from './block-text.ts'
import { captureFailed } from './capture-failure.ts'
import { Segments, toPart } from './segments.ts'
import type { NewSegment, Segment } from './segments.ts'
import { inTransaction } from '../lib/sqlite-transaction.ts'

export interface NewCapture {
  name: string
  note?: string | undefined
  createdAtMs: number
  segment: NewSegment
}

export interface CaptureChange {
  name?: string | undefined
  note?: string | undefined
}

const headSchema = z.object({
  id: captureIdSchema,
  name: z.string(),
  note: z.string(),
  createdAtMs: momentMsSchema,
})
type Head = z.infer<typeof headSchema>

function sum(segments: readonly Segment[], of: (segment: Segment) => number): number {
  return segments.reduce((total, segment) => total + of(segment), 0)
}

/** Fewer than a block are never indexed, nor need they be. */
function unindexedOf({ entryCount, indexed }: Segment): number {
  return entryCount - indexed < BLOCK_ENTRIES ? 0 : entryCount - indexed
}

function toCapture(head: Head, segments: readonly Segment[]): Capture {
  return {
    ...head,
    entryCount: sum(segments, ({ entryCount }) => entryCount),
    bodyBytes: sum(segments, ({ bodyBytes }) => bodyBytes),
    unindexed: sum(segments, unindexedOf),
    parts: segments.map(toPart),
  }
}

function missing(id: CaptureId): AppError {
  return new AppError('not-found', 'no such capture', {
    params: { kind: 'capture', name: String(id) },
  })
}

/** Captures and what they are made of. */
export class CapturesTable {
  readonly segments: Segments
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
    this.segments = new Segments(db)
  }

  add({ name, note = '', createdAtMs, segment }: NewCapture): {
    captureId: CaptureId
    segmentId: number
  } {
    return inTransaction(this.#db, () => {
      const { lastInsertRowid } = this.#db
        .prepare('INSERT INTO captures (name, note, createdAtMs) VALUES (?, ?, ?)')
        .run([name, note, createdAtMs])
      const captureId = captureIdSchema.parse(Number(lastInsertRowid))
      return { captureId, segmentId: this.segments.add(captureId, segment) }
    })
  }

  /** More of it, from the same or another source. @throws not-found */
  extend(captureId: CaptureId, segment: NewSegment): { captureId: CaptureId; segmentId: number } {
    this.#head(captureId)
    return { captureId, segmentId: this.segments.add(captureId, segment) }
  }

  /** Newest first. */
  list(): Capture[] {
    const rows: unknown[] = this.#db.prepare('SELECT * FROM captures ORDER BY id DESC').all([])
    const segments = Map.groupBy(this.segments.all(), ({ captureId }) => captureId)
    return rows
      .map((row) => headSchema.parse(row))
      .map((head) => toCapture(head, segments.get(head.id) ?? []))
  }

  /** @throws not-found */
  get(id: CaptureId): Capture {
    return toCapture(this.#head(id), this.segments.ofCapture(id))
  }

  /** @throws not-found */
  change(id: CaptureId, { name, note }: CaptureChange): Capture {
    this.#head(id)
    this.#db
      .prepare(
        'UPDATE captures SET name = coalesce(?, name), note = coalesce(?, note) WHERE id = ?',
      )
      .run([name ?? null, note ?? null, id])
    return this.get(id)
  }

  /** All others become part of the first, after what it has; nothing is copied. @throws not-found, conflict */
  merge(captureIds: readonly CaptureId[]): Capture {
    return inTransaction(this.#db, () => {
      const [into, ...others] = new Set(captureIds)
      if (into === undefined) throw new Error('nothing to merge')
      for (const id of [into, ...others]) this.#mustBeWritten(id)
      for (const id of others) {
        this.segments.move(id, into)
        this.#db.prepare('DELETE FROM captures WHERE id = ?').run([id])
      }
      return this.get(into)
    })
  }

  /** Gone at once for everybody; its entries are removed behind. @throws conflict while it is written */
  delete(ids: readonly CaptureId[]): void {
    inTransaction(this.#db, () => {
      for (const id of ids) this.#mustBeWritten(id)
      for (const id of ids) {
        this.segments.release(id)
        this.#db.prepare('DELETE FROM captures WHERE id = ?').run([id])
      }
    })
  }

  /** What was begun and is not wanted after all, although nobody ended it. */
  abandon(id: CaptureId): void {
    for (const { id: segmentId, coverage, startedAtMs } of this.segments.ofCapture(id)) {
      this.segments.end(segmentId, startedAtMs, coverage)
    }
    this.delete([id])
  }

  /** By retention. */
  deleteOlder(thanMs: number): number {
    const old = this.list().filter(({ createdAtMs }) => createdAtMs < thanMs)
    const ended = old.filter(({ parts }) => parts.every(({ endedAtMs }) => endedAtMs !== undefined))
    this.delete(ended.map(({ id }) => id))
    return ended.length
  }

  #mustBeWritten(id: CaptureId): void {
    const { parts } = this.get(id)
    if (parts.some(({ endedAtMs }) => endedAtMs === undefined)) {
      throw captureFailed('captures-writing')
    }
  }

  #head(id: CaptureId): Head {
    const row: unknown = this.#db.prepare('SELECT * FROM captures WHERE id = ?').get([id])
    const parsed = headSchema.safeParse(row)
    if (parsed.success) return parsed.data
    throw missing(id)
  }
}
