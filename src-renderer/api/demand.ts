/** The contract's limit for one grant. */
const MAX_CREDIT = 100

/**
 * The window's side of a feed's back-pressure: opens the feed, then grants what was consumed. While held (hidden
 * window, paused view) consumed items are remembered but nothing is granted, so main does not poll.
 */
export class Demand<P> {
  readonly #params: P
  #owed = 1
  #isHeld: boolean
  #hasEnded = false
  #wake: (() => void) | undefined

  constructor(params: P, isHeld: boolean) {
    this.#params = params
    this.#isHeld = isHeld
  }

  consumed(): void {
    this.#owed += 1
    this.#wake?.()
  }

  setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#wake?.()
  }

  /** Lets a waiting iterator finish; without it an aborted feed would leave a promise behind for good. */
  end(): void {
    this.#hasEnded = true
    this.#wake?.()
  }

  async *items(): AsyncGenerator<{ open: P; credit: number } | { credit: number }, void> {
    yield { open: this.#params, credit: this.#take() }
    while (!this.#hasEnded) {
      const credit = this.#take()
      if (credit > 0) yield { credit }
      else await this.#change()
    }
  }

  #take(): number {
    if (this.#isHeld) return 0
    const credit = Math.min(this.#owed, MAX_CREDIT)
    this.#owed -= credit
    return credit
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
