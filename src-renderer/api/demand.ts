/**
 * The window's side of a feed's back-pressure. Credit is set, not added: 1 keeps main at work on the next round, 0 stops
 * it, also the one that had been granted before the window hid.
 */
export class Demand<P> {
  readonly #params: P
  #isHeld: boolean
  /** Something is to be said: an item was consumed, or the hold changed. */
  #isDue = false
  #hasEnded = false
  #wake: (() => void) | undefined

  constructor(params: P, isHeld: boolean) {
    this.#params = params
    this.#isHeld = isHeld
  }

  /** An item was taken in: the next round may begin. Says nothing while held. */
  consumed(): void {
    if (this.#isHeld) return
    this.#isDue = true
    this.#wake?.()
  }

  /** A hidden window or a paused view holds: main does not poll. */
  setHeld(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.#isDue = true
    this.#wake?.()
  }

  /** Lets a waiting iterator finish; without it an aborted feed would leave a promise behind for good. */
  end(): void {
    this.#hasEnded = true
    this.#wake?.()
  }

  async *items(): AsyncGenerator<{ open: P; credit: number } | { credit: number }, void> {
    yield { open: this.#params, credit: this.#credit }
    while (!this.#hasEnded) {
      if (this.#isDue) {
        this.#isDue = false
        yield { credit: this.#credit }
      } else await this.#change()
    }
  }

  get #credit(): number {
    return this.#isHeld ? 0 : 1
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
