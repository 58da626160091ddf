import type { ErrorValue } from '#contract'
import type { Clock } from '../lib/clock.ts'
import type { Bill } from './request-bill.ts'

export interface CallFailure {
  atMs: number
  action: string
  error: ErrorValue
}

interface CountedCall {
  atMs: number
  bill?: Bill | undefined
}

const MINUTE_MS = 60_000
/** Before this has passed a count says nothing about a minute. */
const settledMs = 1_500
/** Calls held before those older than a minute are let go, though nobody asked. */
const fewCalls = 1000

/** Counts the requests that one connection sent in the last minute and what they cost, and keeps the last failure. */
export class CallMeter {
  readonly #clock: Clock
  readonly #beganAtMs: number
  #calls: CountedCall[] = []
  #pruneAt = fewCalls
  #lastError: CallFailure | undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.#beganAtMs = clock.now()
  }

  /** Counts a request that is about to go out; what it costs is said with the answer, when that is known. */
  count(): (bill: Bill | undefined) => void {
    const call: CountedCall = { atMs: this.#clock.now() }
    this.#calls.push(call)
    if (this.#calls.length >= this.#pruneAt) {
      this.#prune()
      this.#pruneAt = Math.max(fewCalls, 2 * this.#calls.length)
    }
    return (bill) => {
      call.bill = bill
    }
  }

  fail(action: string, error: ErrorValue): void {
    this.#lastError = { atMs: this.#clock.now(), action, error }
  }

  get lastError(): CallFailure | undefined {
    return this.#lastError
  }

  /** Whether it has counted for long enough to be shown. */
  get isSettled(): boolean {
    return this.#clock.now() - this.#beganAtMs >= settledMs
  }

  callsLastMinute(): number {
    this.#prune()
    return this.#calls.length
  }

  /** What the requests of the last minute were billed as. */
  billsLastMinute(): Bill[] {
    this.#prune()
    return this.#calls.flatMap(({ bill }) => (bill === undefined ? [] : [bill]))
  }

  #prune(): void {
    const since = this.#clock.now() - MINUTE_MS
    const first = this.#calls.findIndex(({ atMs }) => atMs > since)
    this.#calls = first === -1 ? [] : this.#calls.slice(first)
  }
}
