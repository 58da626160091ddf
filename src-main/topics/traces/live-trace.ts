import type { Trace, TraceReason, TraceRow, TraceTarget } from '#contract'
import { Changes } from '../../lib/changes.ts'
import type { LiveTap } from '../taps/live-tap.ts'
import type { Expected } from './trace-expectation.ts'

/** One subscription's row, as the looks go on. */
export interface LiveRow {
  readonly target: TraceTarget
  row: TraceRow
  /** Why its looks ended before the time was over. */
  readonly endings: Set<TraceReason>
  /** What stands in for its queue. */
  readonly tap?: LiveTap | undefined
}

export function liveRow(
  target: TraceTarget,
  expected: Expected,
  { isWatched, tap }: { isWatched: boolean; tap?: LiveTap | undefined },
): LiveRow {
  const row: TraceRow = {
    id: target.id,
    ...expected,
    state: isWatched ? 'watching' : 'unwatched',
    ...{ looks: 0, others: 0, inFlight: 0, reasons: [] },
    ...(tap === undefined ? {} : { tap: tap.toTap() }),
  }
  return { target, row, endings: new Set(), tap }
}

/** A trace as it is now. */
export class LiveTrace {
  readonly changes = new Changes()
  /** No look is begun any more. */
  readonly ended = new AbortController()
  readonly rows: readonly LiveRow[]
  #facts: Omit<Trace, 'targets' | 'rows'>

  constructor(facts: Omit<Trace, 'targets' | 'rows'>, rows: readonly LiveRow[]) {
    this.#facts = facts
    this.rows = rows
  }

  get facts(): Omit<Trace, 'targets' | 'rows'> {
    return this.#facts
  }

  set(change: Partial<Pick<Trace, 'state' | 'endedAtMs'>>): void {
    this.#facts = { ...this.#facts, ...change }
    this.changes.tell()
  }

  update(live: LiveRow, change: Partial<TraceRow>): void {
    live.row = { ...live.row, ...change }
    this.changes.tell()
  }

  toTrace(): Trace {
    return {
      ...this.#facts,
      targets: this.rows.map(({ target }) => target),
      rows: this.rows.map(({ row }) => row),
    }
  }
}
