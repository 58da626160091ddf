export type Dispose = () => void | Promise<void>

/**
 * Things that end together, last made first. Adding to a store that has ended ends the new thing at once, so that
 * nothing made during shutdown stays behind.
 */
export class DisposableStore {
  #disposers: Dispose[] = []
  #ended = false

  get size(): number {
    return this.#disposers.length
  }

  /** Returns a function that takes the thing out again without ending it. */
  add(dispose: Dispose): () => void {
    if (this.#ended) {
      void dispose()
      return () => undefined
    }
    this.#disposers.push(dispose)
    return () => {
      this.#disposers = this.#disposers.filter((each) => each !== dispose)
    }
  }

  /** Ends everything, also when one of them fails; throws the failures together. */
  async dispose(): Promise<void> {
    this.#ended = true
    const failures: unknown[] = []
    for (const dispose of this.#disposers.splice(0).reverse()) {
      try {
        await dispose()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some things could not be ended')
  }
}
