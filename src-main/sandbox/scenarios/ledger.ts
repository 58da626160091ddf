/** What became of an id that is no longer open. */
type End = 'done' | 'dead' | 'refused' | 'missing'

interface Open {
  /** `removing` is in flight, too: a delete is under way. */
  place: 'sending' | 'waiting' | 'in-flight' | 'removing'
  /** While it is in flight: when SQS shows it again. */
  untilMs: number
  receives: number
}

/** Of the ids that ended, so many are still known by name: who is received again after that is a stranger. */
const remembered = 20_000

interface Totals {
  asked: number
  accepted: number
  refused: number
  done: number
  dead: number
  missing: number
  redelivered: number
  foreign: number
}

/** What the emulator holds of ids, at one moment. */
export interface Held {
  readonly queue: ReadonlySet<string>
  readonly dead: ReadonlySet<string>
}

/**
 * Every id that was sent is in one place. `accepted = waiting + inFlight + done + dead + missing` holds at any moment,
 * because nothing else changes these numbers. Ids that ended are forgotten by and by, their number is not.
 */
export class Ledger {
  readonly #open = new Map<string, Open>()
  readonly #ends = new Map<string, End>()
  readonly #totals: Totals = {
    ...{ asked: 0, accepted: 0, refused: 0, done: 0 },
    ...{ dead: 0, missing: 0, redelivered: 0, foreign: 0 },
  }
  #version = 0

  /** Another number after each change. */
  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#open.size
  }

  sending(id: string): void {
    this.#open.set(id, { place: 'sending', untilMs: 0, receives: 0 })
    this.#count('asked')
  }

  /** SQS has answered. The message may have been received, or even be done, before the answer. */
  accepted(id: string): void {
    const open = this.#open.get(id)
    if (open?.place !== 'sending') return
    open.place = 'waiting'
    this.#count('accepted')
  }

  /** The call failed. A message that comes all the same was accepted, see `received`. */
  refused(id: string): void {
    if (this.#open.get(id)?.place === 'sending') this.#end(id, 'refused')
  }

  /** A worker has it until then. False where its work is not to be done: it is done already, or is none of this run. */
  received(id: string, untilMs: number): boolean {
    const ended = this.#ends.get(id)
    const open = this.#open.get(id) ?? this.#reopen(id, ended)
    if (open === undefined) {
      this.#count(ended === 'done' ? 'redelivered' : 'foreign')
      return false
    }
    if (open.place === 'sending') this.#count('accepted')
    if (open.receives > 0) this.#count('redelivered')
    this.#version += 1
    Object.assign(open, { place: 'in-flight', untilMs, receives: open.receives + 1 })
    return true
  }

  /** It is about to be deleted from the queue. */
  removing(id: string): void {
    const open = this.#open.get(id)
    if (open?.place === 'in-flight') open.place = 'removing'
  }

  /** The delete failed: SQS shows it again in time. */
  notRemoved(id: string): void {
    const open = this.#open.get(id)
    if (open?.place === 'removing') open.place = 'in-flight'
  }

  /** It is deleted from the queue. */
  done(id: string): void {
    if (this.#open.has(id)) this.#end(id, 'done')
  }

  attempts(id: string): number {
    return this.#open.get(id)?.receives ?? 0
  }

  /** SQS shows again what was in flight for too long. */
  expire(nowMs: number): void {
    for (const open of this.#open.values()) {
      if (open.place !== 'in-flight' || open.untilMs > nowMs) continue
      open.place = 'waiting'
      this.#version += 1
    }
  }

  /** False while a send or a delete is under way: the queue may know of it already, or not yet. */
  get isSettled(): boolean {
    return ![...this.#open.values()].some(
      ({ place }) => place === 'sending' || place === 'removing',
    )
  }

  /**
   * Takes over what only the emulator knows: what it moved to the dead-letter queue or back, and what is gone. Right
   * only if it was settled, and `version` the same, before and after asking. True if nothing had gone.
   */
  reconcile(held: Held): boolean {
    for (const id of held.dead) if (this.#open.has(id)) this.#end(id, 'dead')
    for (const id of held.queue) {
      // Moved between the two answers: what the later one says is true.
      if (held.dead.has(id) || this.#open.has(id)) continue
      if (this.#reopen(id, this.#ends.get(id))?.place === 'sending') this.accepted(id)
    }
    const gone = [...this.#open.keys()].filter((id) => !held.queue.has(id))
    for (const id of gone) this.#end(id, 'missing')
    const takenDead = this.#deadIds().filter((id) => !held.dead.has(id))
    for (const id of takenDead) this.#move(id, 'missing')
    return gone.length === 0 && takenDead.length === 0
  }

  snapshot(): Totals & { waiting: number; inFlight: number } {
    const places = [...this.#open.values()].map(({ place }) => place)
    const of = (wanted: Open['place']): number => places.filter((each) => each === wanted).length
    return {
      ...this.#totals,
      waiting: of('waiting'),
      inFlight: of('in-flight') + of('removing'),
    }
  }

  #count(total: keyof Totals, by = 1): void {
    this.#totals[total] += by
    this.#version += 1
  }

  #end(id: string, end: End): void {
    this.#open.delete(id)
    this.#ends.set(id, end)
    this.#count(end)
    for (const [oldest, how] of this.#ends) {
      if (this.#ends.size <= remembered) break
      // The dead are few, and held against the queue they lie in.
      if (how !== 'dead') this.#ends.delete(oldest)
    }
  }

  #deadIds(): string[] {
    return this.#totals.dead === 0
      ? []
      : [...this.#ends].filter(([, end]) => end === 'dead').map(([id]) => id)
  }

  #move(id: string, end: 'missing'): void {
    this.#ends.set(id, end)
    this.#count('dead', -1)
    this.#count(end)
  }

  /** One that had ended and is in the queue all the same: redriven, sent back, or sent without an answer. */
  #reopen(id: string, end: End | undefined): Open | undefined {
    if (end === undefined || end === 'done') return undefined
    const open: Open = {
      place: end === 'refused' ? 'sending' : 'waiting',
      untilMs: 0,
      receives: 0,
    }
    this.#ends.delete(id)
    this.#open.set(id, open)
    this.#count(end, -1)
    return open
  }
}
