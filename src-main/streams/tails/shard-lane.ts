import type { ErrorValue, Lane, ShardId } from '#contract'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import { backoffMs } from '../../polling/backoff.ts'
import { RetentionWatch } from './retention-watch.ts'
import { ShardCursor } from './shard-cursor.ts'
import type { CursorParts, ReadRecord, ShardRead } from './shard-cursor.ts'

const backoffLimits = { firstMs: 1_000, maxMs: 30_000 }
/** Never at once: a shard that refuses is not asked again in the same breath. */
const leastBackoffMs = 500

export interface LaneParts extends CursorParts {
  random(): number
  /** Between the beginnings of two reads that brought so many bytes. */
  restMs(bytes: number): number
}

interface Held {
  untilMs: number
  error: ErrorValue
}

/** One shard of a tail: what is read of it, when the next read is due, and how it stands. */
export class ShardLane {
  readonly cursor: ShardCursor
  #parts: LaneParts
  #state: Lane['state']
  #dueAtMs = 0
  #failures = 0
  #back: Held | undefined
  #behindMs: number | undefined
  #lastArrivalMs: number | undefined
  #gap: Lane['gap']
  #counts = { records: 0, bytes: 0, throttles: 0, repeats: 0 }
  #hasRead = false
  readonly #watch = new RetentionWatch()

  constructor(parts: LaneParts, state: 'held' | 'reading') {
    this.#parts = parts
    this.cursor = new ShardCursor(parts)
    this.#state = state
  }

  get shardId(): ShardId {
    return this.cursor.shardId
  }

  /** Nothing more will come of it. */
  get isOver(): boolean {
    return this.#state === 'ended' || this.#state === 'gone'
  }

  get isHeld(): boolean {
    return this.#state === 'held'
  }

  get hasRead(): boolean {
    return this.#hasRead
  }

  get error(): ErrorValue | undefined {
    return this.#back?.error
  }

  /** What was beyond the stream's retention when it was to be read is gone. */
  noteRetention(retentionMs: number): void {
    if (this.isOver) return
    this.#gap = this.#watch.findGap(this.#parts.clock.now(), retentionMs) ?? this.#gap
  }

  dueInMs(): number {
    return Math.max(0, this.#dueAtMs - this.#parts.clock.now())
  }

  begin(): void {
    if (this.#state === 'held') this.#state = 'reading'
  }

  end(state: 'ended' | 'gone'): void {
    this.#state = state
    this.#back = undefined
  }

  /** One read; undefined when it failed, which its state then says. */
  async read(): Promise<ShardRead | AppError> {
    const { clock, restMs } = this.#parts
    const begunAtMs = clock.now()
    try {
      const read = await this.cursor.read()
      const bytes = this.#count(read)
      this.#dueAtMs = begunAtMs + restMs(bytes)
      this.#watch.read(begunAtMs, read.behindMs)
      this.#hasRead = true
      this.#failures = 0
      this.#back = undefined
      this.#state = 'reading'
      return read
    } catch (thrown) {
      const error = toAppError(thrown)
      this.backOff(error)
      return error
    }
  }

  backOff(error: AppError): void {
    if (error.code === 'throttled') this.#counts.throttles += 1
    const { clock, random } = this.#parts
    const waitMs = Math.max(leastBackoffMs, backoffMs(this.#failures++, backoffLimits, random))
    this.#dueAtMs = clock.now() + waitMs
    this.#back = { untilMs: this.#dueAtMs, error: errorValue(error) }
    this.#state = 'backing-off'
  }

  #count({ records, behindMs, repeats }: ShardRead): number {
    const bytes = records.reduce((sum, { Data }) => sum + Data.length, 0)
    this.#counts.records += records.length
    this.#counts.bytes += bytes
    this.#counts.repeats += repeats
    this.#behindMs = behindMs
    this.#lastArrivalMs = arrivalOf(records.at(-1)) ?? this.#lastArrivalMs
    return bytes
  }

  toLane(): Lane {
    const { cursor } = this
    const { lastSequenceNumber, obtainedAtMs, expiresAtMs, reads, renewals } = cursor
    const hasIterator = cursor.iterator !== undefined
    return {
      shardId: this.shardId,
      state: this.#state,
      type: cursor.start.type,
      ...{ ...this.#counts, reads, renewals },
      ...(this.#back === undefined ? {} : this.#back),
      ...(lastSequenceNumber === undefined ? {} : { lastSequenceNumber }),
      ...(this.#lastArrivalMs === undefined ? {} : { lastArrivalMs: this.#lastArrivalMs }),
      ...(obtainedAtMs === undefined || !hasIterator ? {} : { obtainedAtMs }),
      ...(expiresAtMs === undefined || !hasIterator ? {} : { expiresAtMs }),
      ...(this.#behindMs === undefined ? {} : { behindMs: this.#behindMs }),
      ...(this.#gap === undefined ? {} : { gap: this.#gap }),
    }
  }
}

export function arrivalOf(record: ReadRecord | undefined): number | undefined {
  return record?.ApproximateArrivalTimestamp?.getTime()
}
