/** The true weight lies between `most - error` and `most`. */
export interface Estimate {
  most: number
  error: number
}

interface Counter {
  key: string
  weight: number
  error: number
  /** Where it stands in the heap. */
  at: number
}

/**
 * The heaviest keys of a stream in bounded memory ("Space-Saving", Metwally, Agrawal and El Abbadi 2005, with weights):
 * a key without a counter takes over the lightest one, with what that had as its error. No weight is ever
 * underestimated, none is over by more than `maxError`, and no key heavier than that is without a counter; with n
 * counters that is an n-th of the total at most.
 */
export class SpaceSaving {
  readonly #capacity: number
  readonly #counters = new Map<string, Counter>()
  /** A binary heap, the lightest first. */
  readonly #heap: Counter[] = []

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get maxError(): number {
    return this.#heap.length < this.#capacity ? 0 : (this.#heap[0]?.weight ?? 0)
  }

  keys(): IterableIterator<string> {
    return this.#counters.keys()
  }

  /** `weight` is no less than 0. */
  add(key: string, weight: number): void {
    const counter = this.#counters.get(key) ?? this.#take(key)
    if (counter === undefined) return
    counter.weight += weight
    this.#sink(counter)
  }

  /** Of any key: one without a counter may have had `maxError`, or nothing. */
  estimate(key: string): Estimate {
    const counter = this.#counters.get(key)
    if (counter === undefined) return { most: this.maxError, error: this.maxError }
    return { most: counter.weight, error: counter.error }
  }

  /** A counter for a new key: its own while there are some left, then the lightest one. */
  #take(key: string): Counter | undefined {
    if (this.#heap.length < this.#capacity) {
      const counter = { key, weight: 0, error: 0, at: this.#heap.length }
      this.#heap.push(counter)
      this.#rise(counter)
      this.#counters.set(key, counter)
      return counter
    }
    const lightest = this.#heap[0]
    if (lightest === undefined) return undefined
    this.#counters.delete(lightest.key)
    lightest.key = key
    lightest.error = lightest.weight
    this.#counters.set(key, lightest)
    return lightest
  }

  #put(counter: Counter, at: number): void {
    this.#heap[at] = counter
    counter.at = at
  }

  #rise(counter: Counter): void {
    let { at } = counter
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = this.#heap[above]
      if (parent === undefined || parent.weight <= counter.weight) break
      this.#put(parent, at)
      at = above
    }
    this.#put(counter, at)
  }

  #sink(counter: Counter): void {
    let { at } = counter
    for (;;) {
      const left = this.#heap[2 * at + 1]
      const right = this.#heap[2 * at + 2]
      const lighter =
        right !== undefined && left !== undefined && right.weight < left.weight ? right : left
      if (lighter === undefined || lighter.weight >= counter.weight) break
      const below = lighter.at
      this.#put(lighter, at)
      at = below
    }
    this.#put(counter, at)
  }
}
