/** Tells whoever waits that something changed. What it was is read from its owner. */
export class Changes {
  #next = Promise.withResolvers<undefined>()

  /** Resolves at the next change. */
  wait(): Promise<undefined> {
    return this.#next.promise
  }

  tell(): void {
    const { resolve } = this.#next
    this.#next = Promise.withResolvers<undefined>()
    resolve(undefined)
  }
}
