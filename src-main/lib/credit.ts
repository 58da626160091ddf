/**
 * Rounds that the window has asked for. A poll loop takes one before each round and waits while there is none:
 * no credit, no poll.
 */
export class Credit {
  #left = 0
  #ended = false
  #wake: (() => void) | undefined

  /** Sets what is left: a later word replaces an earlier one, so a window that hides takes back what it granted. */
  set(rounds: number): void {
    this.#left = rounds
    this.#wake?.()
  }

  /** Nothing more will be granted; whoever waits gets `false`. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  get isEmpty(): boolean {
    return this.#left === 0
  }

  /** Resolves to true when a round was taken, false when there will be none. */
  async take(): Promise<boolean> {
    while (this.#left === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = undefined
    }
    if (this.#ended) return false
    this.#left -= 1
    return true
  }
}
