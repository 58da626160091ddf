import type { Clock } from '../lib/clock.ts'

/** Lets so many through a second, evenly; one that comes after a pause is not given what was not used. */
export class Pacer {
  readonly #clock: Clock
  readonly #perSecond: number
  #nextAtMs = 0

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock
    this.#perSecond = perSecond
  }

  /** How many may be taken together, so that none waits long. */
  get most(): number {
    return Math.max(1, Math.floor(this.#perSecond))
  }

  /** Resolves when so many more may go, or at once when the signal aborts. */
  async take(count: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now()
    const at = Math.max(now, this.#nextAtMs)
    this.#nextAtMs = at + (count * 1000) / this.#perSecond
    if (at > now) await this.#clock.sleep(at - now, signal)
  }
}
