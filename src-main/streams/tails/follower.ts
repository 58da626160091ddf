import type { Tail } from './tail.ts'

/** Who follows a tail. One at a time: who comes later takes the place, and who was there has no say any more. */
export class Follower {
  readonly tail: Tail
  #isReplaced = false

  constructor(tail: Tail) {
    this.tail = tail
    // It looks again at all that is in memory, so nothing of that may go before it did.
    tail.memory.restart()
  }

  want(isWanted: boolean): void {
    if (!this.#isReplaced) this.tail.want(isWanted)
  }

  /** Up to which record it has looked at everything. */
  take(index: number): void {
    if (!this.#isReplaced) this.tail.take(index)
  }

  replace(): void {
    this.#isReplaced = true
  }
}
