import { SpaceSaving } from './space-saving.ts'
import type { Estimate } from './space-saving.ts'

export interface TopKeysOptions {
  /** Records are counted for this long at most, and for half of it at least. */
  windowMs: number
  /** Keys that are counted at a time: with n of them no count is over by more than an n-th of all records. */
  counters: number
}

export interface TopKey {
  key: string
  records: Estimate
  bytes: Estimate
}

export interface TopKeysReport {
  keys: TopKey[]
  /** All records that were counted, those of other keys included. */
  records: number
  bytes: number
  /** No estimate is over by more than this, and no key that is heavier is missing. 0: all is exact. */
  maxError: { records: number; bytes: number }
  /** When counting of what is reported began. */
  sinceMs: number
}

interface Half {
  sinceMs: number
  records: number
  bytes: number
  /** Two sketches: the keys with the most records need not be those with the most bytes. */
  byRecords: SpaceSaving
  byBytes: SpaceSaving
}

/** No key of Kinesis is longer; one that is comes out of a packed record, and counts by its beginning. */
const maxKeyCharacters = 256

/** A copy: a part of a long text would keep all of it in memory. */
function bounded(key: string): string {
  if (key.length <= maxKeyCharacters) return key
  return Buffer.from(key.slice(0, maxKeyCharacters), 'utf16le').toString('utf16le')
}

function sum(estimates: readonly Estimate[]): Estimate {
  return estimates.reduce(
    (all, { most, error }) => ({ most: all.most + most, error: all.error + error }),
    { most: 0, error: 0 },
  )
}

/**
 * The partition keys that came most often, or with the most bytes, among the records read lately. Time passes in
 * halves of the window: a half that is over is kept whole until the next is, and then let go whole.
 */
export class TopKeys {
  readonly #options: TopKeysOptions
  #halves: Half[] = []

  constructor(options: TopKeysOptions) {
    this.#options = options
  }

  /** `bytes` of data and key; `nowMs` by our clock, not by that of the record. */
  add(key: string, bytes: number, nowMs: number): void {
    const half = this.#current(nowMs)
    const kept = bounded(key)
    half.records += 1
    half.bytes += bytes
    half.byRecords.add(kept, 1)
    half.byBytes.add(kept, bytes)
  }

  /** The `count` keys with the most records, or bytes, that they may have had; the heaviest first. */
  top(count: number, by: 'records' | 'bytes', nowMs: number): TopKeysReport {
    const { sinceMs } = this.#current(nowMs)
    const halves = this.#halves
    const total = (of: (half: Half) => number): number =>
      halves.reduce((all, half) => all + of(half), 0)
    const keys = new Set(
      halves.flatMap(({ byRecords, byBytes }) => [
        ...(by === 'records' ? byRecords : byBytes).keys(),
      ]),
    )
    const ranked = [...keys]
      .map((key) => this.#estimated(key))
      .sort((one, other) => other[by].most - one[by].most || (one.key < other.key ? -1 : 1))
    return {
      keys: ranked.slice(0, count),
      records: total(({ records }) => records),
      bytes: total(({ bytes }) => bytes),
      maxError: {
        records: total(({ byRecords }) => byRecords.maxError),
        bytes: total(({ byBytes }) => byBytes.maxError),
      },
      sinceMs: halves[0]?.sinceMs ?? sinceMs,
    }
  }

  clear(): void {
    this.#halves = []
  }

  #estimated(key: string): TopKey {
    return {
      key,
      records: sum(this.#halves.map(({ byRecords }) => byRecords.estimate(key))),
      bytes: sum(this.#halves.map(({ byBytes }) => byBytes.estimate(key))),
    }
  }

  /** The half that counts now; lets go of what is over. */
  #current(nowMs: number): Half {
    const halfMs = this.#options.windowMs / 2
    const last = this.#halves.at(-1)
    const passed = last === undefined ? Infinity : nowMs - last.sinceMs
    // A clock that was set back must not stop time until it has caught up.
    if (last !== undefined && passed >= 0 && passed < halfMs) return last
    const isNext = last !== undefined && passed >= halfMs && passed < 2 * halfMs
    const next = this.#half(isNext ? last.sinceMs + halfMs : nowMs)
    this.#halves = isNext ? [last, next] : [next]
    return next
  }

  #half(sinceMs: number): Half {
    const { counters } = this.#options
    return {
      sinceMs,
      records: 0,
      bytes: 0,
      byRecords: new SpaceSaving(counters),
      byBytes: new SpaceSaving(counters),
    }
  }
}
