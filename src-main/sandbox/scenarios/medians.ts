/** The median of the last measurements; it forgets the others. */
export class Medians {
  readonly #last: number[] = []

  add(ms: number): void {
    this.#last.push(ms)
    if (this.#last.length > 40) this.#last.shift()
  }

  get median(): number | undefined {
    const sorted = this.#last.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)]
  }
}
