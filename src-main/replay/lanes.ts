import { Changes } from '../lib/changes.ts'

/** Batches that go well in a row before another lane is tried again. */
const goodBatches = 20

/** How many batches may be under way: half as many after a throttle, one more after some that went well. */
export class Lanes {
  readonly #most: number
  readonly #changes = new Changes()
  #open: number
  #busy = 0
  #good = 0

  constructor(most: number) {
    this.#most = most
    this.#open = most
  }

  get open(): number {
    return this.#open
  }

  /** Resolves when a batch may begin, or the signal aborts. */
  async enter(signal: AbortSignal): Promise<void> {
    while (this.#busy >= this.#open && !signal.aborted) await this.#changes.wait()
    this.#busy += 1
  }

  leave(): void {
    this.#busy -= 1
    this.#changes.tell()
  }

  /** Wakes who waits, for example to see that it is over. */
  tell(): void {
    this.#changes.tell()
  }

  throttled(): void {
    this.#good = 0
    this.#open = Math.max(1, this.#open >> 1)
  }

  wentWell(): void {
    this.#good += 1
    if (this.#good < goodBatches || this.#open === this.#most) return
    this.#good = 0
    this.#open += 1
    this.#changes.tell()
  }
}
