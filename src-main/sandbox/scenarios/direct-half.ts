import type { ScenarioControls, TwoWaysView } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { failsAt, numberOf } from './failing.ts'
import { Medians } from './medians.ts'
import type { DirectLine } from './scenario-ports.ts'

export interface DirectParts {
  readonly line: DirectLine
  readonly clock: Clock
  readonly seed: number
  /** How many the called service works on at once. */
  readonly capacity: number
  /** How many more it lets wait; it tells the others that it is busy. */
  readonly room: number
  /** How long the caller waits for an answer. */
  readonly timeoutMs: number
  /** Beside `failEvery`: a job that nobody can do. */
  readonly isImpossible?: ((id: string) => boolean) | undefined
  controls(): ScenarioControls
  onChange(): void
}

type Counts = TwoWaysView['direct']

/** Two services of which one calls the other and waits. */
export class DirectHalf {
  readonly #parts: DirectParts
  readonly #responses = new Medians()
  readonly #queue: (() => void)[] = []
  #working = 0
  #service = new AbortController()
  #counts = { asked: 0, done: 0, refused: 0, timedOut: 0, failed: 0, doneUnknown: 0 }

  constructor(parts: DirectParts) {
    this.#parts = parts
  }

  /** Starts or stops the called service. */
  async setOpen(isOpen: boolean): Promise<void> {
    this.#service.abort()
    await this.#parts.line.shut()
    for (const begin of this.#queue.splice(0)) begin()
    if (!isOpen) return
    this.#service = new AbortController()
    const { signal } = this.#service
    await this.#parts.line.open((id, isGone) => this.#serve(id, () => isGone() || signal.aborted))
  }

  /** One call, from its beginning to what the caller is told. */
  async call(id: string): Promise<void> {
    const { clock, line, timeoutMs, onChange } = this.#parts
    this.#counts.asked += 1
    onChange()
    const beganMs = clock.now()
    const end = await line.call(id, timeoutMs)
    this.#responses.add(clock.now() - beganMs)
    this.#counts[end === 'timed-out' ? 'timedOut' : end] += 1
    onChange()
  }

  snapshot(): Counts {
    const { asked, done, refused, timedOut, failed } = this.#counts
    const responseMs = this.#responses.median
    return {
      ...this.#counts,
      waiting: asked - done - refused - timedOut - failed,
      ...(responseMs !== undefined && { responseMs }),
    }
  }

  async #serve(id: string, isGone: () => boolean): Promise<'done' | 'busy' | 'failed'> {
    const { capacity, room, clock, seed, isImpossible } = this.#parts
    if (this.#working >= capacity) {
      if (this.#queue.length >= room) return 'busy'
      await new Promise<void>((resolve) => this.#queue.push(resolve))
    }
    this.#working += 1
    try {
      // Nobody waits for it any more: a service that is behind has better things to do.
      if (isGone()) return 'failed'
      const { doesPerS, failEvery } = this.#parts.controls()
      await clock.sleep(1000 / doesPerS, this.#service.signal)
      if (isImpossible?.(id) === true) return 'failed'
      if (failsAt(seed, failEvery, { number: numberOf(id), attempt: 1 })) return 'failed'
      if (isGone()) this.#noteUnknown()
      return 'done'
    } finally {
      this.#working -= 1
      this.#queue.shift()?.()
    }
  }

  #noteUnknown(): void {
    // A service that was stopped did not finish its work either.
    if (this.#service.signal.aborted) return
    this.#counts.doneUnknown += 1
    this.#parts.onChange()
  }
}
