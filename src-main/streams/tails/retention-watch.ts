export interface RetentionGap {
  fromMs: number
  untilMs: number
}

interface Step {
  /** Where the reader stood. */
  placeMs: number
  /** When it went on from there. */
  atMs: number
}

function ageOf({ placeMs, atMs }: Step): number {
  return atMs - placeMs
}

/**
 * Whether what a reader had before it has expired. How long the stream keeps its records is asked only now and then,
 * so the longest step since then is remembered: after a long sleep the reads go on at once, and stand at a young place
 * again before anybody has asked.
 */
export class RetentionWatch {
  #placeMs: number | undefined
  #longest: Step | undefined

  /** A read that was asked for at that time left the reader so far behind the newest record. */
  read(atMs: number, behindMs: number | undefined): void {
    if (this.#placeMs !== undefined) this.#note({ placeMs: this.#placeMs, atMs })
    this.#placeMs = atMs - (behindMs ?? 0)
  }

  /** What was gone when it was to be read; undefined where nothing was. */
  findGap(nowMs: number, retentionMs: number): RetentionGap | undefined {
    if (this.#placeMs !== undefined) this.#note({ placeMs: this.#placeMs, atMs: nowMs })
    const longest = this.#longest
    this.#longest = undefined
    if (longest === undefined || ageOf(longest) <= retentionMs) return undefined
    return { fromMs: longest.placeMs, untilMs: longest.atMs - retentionMs }
  }

  #note(step: Step): void {
    if (this.#longest === undefined || ageOf(step) > ageOf(this.#longest)) this.#longest = step
  }
}
