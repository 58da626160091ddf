import type { MoveCounts, MoveId, MoveStep } from '#contract'
import type { MoveLog } from './move-log.ts'
import type { Note } from './move-messages.ts'
import type { Held, OpenReceive, ReceiveRecord, Taken } from './move-ports.ts'

/** What one going through writes down, and how many of its messages stand where. */
export class RunRecord implements ReceiveRecord {
  readonly counts: MoveCounts
  readonly #log: MoveLog
  readonly #moveId: MoveId
  readonly #writing = new Set<Promise<void>>()

  constructor(log: MoveLog, moveId: MoveId, counts: MoveCounts) {
    this.#log = log
    this.#moveId = moveId
    this.counts = counts
  }

  /** Of each the step that it has from before; the others are on disk as `sending` when this resolves. */
  async claim(taken: readonly Taken[]): Promise<(MoveStep | undefined)[]> {
    if (taken.length === 0) return []
    const claims = taken.map(({ key, preview, facts }) => ({
      ...{ key, preview },
      groupId: facts.groupId,
    }))
    const known = await this.#log.claim(this.#moveId, claims)
    this.counts.sending += known.filter((step) => step === undefined).length
    return known
  }

  /** Claimed and never sent. */
  async takeBack(taken: readonly Taken[]): Promise<void> {
    this.counts.sending -= taken.length
    await this.#log.unclaim(
      this.#moveId,
      taken.map(({ key }) => key),
    )
  }

  /** `before`: where each stood, or where all of them did. */
  async note(notes: readonly Note[], before: MoveStep | readonly MoveStep[]): Promise<void> {
    await this.#log.note(this.#moveId, notes)
    for (const [at, { step }] of notes.entries()) {
      this.counts[typeof before === 'string' ? before : (before[at] ?? step)] -= 1
      this.counts[step] += 1
    }
  }

  /** Resolves when it is on disk that so many may be hidden soon. */
  begin(receive: OpenReceive): Promise<number> {
    return this.#log.beginReceive(this.#moveId, receive)
  }

  /** In one write with what follows it: what is hidden can be given back after a crash. */
  end(id: number, held: readonly Held[]): void {
    this.track(this.#log.endReceive(this.#moveId, id, held))
  }

  /** Nothing waits for it now; the end does. */
  track(written: Promise<void>): void {
    this.#writing.add(written)
    void written.finally(() => this.#writing.delete(written)).catch(() => undefined)
  }

  /** Everything was given back. @throws where something could not be written */
  async close(): Promise<void> {
    await Promise.all(this.#writing)
    await this.#log.unhold(this.#moveId)
  }
}
