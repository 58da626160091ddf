import type { CaptureId, EntryRow, GroupCount } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { BlockIndex } from './block-index.ts'
import { diskBytes, openCaptureFile } from './capture-file.ts'
import type {
  DiskUse,
  FindAnswer,
  FindQuery,
  GroupsAtQuery,
  GroupsQuery,
  PageQuery,
  SegmentEnd,
} from './capture-messages.ts'
import { CapturesTable } from './captures-table.ts'
import { Entries } from './entries.ts'
import type { Places } from './entries.ts'
import type { NewEntry } from './entry-codec.ts'
import { EntryGroups } from './entry-groups.ts'
import type { GroupResult } from './entry-groups.ts'
import { EntrySearch } from './entry-search.ts'
import type { Segment } from './segments.ts'
import { inTransaction } from '../lib/sqlite-transaction.ts'

export interface Addition {
  segmentId: number
  entries: readonly NewEntry[]
}

/** Rows removed in one step: others are answered between two of them. */
const removedAtATime = 2_000

/** The file of captures. Synchronous: it lives in a worker thread, never on the main loop. */
export class CaptureDatabase {
  readonly captures: CapturesTable
  readonly setAside: string | undefined
  readonly #path: string
  readonly #db: ReturnType<typeof openCaptureFile>['db']
  readonly #entries: Entries
  readonly #index: BlockIndex
  readonly #search: EntrySearch
  readonly #groups: EntryGroups
  /** Segments that may have enough for another block. */
  readonly #growing: Set<number>
  #isRemoving = true

  /** @throws what SQLite says of the file */
  constructor(path: string, nowMs: number) {
    const { db, setAside } = openCaptureFile(path, nowMs)
    this.#path = path
    this.#db = db
    this.setAside = setAside
    this.captures = new CapturesTable(db)
    this.#entries = new Entries(db)
    const { segments } = this.captures
    this.#index = new BlockIndex({ db, entries: this.#entries, segments })
    this.#search = new EntrySearch({ db, entries: this.#entries, index: this.#index })
    this.#groups = new EntryGroups(this.#entries, this.#search)
    segments.endCut()
    this.#growing = new Set(segments.all().map(({ id }) => id))
  }

  /** All or none. */
  add(additions: readonly Addition[]): void {
    inTransaction(this.#db, () => {
      for (const addition of additions) this.#addTo(addition)
    })
    for (const { segmentId } of additions) this.#growing.add(segmentId)
  }

  finish(segmentId: number, { endedAtMs, coverage }: SegmentEnd): void {
    this.captures.segments.end(segmentId, endedAtMs, coverage)
  }

  rows(page: PageQuery): EntryRow[] {
    const parts = this.#placesOf(page)
    return parts.flatMap(({ places, offset }) => this.#entries.rows(places, offset))
  }

  /** Whole, for an export or to be sent again. */
  read(page: PageQuery): NewEntry[] {
    return this.#placesOf(page).flatMap(({ places }) => this.#entries.read(places))
  }

  readAt(captureId: CaptureId, positions: readonly number[]): NewEntry[] {
    let offset = 0
    return this.#segmentsOf(captureId).flatMap(({ id, entryCount }) => {
      const before = offset
      offset += entryCount
      const places = positions.map((position) => position - 1 - before)
      const own = places.filter((place) => place >= 0 && place < entryCount)
      return own.length === 0 ? [] : this.#entries.readAt(id, own)
    })
  }

  find({ captureId, filter, after, limit, patienceMs }: FindQuery): FindAnswer {
    const until = performance.now() + patienceMs
    const segments = this.#segmentsOf(captureId)
    const hasTime = (): boolean => performance.now() < until
    const { found, ...rest } = this.#search.find(segments, { filter, after, limit, hasTime })
    const rows = found.flatMap(({ segmentId, offset, places }) =>
      places.length === 0 ? [] : this.#entries.rowsAt(segmentId, places, offset),
    )
    return { rows, ...rest }
  }

  group({ captureId, patienceMs, ...query }: GroupsQuery): GroupResult {
    const until = performance.now() + patienceMs
    const hasTime = (): boolean => performance.now() < until
    return this.#groups.count(this.#segmentsOf(captureId), { ...query, hasTime })
  }

  groupAt({ captureId, positions, grouping }: GroupsAtQuery): GroupCount[] {
    return this.#groups.countAt(this.#segmentsOf(captureId), positions, grouping)
  }

  use(): DiskUse {
    const captures = this.captures.list()
    return {
      bytes: diskBytes(this.#path),
      captures: captures.length,
      entries: captures.reduce((sum, { entryCount }) => sum + entryCount, 0),
      isRemoving: this.captures.segments.findRemoved() !== undefined,
    }
  }

  delete(captureIds: readonly CaptureId[]): void {
    this.captures.delete(captureIds)
    this.#isRemoving = true
  }

  abandon(captureId: CaptureId): void {
    this.captures.abandon(captureId)
    this.#isRemoving = true
  }

  deleteOlder(thanMs: number): number {
    this.#isRemoving = true
    return this.captures.deleteOlder(thanMs)
  }

  /** Everything, and its room on the disk with it. Numbers of captures are not given anew. @throws conflict */
  wipe(): void {
    this.captures.delete(this.captures.list().map(({ id }) => id))
    // The file is written anew without it, so overwriting it first would only take longer.
    this.#db.exec('PRAGMA secure_delete = OFF')
    try {
      const tables = ['entries', 'blocks', 'marks', 'slices', 'segments']
      inTransaction(this.#db, () => {
        for (const table of tables) this.#db.exec(`DELETE FROM ${table}`)
      })
      this.#db.exec('VACUUM')
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      this.#db.exec('PRAGMA secure_delete = ON')
    }
    this.#growing.clear()
  }

  /** One step of what is done behind: the index, and what was deleted. False when there is nothing to do. */
  work(): boolean {
    if (this.#isRemoving) {
      this.#isRemoving = this.#removeSome()
      return true
    }
    const [id] = this.#growing
    if (id === undefined) return false
    const segment = this.captures.segments.find(id)
    const isSeen = segment !== undefined && segment.captureId !== null
    if (!isSeen || !this.#extendIndex(segment)) this.#growing.delete(id)
    return true
  }

  close(): void {
    this.#db.close()
  }

  #addTo({ segmentId, entries }: Addition): void {
    const segment = this.captures.segments.find(segmentId)
    // A look that was kept, and its capture deleted meanwhile.
    if (segment === undefined || segment.captureId === null) {
      const params = { kind: 'capture', name: String(segmentId) }
      throw new AppError('not-found', 'no such capture', { params })
    }
    this.#entries.add(segment, entries)
    this.captures.segments.grow(segmentId, {
      entries: entries.length,
      bytes: entries.reduce((sum, { body }) => sum + body.length, 0),
      sentAtMs: entries.flatMap(({ sentAtMs }) => sentAtMs ?? []),
    })
  }

  /** The index can be made again, so it need not be on the disk at once: waiting for that is most of its time. */
  #extendIndex(segment: Segment): boolean {
    this.#db.exec('PRAGMA synchronous = NORMAL')
    try {
      return this.#index.extend(segment)
    } finally {
      this.#db.exec('PRAGMA synchronous = FULL')
    }
  }

  #removeSome(): boolean {
    const segment = this.captures.segments.findRemoved()
    if (segment === undefined) {
      this.#db.exec('PRAGMA incremental_vacuum')
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return false
    }
    const isMore =
      this.#entries.remove(segment.id, removedAtATime) ||
      // A block is as large as hundreds of entries.
      this.#index.remove(segment.id, removedAtATime / 10)
    if (!isMore) this.captures.segments.remove(segment.id)
    return true
  }

  #segmentsOf(captureId: CaptureId): Segment[] {
    this.captures.get(captureId)
    return this.captures.segments.ofCapture(captureId)
  }

  /** The stretches of segments that make up a page of the capture. */
  #placesOf({ captureId, from, limit }: PageQuery): { places: Places; offset: number }[] {
    let offset = 0
    return this.#segmentsOf(captureId).flatMap(({ id, entryCount }) => {
      const before = offset
      offset += entryCount
      const first = Math.max(0, from - 1 - before)
      const until = Math.min(entryCount, from - 1 + limit - before)
      if (first >= until) return []
      return [{ places: { segmentId: id, from: first, until }, offset: before }]
    })
  }
}
