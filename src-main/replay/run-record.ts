import type { MoveCounts, MoveStep } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { MoveLog } from './move-log.ts'
import type { Known, Note, Of } from './move-messages.ts'
import type { Taken } from './move-ports.ts'

/** A note of a message, and what was known of it before. */
export interface Noted extends Note {
  before: Known
}

export const sendingNow: Known = { step: 'sending', isOwn: true }

/** What one going through writes down, and how many of its messages stand where. */
export class RunRecord {
  readonly counts: MoveCounts
  readonly #log: MoveLog
  readonly #of: Of
  readonly #writing = new Set<Promise<void>>()
  #isAbandoned = false

  constructor(log: MoveLog, of: Of, counts: MoveCounts) {
    this.#log = log
    this.#of = of
    this.counts = counts
  }

  /** What is known of each from before; the others are on disk as `sending` when this resolves. @throws after the end */
  async claim(taken: readonly Taken[]): Promise<(Known | undefined)[]> {
    if (this.#isAbandoned) throw new AppError('cancelled', 'the move has ended')
    if (taken.length === 0) return []
    const claims = taken.map(({ key, preview, facts }) => ({
      ...{ key, preview },
      groupId: facts.groupId,
    }))
    const known = await this.#log.claim(this.#of, claims)
    this.counts.sending += known.filter((each) => each === undefined).length
    return known
  }

  async findKnown(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await this.#log.known(this.#of, keys))
  }

  /** Claimed and never sent. */
  async takeBack(taken: readonly Taken[]): Promise<void> {
    if (this.#isAbandoned) return
    this.counts.sending -= taken.length
    await this.#log.unclaim(
      this.#of,
      taken.map(({ key }) => key),
    )
  }

  /** What another move claimed is noted, and counted there. */
  async note(notes: readonly Noted[]): Promise<void> {
    if (this.#isAbandoned) return
    await this.#log.note(
      this.#of,
      notes.map(({ before: _, ...note }) => note),
    )
    for (const { before, step } of notes) if (before.isOwn) this.#shift(before.step, step)
  }

  /** Nothing waits for it now; the end does. */
  noteLater(notes: readonly Noted[]): void {
    const written = this.note(notes)
    this.#writing.add(written)
    void written.finally(() => this.#writing.delete(written)).catch(() => undefined)
  }

  /** @throws where something could not be written */
  async close(): Promise<void> {
    await Promise.all(this.#writing)
  }

  /** Nothing is written any more: what is `sending` on disk may have been sent. */
  abandon(): void {
    this.#isAbandoned = true
  }

  #shift(from: MoveStep, to: MoveStep): void {
    this.counts[from] -= 1
    this.counts[to] += 1
  }
}
