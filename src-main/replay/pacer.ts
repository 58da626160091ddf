import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'

/** Lets so many through a second, evenly; one that comes after a pause is not given what was not used. */
export class Pacer {
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #changes = new Changes()
  #nextAtMs = 0

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock
    this.#perSecond = perSecond
  }

  /** How many may be taken together, so that none waits long. */
  get most(): number {
    return Math.max(1, Math.floor(this.#perSecond))
  }

  /** Resolves when so many more may go, or when the signal aborts. */
  async take(count: number, signal: AbortSignal): Promise<void> {
    while (this.#nextAtMs > this.#clock.now() && !signal.aborted) await this.#wait(signal)
    this.#nextAtMs = Math.max(this.#clock.now(), this.#nextAtMs) + this.#spanMs(count)
  }

  /** Taken and not used: whoever waits need not wait for these. */
  giveBack(count: number): void {
    if (count === 0) return
    this.#nextAtMs -= this.#spanMs(count)
    this.#changes.tell()
  }

  #spanMs(count: number): number {
    return (count * 1000) / this.#perSecond
  }

  /** Until the next may go, as it stands now, or until that is sooner. */
  async #wait(signal: AbortSignal): Promise<void> {
    const isOver = new AbortController()
    const either = AbortSignal.any([signal, isOver.signal])
    const slept = this.#clock.sleep(this.#nextAtMs - this.#clock.now(), either)
    await Promise.race([slept, this.#changes.wait()])
    isOver.abort()
  }
}
