import type { ErrorValue } from '#contract'
import { backoffMs } from './backoff.ts'

const MINUTE_MS = 60_000
/** Calls that may go out at once: a screen of rows and what belongs to them, in one go. */
const mostAtOnce = 100
/** The share of a minute's budget that may go out at once, where that is less. */
const shareAtOnce = 1 / 6
const backoffLimits = { firstMs: 1_000, maxMs: 60_000 }

export interface PaceParts {
  nowMs(): number
  random(): number
  /** Calls a minute; undefined is without limit. */
  budget(): number | undefined
  /** What the connection sent in the last minute, whoever asked for it. */
  callsLastMinute(): number
  /** Whether the connection's credentials have ended and nobody has renewed them. */
  haveCredentialsEnded(): boolean
}

export interface Hold {
  untilMs: number
  error: ErrorValue
}

/**
 * How fast one connection may be polled. A bucket of tokens that fills evenly: what may go out at once and what flows
 * in within a minute are the budget together, so no 60 seconds see more than that. Calls of the user's own count too:
 * polling gives way to them. After a refusal nothing goes out for a growing, jittered time, and then one call first.
 */
export class Pace {
  readonly #parts: PaceParts
  #tokens = Number.POSITIVE_INFINITY
  #filledAtMs: number
  #failures = 0
  #hold: Hold | undefined

  constructor(parts: PaceParts) {
    this.#parts = parts
    this.#filledAtMs = parts.nowMs()
  }

  get budget(): number | undefined {
    return this.#parts.budget()
  }

  /** Calls that may begin now. */
  available(): number {
    if (this.findHold() !== undefined) return 0
    const budget = this.#parts.budget()
    const most = this.#failures > 0 ? 1 : Number.POSITIVE_INFINITY
    if (budget === undefined) return most
    this.#fill(budget)
    const left = Math.min(this.#tokens, budget - this.#parts.callsLastMinute())
    return Math.max(0, Math.min(most, Math.floor(left)))
  }

  /** Takes what `available` offered; negative gives back what was not used. */
  take(calls: number): void {
    this.#tokens -= calls
  }

  /** The state of things while nothing may go out, and why. */
  findHold(): Hold | undefined {
    if (this.#hold !== undefined && this.#isOver(this.#hold)) this.#hold = undefined
    return this.#hold
  }

  succeeded(): void {
    this.#failures = 0
  }

  /** The other end wants fewer calls, or none: `pauseMs` and a back-off on top. */
  failed(error: ErrorValue, pauseMs: number): Hold {
    this.#failures += 1
    const waitMs = pauseMs + backoffMs(this.#failures, backoffLimits, () => this.#parts.random())
    this.#hold = { untilMs: this.#parts.nowMs() + waitMs, error }
    return this.#hold
  }

  /** What credentials that ended held up goes on once they are there again, whatever the back-off says. */
  #isOver({ untilMs, error }: Hold): boolean {
    const isMended = error.code === 'credentials-expired' && !this.#parts.haveCredentialsEnded()
    return isMended || untilMs <= this.#parts.nowMs()
  }

  #fill(budget: number): void {
    const size = Math.max(1, Math.min(mostAtOnce, Math.floor(budget * shareAtOnce)))
    const nowMs = this.#parts.nowMs()
    const perMs = Math.max(0, budget - size) / MINUTE_MS
    this.#tokens = Math.min(size, this.#tokens + (nowMs - this.#filledAtMs) * perMs)
    this.#filledAtMs = nowMs
  }
}
