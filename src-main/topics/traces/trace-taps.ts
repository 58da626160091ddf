import { isAws } from '#contract'
import type { OutputOf, TapId, TraceTarget } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { concurrently } from '../../polling/concurrently.ts'
import type { LiveTap } from '../taps/live-tap.ts'
import { newTapId, tapQueueName } from '../taps/tap-names.ts'
import { undoLines } from '../taps/tap-plan.ts'
import type { TapWish } from '../taps/tap-plan.ts'
import type { Taps } from '../taps/taps.ts'
import type { TraceOf } from './trace-planner.ts'

/** Taps made at a time. */
const concurrency = 4
/** AWS does not say how soon a new subscription is served; its calls say of theirs that it takes a second or so. */
const settleMs = 2_000

export interface TraceTapsParts {
  taps: Taps
  clock: Clock
  random(): number
}

interface Wanted extends TraceOf {
  targets: readonly TraceTarget[]
  /** The taps that were shown, so that what is made is what was shown. */
  tapIds: Map<string, TapId>
}

/** What the subscription gets is only known where its filter is. */
function canTap({ state, subscriptionArn, filterPolicy }: TraceTarget): boolean {
  return state === 'confirmed' && subscriptionArn !== undefined && filterPolicy !== undefined
}

function toWish({ session, topicArn }: TraceOf, target: TraceTarget): Omit<TapWish, 'tapId'> {
  const { endpoint, isRaw = false } = target
  const { filterPolicy = '', filterScope = 'MessageAttributes' } = target
  return {
    ...{ session, topicArn, fromMs: undefined },
    delivery: isRaw ? 'raw' : 'enveloped',
    copyOf: { endpoint, filterPolicy, filterScope },
  }
}

function isGone({ record }: LiveTap): boolean {
  return [record.queue, record.subscription].every((each) => each === 'absent')
}

/** Why a tap is not there. Nothing was published; unless something of it may be left, it is as if it had not been tried. */
function notMade(tap: LiveTap): AppError {
  const { error } = tap.why
  if (error === undefined) return new AppError('cancelled', 'the tap was stopped')
  const { code, params, retryable, requestId } = error
  const effectUnknown = error.effectUnknown && !isGone(tap)
  return new AppError(code, 'no tap', { params, retryable, requestId, effectUnknown })
}

/** Temporary queues that get what a subscription gets; each is a tap like others, on record before it is made. */
export class TraceTaps {
  readonly #parts: TraceTapsParts

  constructor(parts: TraceTapsParts) {
    this.#parts = parts
  }

  /** @throws access-denied, not-found and whatever else the read of the topic throws */
  async plan({ targets, tapIds, ...of }: Wanted): Promise<OutputOf<'traces.planTaps'>> {
    const copyOf = { endpoint: '', filterPolicy: '', filterScope: 'MessageAttributes' as const }
    const { blockers, iamActions, kmsKeyId } = await this.#parts.taps.plan({
      ...{ ...of, delivery: 'enveloped', fromMs: undefined, copyOf },
    })
    const taps = targets.filter(canTap).map(({ id }) => {
      const queueName = tapQueueName(of.topicArn, this.#tapIdOf(tapIds, id))
      return { id, queueName, undo: undoLines(of, queueName) }
    })
    const key = kmsKeyId === undefined ? {} : { kmsKeyId }
    return { blockers, iamActions: ['sns:Publish', ...iamActions], taps, ...key }
  }

  /** All or none. @throws why one could not be made, when the others are removed */
  async make({ targets, tapIds, ...of }: Wanted): Promise<Map<string, LiveTap>> {
    const { taps, clock } = this.#parts
    const made = new Map<string, LiveTap>()
    try {
      await concurrently(targets.filter(canTap), concurrency, async (target) => {
        const tapId = this.#tapIdOf(tapIds, target.id)
        const tap = await taps.start({ ...toWish(of, target), tapId })
        made.set(target.id, tap)
        if (tap.state !== 'live') throw notMade(tap)
      })
      if (made.size > 0 && isAws(of.session.connection.target)) await clock.sleep(settleMs)
      const lost = [...made.values()].find(({ state }) => state !== 'live')
      if (lost !== undefined) throw notMade(lost)
      return made
    } catch (thrown) {
      // A queue's name can be used again only after a minute ([sdk] DeleteQueue).
      tapIds.clear()
      await this.removeAll(made.values(), of.session)
      throw thrown
    }
  }

  async removeAll(made: Iterable<LiveTap>, session: Session): Promise<void> {
    await Promise.all([...made].map((tap) => this.remove(tap, session)))
  }

  /** Never throws. One of which nothing is left is forgotten; of another the list of taps tells. */
  async remove(tap: LiveTap, session: Session): Promise<void> {
    const { taps } = this.#parts
    await taps.stop(tap, session, 'asked')
    if (tap.isOver && isGone(tap)) taps.dismiss(tap)
  }

  #tapIdOf(tapIds: Map<string, TapId>, id: string): TapId {
    const tapId = tapIds.get(id) ?? newTapId(this.#parts.random)
    tapIds.set(id, tapId)
    return tapId
  }
}
