/** Of a clock, what waiting needs. */
export interface GateClock {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Rate {
  perSecond: number
  /** So many may pass at once after a rest; within any second at most `perSecond` and `burst` together do. */
  burst: number
}

/** Lets callers through one after the other, no faster than the rate. */
export class RateGate {
  readonly #clock: GateClock
  readonly #rate: Rate
  /** When the next one may pass if nobody had saved up a burst. */
  #nextMs = 0

  constructor(clock: GateClock, rate: Rate) {
    this.#clock = clock
    this.#rate = rate
  }

  /** Resolves when the caller may go; at once when the signal has ended, since nothing goes then. */
  async pass(signal?: AbortSignal): Promise<void> {
    const stepMs = 1000 / this.#rate.perSecond
    const nowMs = this.#clock.now()
    const earliestMs = nowMs - (this.#rate.burst - 1) * stepMs
    const turnMs = Math.max(this.#nextMs, earliestMs)
    this.#nextMs = turnMs + stepMs
    if (turnMs > nowMs) await this.#clock.sleep(turnMs - nowMs, signal)
  }
}
