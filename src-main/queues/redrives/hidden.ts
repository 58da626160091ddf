import type { Clock } from '../../lib/clock.ts'

interface Some {
  count: number
  /** Visible by then at the latest. */
  untilMs: number
}

/** Messages that may be hidden and that nobody can name. */
export class Hidden {
  readonly #clock: Clock
  #all: Some[] = []
  /** When the last of them is visible for sure; 0 where there never were any. */
  untilMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(some: Some): void {
    if (some.count === 0) return
    this.#all.push(some)
    this.untilMs = Math.max(this.untilMs, some.untilMs)
  }

  facts(): { hidden: number; hiddenUntilMs?: number } {
    const now = this.#clock.now()
    this.#all = this.#all.filter(({ untilMs }) => untilMs > now)
    const hidden = this.#all.reduce((sum, { count }) => sum + count, 0)
    return hidden === 0 ? { hidden } : { hidden, hiddenUntilMs: this.untilMs }
  }
}
