import type {
  Capture,
  CaptureCoverage,
  CaptureId,
  EntryRow,
  GroupCount,
  KeepWhere,
} from '#contract'
import { AskedThread } from '../lib/asked-thread.ts'
import type { Clock } from '../lib/clock.ts'
import { CaptureWriter } from './capture-writer.ts'
import type {
  CaptureQuestion,
  DiskUse,
  FindAnswer,
  FindQuery,
  GroupsAtQuery,
  GroupsQuery,
  PageQuery,
} from './capture-messages.ts'
import type { CaptureChange } from './captures-table.ts'
import type { NewEntry } from './entry-codec.ts'
import type { GroupResult } from './entry-groups.ts'
import type { NewSegment } from './segments.ts'

export interface CaptureStoreOptions {
  path: string
  workerUrl: URL
  clock: Clock
  /** Called once if the file could not be read and was put aside. */
  onSetAside(path: string): void
  /** The index, or the removal of what was deleted, could not go on for now. */
  onTrouble(message: string): void
}

/** Of what is imported, the time is known. */
type Begin = Omit<NewSegment, 'startedAtMs'> & Partial<Pick<NewSegment, 'startedAtMs'>>

/** The captures on disk. The file is touched by a thread of its own, started on first use. */
export class CaptureStore {
  readonly #thread: AskedThread<CaptureQuestion>
  readonly #clock: Clock

  constructor({ path, workerUrl, clock, ...told }: CaptureStoreOptions) {
    this.#clock = clock
    this.#thread = new AskedThread({
      url: workerUrl,
      start: () => ({ path, nowMs: clock.now() }),
      ...told,
      kind: 'captures',
    })
  }

  /** Begins a capture; it is there, and empty, when this resolves. */
  async begin(capture: { name: string; note?: string; from: Begin }): Promise<CaptureWriter> {
    const { from, ...named } = capture
    const begun = { ...named, createdAtMs: this.#clock.now(), segment: this.#begun(from) }
    return this.#writer(await this.#thread.ask({ ask: 'begin', capture: begun }), from)
  }

  /** Adds to a capture that is there, after what it has. @throws not-found */
  async extend(captureId: CaptureId, from: Begin): Promise<CaptureWriter> {
    const segment = this.#begun(from)
    return this.#writer(await this.#thread.ask({ ask: 'extend', captureId, segment }), from)
  }

  /** A new one of that name, or more of one that is there. @throws not-found */
  open(to: KeepWhere, from: Begin): Promise<CaptureWriter> {
    return 'captureId' in to ? this.extend(to.captureId, from) : this.begin({ name: to.name, from })
  }

  /** Newest first. */
  async list(): Promise<Capture[]> {
    return (await this.#thread.ask({ ask: 'list' })) as Capture[] // parsed in the thread
  }

  /** @throws not-found */
  async get(captureId: CaptureId): Promise<Capture> {
    return (await this.#thread.ask({ ask: 'get', captureId })) as Capture // parsed in the thread
  }

  /** @throws not-found */
  async change(captureId: CaptureId, change: CaptureChange): Promise<Capture> {
    return (await this.#thread.ask({ ask: 'change', captureId, change })) as Capture // as above
  }

  /** The first takes in the others. @throws not-found; conflict while one is written */
  async merge(captureIds: readonly CaptureId[]): Promise<Capture> {
    return (await this.#thread.ask({ ask: 'merge', captureIds })) as Capture // as above
  }

  /** @throws not-found; conflict while one is written */
  async delete(captureIds: readonly CaptureId[]): Promise<void> {
    await this.#thread.ask({ ask: 'delete', captureIds })
  }

  /** Takes back what was begun, finished or not. @throws not-found */
  async abandon(captureId: CaptureId): Promise<void> {
    await this.#thread.ask({ ask: 'abandon', captureId })
  }

  /** Retention: removes what was begun before then and is not being written; says how many. */
  async deleteOlder(thanMs: number): Promise<number> {
    return (await this.#thread.ask({ ask: 'deleteOlder', thanMs })) as number // what the thread answers to this
  }

  /** Removes everything, and gives its room back to the disk. @throws conflict while one is written */
  async wipe(): Promise<void> {
    await this.#thread.ask({ ask: 'wipe' })
  }

  async use(): Promise<DiskUse> {
    return (await this.#thread.ask({ ask: 'use' })) as DiskUse // what the thread answers to this
  }

  /** A page by position, of which the first is 1. @throws not-found */
  async rows(page: PageQuery): Promise<EntryRow[]> {
    return (await this.#thread.ask({ ask: 'rows', page })) as EntryRow[] // parsed in the thread
  }

  /** The same, whole. @throws not-found */
  async read(page: PageQuery): Promise<NewEntry[]> {
    return (await this.#thread.ask({ ask: 'read', page })) as NewEntry[] // parsed in the thread
  }

  /** Those at some positions, whole, in their order; positions rise. @throws not-found */
  async readAt(captureId: CaptureId, positions: readonly number[]): Promise<NewEntry[]> {
    const read = await this.#thread.ask({ ask: 'readAt', captureId, positions })
    return read as NewEntry[] // parsed in the thread
  }

  /** What fits the filter after a position, or as much of it as there was time for. @throws not-found */
  async find(query: FindQuery): Promise<FindAnswer> {
    return (await this.#thread.ask({ ask: 'find', query })) as FindAnswer // parsed in the thread
  }

  /** Groups of what fits the filter after a position, or of as much of it as there was time for. @throws not-found */
  async group(query: GroupsQuery): Promise<GroupResult> {
    return (await this.#thread.ask({ ask: 'group', query })) as GroupResult // made in the thread
  }

  /** Groups of the entries at some positions. @throws not-found */
  async groupAt(query: GroupsAtQuery): Promise<GroupCount[]> {
    return (await this.#thread.ask({ ask: 'groupAt', query })) as GroupCount[] // made in the thread
  }

  dispose(): Promise<void> {
    return this.#thread.end({ ask: 'close' })
  }

  #begun(from: Begin): NewSegment {
    return { startedAtMs: this.#clock.now(), ...from }
  }

  #writer(answer: unknown, { coverage }: { coverage: CaptureCoverage }): CaptureWriter {
    const ids = answer as { captureId: CaptureId; segmentId: number } // what the thread answers to these two
    const ask = (question: CaptureQuestion): Promise<unknown> => this.#thread.ask(question)
    return new CaptureWriter({ ...ids, ask, now: () => this.#clock.now(), coverage })
  }
}
