import type { ErrorValue } from '#contract'
import type { Clock } from '../lib/clock.ts'

export interface CallFailure {
  atMs: number
  action: string
  error: ErrorValue
}

const MINUTE_MS = 60_000
/** Calls held before those older than a minute are let go, though nobody asked. */
const fewCalls = 1000

/** Counts the calls that one connection made in the last minute, and keeps the last failure. */
export class CallMeter {
  readonly #clock: Clock
  #calls: number[] = []
  #pruneAt = fewCalls
  #lastError: CallFailure | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  count(): void {
    this.#calls.push(this.#clock.now())
    if (this.#calls.length < this.#pruneAt) return
    this.#prune()
    this.#pruneAt = Math.max(fewCalls, 2 * this.#calls.length)
  }

  fail(action: string, error: ErrorValue): void {
    this.#lastError = { atMs: this.#clock.now(), action, error }
  }

  get lastError(): CallFailure | undefined {
    return this.#lastError
  }

  callsLastMinute(): number {
    this.#prune()
    return this.#calls.length
  }

  #prune(): void {
    const since = this.#clock.now() - MINUTE_MS
    const first = this.#calls.findIndex((at) => at > since)
    this.#calls = first === -1 ? [] : this.#calls.slice(first)
  }
}
