/** How long back the rate looks: short enough to follow a throttle, long enough not to flicker. */
const spanMs = 3_000

interface Mark {
  atMs: number
  count: number
}

/** How many a second were sent lately. */
export class SendRate {
  #marks: Mark[] = []

  constructor(startMs: number) {
    this.#marks.push({ atMs: startMs, count: 0 })
  }

  mark(atMs: number, count: number): void {
    const last = this.#marks.at(-1)
    // A tenth of a second is fine enough, and bounds what is kept.
    if (last !== undefined && this.#marks.length > 1 && atMs - last.atMs < 100) last.count = count
    else this.#marks.push({ atMs, count })
    while ((this.#marks[1]?.atMs ?? atMs) < atMs - spanMs) this.#marks.shift()
  }

  perSecond(nowMs: number): number {
    const first = this.#marks[0]
    const last = this.#marks.at(-1)
    if (first === undefined || last === undefined) return 0
    const seconds = (nowMs - first.atMs) / 1_000
    return seconds <= 0 ? 0 : (last.count - first.count) / seconds
  }
}
