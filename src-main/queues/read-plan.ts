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
        /** All that are known, those above too, each once. */
        rest(): readonly QueueUrl[]
        /** What was read before this moment the window does not know. */
        sinceMs: number
      }
    | undefined
  attempts: ReadonlyMap<QueueUrl, Attempt>
  beganAtMs: number
}

/** Queues of one kind, and how often each is read. */
interface Tier {
  queueUrls: readonly QueueUrl[]
  everyMs: number
  /** The rest comes last and has each queue once: where it was placed nobody need know. */
  isInSight: boolean
  /** What a queue counts for that has not been read yet. */
  unreadUrgency: number
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

  /**
   * What is due, the most urgent first and of the equally urgent the more important, and how long it is until something
   * else will be. Between any two rounds this goes over all queues: of what is not due nothing is kept.
   */
  next(nowMs: number): { due: QueueUrl[]; laterMs: number } {
    const due: Candidate[] = []
    const placed = new Set<QueueUrl>()
    let laterMs = Infinity
    for (const tier of this.#tiers(nowMs)) {
      for (const queueUrl of tier.queueUrls) {
        if (placed.has(queueUrl)) continue
        if (tier.isInSight) placed.add(queueUrl)
        const candidate = this.#place(queueUrl, nowMs, tier)
        if (candidate.dueInMs <= slackMs) due.push(candidate)
        else laterMs = Math.min(laterMs, candidate.dueInMs)
      }
    }
    due.sort((one, other) =>
      one.urgency === other.urgency ? 0 : other.urgency > one.urgency ? 1 : -1,
    )
    return { due: due.map(({ queueUrl }) => queueUrl), laterMs }
  }

  /** In the order of their importance; a queue belongs to the first that has it. */
  #tiers(nowMs: number): Tier[] {
    const { shown, sweep, intervals: times, beganAtMs } = this.#parts
    const inSight = (queueUrls: readonly QueueUrl[], everyMs: number): Tier => ({
      queueUrls,
      everyMs,
      isInSight: true,
      unreadUrgency: Infinity,
    })
    if (sweep === undefined) return [inSight(shown, times.openMs)]
    const rest = sweep.rest()
    const wishedMs = rest.length * times.restPerQueueMs
    const restMs = Math.min(times.restMostMs, Math.max(times.restLeastMs, wishedMs))
    return [
      inSight(sweep.favourites(), times.favouriteMs),
      inSight(shown, times.shownMs),
      {
        queueUrls: rest,
        everyMs: restMs,
        isInSight: false,
        unreadUrgency: 1 + (nowMs - beganAtMs) / (restMs * unreadRestShare),
      },
    ]
  }

  #place(queueUrl: QueueUrl, nowMs: number, tier: Tier): Candidate {
    const { attempts, sweep, beganAtMs } = this.#parts
    const attempt = attempts.get(queueUrl)
    if (attempt === undefined || attempt.atMs < (sweep?.sinceMs ?? beganAtMs)) {
      return { queueUrl, urgency: tier.unreadUrgency, dueInMs: 0 }
    }
    const everyMs = tier.everyMs * (attempt.isRefused ? refusedFactor : 1)
    const ageMs = nowMs - attempt.atMs
    return { queueUrl, urgency: ageMs / everyMs, dueInMs: everyMs - ageMs }
  }
}
