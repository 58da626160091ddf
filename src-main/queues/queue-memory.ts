import type { QueueUrl } from '#contract'
import { callBudget } from '../connections/call-budget.ts'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import { Pace } from '../polling/pace.ts'

export interface Attempt {
  atMs: number
  /** It was refused in a way that another try would not mend: denied, or gone. */
  isRefused: boolean
}

/** What one connection's queues are known as and when each was read: outlives a feed, ends with the session. */
export class QueueMemory {
  readonly pace: Pace
  /** Until when a queue that was purged may not be purged again; AWS itself does not tell. */
  readonly quietUntilMs = new Map<QueueUrl, number>()
  readonly attempts = new Map<QueueUrl, Attempt>()
  #listed: ReadonlySet<QueueUrl> = new Set()
  #arriving: QueueUrl[] = []

  constructor(pace: Pace) {
    this.pace = pace
  }

  /** Every queue of the last list that was read to its end, and those pinned beside it; each once. */
  known(pins: readonly QueueUrl[]): readonly QueueUrl[] {
    return [...this.#listed, ...pins.filter((queueUrl) => !this.#listed.has(queueUrl))]
  }

  /** Takes in one page; the list counts once its last page has come. */
  addPage(queueUrls: readonly QueueUrl[], place: { isFirst: boolean; isLast: boolean }): void {
    if (place.isFirst) this.#arriving = []
    this.#arriving.push(...queueUrls)
    if (place.isLast) this.setListed(this.#arriving)
    // Until there has been a whole list, a part of it is more than nothing.
    else if (this.#listed.size < this.#arriving.length) this.#listed = new Set(this.#arriving)
  }

  setListed(queueUrls: readonly QueueUrl[]): void {
    this.#listed = new Set(queueUrls)
    this.#arriving = []
  }
}

/** The memory of each open session; gone with it. */
export class QueueMemories {
  readonly #memories = new WeakMap<Session, QueueMemory>()
  readonly #parts: { clock: Clock; random(): number }

  constructor(parts: { clock: Clock; random(): number }) {
    this.#parts = parts
  }

  of(session: Session): QueueMemory {
    const existing = this.#memories.get(session)
    if (existing !== undefined) return existing
    const pace = new Pace({
      nowMs: () => this.#parts.clock.now(),
      random: () => this.#parts.random(),
      budget: () => callBudget(session),
      callsLastMinute: () => session.meter.callsLastMinute(),
      haveCredentialsEnded: () => session.credentials.hasEnded,
    })
    const memory = new QueueMemory(pace)
    this.#memories.set(session, memory)
    return memory
  }
}
