import type Database from 'libsql'
import {
  captureCoverageSchema,
  captureIdSchema,
  captureSourceSchema,
  momentMsSchema,
} from '#contract'
import type { CaptureCoverage, CaptureId, CapturePart, CaptureSource } from '#contract'
import { z } from '#contract/z'

/** What is taken in one go from one source, as it begins. */
export interface NewSegment {
  source: CaptureSource
  coverage: CaptureCoverage
  filter?: string | undefined
  startedAtMs: number
}

const json = z.string().transform((text): unknown => JSON.parse(text))
const segmentSchema = z.object({
  id: z.int(),
  captureId: captureIdSchema.nullable(),
  source: json.pipe(captureSourceSchema),
  coverage: json.pipe(captureCoverageSchema),
  filter: z.string().nullable(),
  startedAtMs: momentMsSchema,
  endedAtMs: momentMsSchema.nullable(),
  entryCount: z.int(),
  bodyBytes: z.int(),
  firstSentAtMs: momentMsSchema.nullable(),
  lastSentAtMs: momentMsSchema.nullable(),
  indexed: z.int(),
  blocks: z.int(),
})
export type Segment = z.infer<typeof segmentSchema>

export function toPart(segment: Segment): CapturePart {
  const { source, coverage, startedAtMs, entryCount, bodyBytes } = segment
  const { filter, endedAtMs, firstSentAtMs, lastSentAtMs } = segment
  return {
    ...{ source, coverage, startedAtMs, entryCount, bodyBytes },
    ...(filter === null ? {} : { filter }),
    ...(endedAtMs === null ? {} : { endedAtMs }),
    ...(firstSentAtMs === null ? {} : { firstSentAtMs }),
    ...(lastSentAtMs === null ? {} : { lastSentAtMs }),
  }
}

/** Segments in their table; those without a capture wait for their entries to be removed. */
export class Segments {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
  }

  add(captureId: CaptureId, { source, coverage, filter, startedAtMs }: NewSegment): number {
    const texts = [JSON.stringify(source), JSON.stringify(coverage), filter ?? null]
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO segments (captureId, ordinal, source, coverage, filter, startedAtMs)
         VALUES (?, (SELECT count(*) FROM segments WHERE captureId = ?), ?, ?, ?, ?)`,
      )
      .run([captureId, captureId, ...texts, startedAtMs])
    return Number(lastInsertRowid)
  }

  ofCapture(captureId: CaptureId): Segment[] {
    return this.#list('captureId = ? ORDER BY ordinal, id', [captureId])
  }

  all(): Segment[] {
    return this.#list('captureId IS NOT NULL ORDER BY captureId, ordinal, id')
  }

  find(id: number): Segment | undefined {
    return this.#list('id = ?', [id])[0]
  }

  /** One that nobody can see any more, and whose entries are still there. */
  findRemoved(): Segment | undefined {
    return this.#list('captureId IS NULL LIMIT 1')[0]
  }

  /** One of which more than `behind` entries are not indexed. */
  findUnindexed(behind: number, except: ReadonlySet<number>): Segment | undefined {
    const found = this.#list('captureId IS NOT NULL AND entryCount - indexed > ?', [behind])
    return found.find(({ id }) => !except.has(id))
  }

  grow(id: number, by: { entries: number; bytes: number; sentAtMs: readonly number[] }): void {
    const [first, last] =
      by.sentAtMs.length === 0
        ? [null, null]
        : [
            by.sentAtMs.reduce((a, b) => Math.min(a, b)),
            by.sentAtMs.reduce((a, b) => Math.max(a, b)),
          ]
    // min and max of SQLite are null where one of theirs is.
    this.#db
      .prepare(
        `UPDATE segments SET entryCount = entryCount + ?, bodyBytes = bodyBytes + ?,
           firstSentAtMs = coalesce(min(firstSentAtMs, ?), firstSentAtMs, ?),
           lastSentAtMs = coalesce(max(lastSentAtMs, ?), lastSentAtMs, ?)
         WHERE id = ?`,
      )
      .run([by.entries, by.bytes, first, first, last, last, id])
  }

  end(id: number, endedAtMs: number, coverage: CaptureCoverage): void {
    this.#db
      .prepare('UPDATE segments SET endedAtMs = ?, coverage = ? WHERE id = ?')
      .run([endedAtMs, JSON.stringify(coverage), id])
  }

  advance(id: number, { indexed, blocks }: Pick<Segment, 'indexed' | 'blocks'>): void {
    this.#db
      .prepare('UPDATE segments SET indexed = ?, blocks = ? WHERE id = ?')
      .run([indexed, blocks, id])
  }

  /** After those that the capture has. */
  move(from: CaptureId, to: CaptureId): void {
    this.#db
      .prepare(
        `UPDATE segments SET captureId = ?,
           ordinal = ordinal + 1 + (SELECT max(ordinal) FROM segments WHERE captureId = ?)
         WHERE captureId = ?`,
      )
      .run([to, to, from])
  }

  release(captureId: CaptureId): void {
    this.#db.prepare('UPDATE segments SET captureId = NULL WHERE captureId = ?').run([captureId])
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM segments WHERE id = ?').run([id])
  }

  /** What nobody writes any more and was never ended: Weir went down in the middle of it. */
  endCut(): void {
    for (const { id, coverage, startedAtMs } of this.#list('endedAtMs IS NULL')) {
      this.end(id, startedAtMs, { ...coverage, isWhole: false, wasCut: true })
    }
  }

  #list(where: string, values: readonly number[] = []): Segment[] {
    const rows: unknown[] = this.#db
      .prepare(`SELECT * FROM segments WHERE ${where}`)
      .all([...values])
    return rows.map((row) => segmentSchema.parse(row))
  }
}
