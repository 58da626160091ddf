import type { QueueUrl } from '#contract'
import type { Attempt } from './queue-memory.ts'

export interface PlanIntervals {
  /** The queues of an open page, the favourites and the rows in view. */
  openMs: number
  favouriteMs: number
  shownMs: number
  /** The rest takes this long a queue, so that a round of all costs the same whatever their number, */
  restPerQueueMs: number
  /** within these bounds. */
  restLeastMs: number
  restMostMs: number
}

export const intervals: Record<'aws' | 'local', PlanIntervals> = {
  // A sweep of the rest makes some five calls a second at most.
  aws: {
    openMs: 5_000,
    favouriteMs: 5_000,
    shownMs: 10_000,
    restPerQueueMs: 200,
    restLeastMs: 60_000,
    restMostMs: 900_000,
  },
  local: {
    openMs: 1_000,
    favouriteMs: 1_000,
    shownMs: 1_000,
    restPerQueueMs: 10,
    restLeastMs: 10_000,
    restMostMs: 60_000,
  },
}

/** An unread queue out of view is as urgent as if it had been read this share of its interval ago. */
const unreadRestShare = 1 / 3
/** What was denied or is gone is asked again, but seldom: it answers the same and costs the same. */
const refusedFactor = 6
/** Queues of one round of a sweep: a hidden window's polling ends with the round that had begun. */
const mostInSweep = 500
/** A timer may wake this much early. */
const slackMs = 50

export interface PlanParts {
  intervals: PlanIntervals
  /** In order. */
  shown: readonly QueueUrl[]
  /** Undefined: nothing but what is shown is read. */
  sweep:
    | {
        favourites(): readonly QueueUrl[]
        rest(): readonly QueueUrl[]
        /** What was read before this moment the window does not know. */
        sinceMs: number
      }
    | undefined
  attempts: ReadonlyMap<QueueUrl, Attempt>
  beganAtMs: number
}

interface Tier {
  everyMs: number
  isRest: boolean
}

interface Candidate {
  queueUrl: QueueUrl
  /** 1 is due; infinite for what is in sight and was never read. */
  urgency: number
  dueInMs: number
}

/**
 * Which queues a round reads. Each is as urgent as its time since the last attempt is long beside the interval of its
 * tier: with too small a budget all wait in proportion, favourites and rows in view less than the rest, and none for
 * ever, since a queue that waits only becomes more urgent.
 */
export class ReadPlan {
  readonly #parts: PlanParts

  constructor(parts: PlanParts) {
    this.#parts = parts
  }

  /** What is shown is read in one go; a sweep of all is cut into rounds. */
  get mostInRound(): number {
    const { shown, sweep } = this.#parts
    return sweep === undefined ? shown.length : shown.length + mostInSweep
  }

  /** What is due, the most urgent first, and how long it is until something else will be. */
  next(nowMs: number): { due: QueueUrl[]; laterMs: number } {
    const candidates = this.#candidates(nowMs)
    const due = candidates.filter(({ dueInMs }) => dueInMs <= slackMs)
    const later = candidates.filter(({ dueInMs }) => dueInMs > slackMs)
    due.sort((one, other) =>
      one.urgency === other.urgency ? 0 : other.urgency > one.urgency ? 1 : -1,
    )
    return {
      due: due.map(({ queueUrl }) => queueUrl),
      laterMs: later.reduce((least, { dueInMs }) => Math.min(least, dueInMs), Infinity),
    }
  }

  /** All queues of the plan once, in the order of their importance: equally urgent, the first is read first. */
  #candidates(nowMs: number): Candidate[] {
    const { shown, sweep } = this.#parts
    const times = this.#parts.intervals
    const openTier = { everyMs: times.openMs, isRest: false }
    if (sweep === undefined) return shown.map((url) => this.#place(url, nowMs, openTier))
    const rest = sweep.rest()
    const wishedMs = rest.length * times.restPerQueueMs
    const restMs = Math.min(times.restMostMs, Math.max(times.restLeastMs, wishedMs))
    const placed = new Set<QueueUrl>()
    const candidates: Candidate[] = []
    const add = (queueUrls: readonly QueueUrl[], everyMs: number, isRest = false): void => {
      for (const queueUrl of queueUrls) {
        if (placed.has(queueUrl)) continue
        placed.add(queueUrl)
        candidates.push(this.#place(queueUrl, nowMs, { everyMs, isRest }))
      }
    }
    add(sweep.favourites(), times.favouriteMs)
    add(shown, times.shownMs)
    add(rest, restMs, true)
    return candidates
  }

  #place(queueUrl: QueueUrl, nowMs: number, tier: Tier): Candidate {
    const { attempts, sweep, beganAtMs } = this.#parts
    const attempt = attempts.get(queueUrl)
    if (attempt !== undefined && attempt.atMs >= (sweep?.sinceMs ?? beganAtMs)) {
      const everyMs = tier.everyMs * (attempt.isRefused ? refusedFactor : 1)
      const ageMs = nowMs - attempt.atMs
      return { queueUrl, urgency: ageMs / everyMs, dueInMs: everyMs - ageMs }
    }
    if (!tier.isRest) return { queueUrl, urgency: Infinity, dueInMs: 0 }
    const urgency = 1 + (nowMs - beganAtMs) / (tier.everyMs * unreadRestShare)
    return { queueUrl, urgency, dueInMs: 0 }
  }
}
