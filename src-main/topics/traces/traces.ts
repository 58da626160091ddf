import { traceIdSchema } from '#contract'
import type {
  Announcement,
  OutputOf,
  ParsedInput,
  TapId,
  Trace,
  TraceId,
  TraceTarget,
} from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { publish } from '../publisher.ts'
import type { LiveTap } from '../taps/live-tap.ts'
import { toTopic } from '../topic-mapping.ts'
import { LiveTrace, liveRow } from './live-trace.ts'
import type { LiveRow } from './live-trace.ts'
import { expectationsOf } from './trace-expectation.ts'
import type { Expected } from './trace-expectation.ts'
import { markAnnouncement } from './trace-mark.ts'
import { planTrace } from './trace-planner.ts'
import type { PlannerParts, TraceOf } from './trace-planner.ts'
import { reasonsOf } from './trace-reasons.ts'
import { TraceTapWatcher } from './trace-tap-watcher.ts'
import { TraceTaps } from './trace-taps.ts'
import type { TraceTapsParts } from './trace-taps.ts'
import { TraceWatcher } from './trace-watcher.ts'
import type { WatcherParts } from './trace-watcher.ts'

export type TraceParts = PlannerParts & WatcherParts & TraceTapsParts

interface Plan {
  connectionId: string
  topicArn: string
  targets: readonly TraceTarget[]
  /** The taps that were shown with it. */
  tapIds: Map<string, TapId>
}

interface PlanOf extends TraceOf {
  traceId: TraceId
}

type Watch = Pick<ParsedInput<'traces.start'>, 'watch' | 'taps' | 'seconds'>

export type TraceWish = Watch & PlanOf & { announcement: Announcement }

/** Ended ones and plans that nobody took are let go, the oldest first. */
const KEPT_MAX = 20
/** Ending a connection, or Weir, waits so long for looks under way. */
const releaseTimeoutMs = 4_000
const idCharacters = '0123456789abcdefghijklmnopqrstuvwxyz'

function keep<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > KEPT_MAX && oldest !== undefined) map.delete(oldest)
}

function gone(traceId: string): AppError {
  return new AppError('not-found', 'the trace is no longer in memory', {
    params: { kind: 'trace', name: traceId },
  })
}

interface TapRow {
  trace: LiveTrace
  session: Session
  live: LiveRow
  tap: LiveTap
}

type Answered = Pick<Trace, 'publish' | 'publishError' | 'snsMessageId'>

/** Plans, and the traces that were made of them: each publishes once. */
export class Traces {
  readonly #parts: TraceParts
  readonly #taps: TraceTaps
  readonly #plans = new Map<TraceId, Plan>()
  readonly #traces = new Map<TraceId, LiveTrace>()
  readonly #work = new WeakMap<LiveTrace, Promise<void>>()

  constructor(parts: TraceParts) {
    this.#parts = parts
    this.#taps = new TraceTaps(parts)
  }

  async plan(
    of: TraceOf,
  ): Promise<{ traceId: TraceId; targets: TraceTarget[]; isPartial: boolean }> {
    const planned = await planTrace(this.#parts, of)
    const traceId = this.#newId()
    const { targets } = planned
    const connectionId = of.session.connection.id
    keep(this.#plans, traceId, { connectionId, topicArn: of.topicArn, targets, tapIds: new Map() })
    return { traceId, ...planned }
  }

  /** @throws not-found when the plan was let go; what the read of the topic throws */
  async planTaps(
    { traceId, ...of }: PlanOf,
    ids: readonly string[],
  ): Promise<OutputOf<'traces.planTaps'>> {
    const { targets, tapIds } = this.#getPlan({ traceId, ...of })
    return this.#taps.plan({ ...of, targets: pick(targets, ids), tapIds })
  }

  /**
   * Makes the taps, publishes and begins to watch. An answer that is lost is no failure: whether it arrives is what is
   * asked.
   * @throws not-found when the plan was let go, or taken; why a tap could not be made; whatever SNS refuses, when
   * nothing went out
   */
  async start(wish: TraceWish): Promise<LiveTrace> {
    const plan = this.#getPlan(wish)
    // Taken out, so that two windows cannot publish for one plan.
    this.#plans.delete(wish.traceId)
    try {
      return await this.#start(wish, plan)
    } catch (thrown) {
      keep(this.#plans, wish.traceId, plan)
      throw thrown
    }
  }

  async #start(wish: TraceWish, plan: Plan): Promise<LiveTrace> {
    const isFifo = toTopic(wish.topicArn).type === 'fifo'
    const marked = markAnnouncement(wish.announcement, { mark: wish.traceId, isFifo })
    const expected = await expectationsOf(plan.targets, {
      asWritten: wish.announcement,
      asMarked: marked.announcement,
    })
    const { session, topicArn } = wish
    const tapped = { targets: pick(plan.targets, wish.taps), tapIds: plan.tapIds }
    const taps = await this.#taps.make({ session, topicArn, ...tapped })
    const { clock } = this.#parts
    const startedMs = clock.now()
    const answered = await this.#publish(wish, marked.announcement).catch(
      async (thrown: unknown) => {
        plan.tapIds.clear()
        await this.#taps.removeAll(taps.values(), session)
        throw thrown
      },
    )
    const publishedAtMs = clock.now()
    const facts = {
      ...{ traceId: wish.traceId, connectionId: session.connection.id, topicArn },
      ...{ state: 'watching' as const, publishedAtMs, answerMs: publishedAtMs - startedMs },
      ...answered,
      ...(marked.mark === undefined ? {} : { mark: marked.mark }),
      endsAtMs: publishedAtMs + wish.seconds * 1000,
    }
    const trace = new LiveTrace(facts, rowsOf(plan.targets, expected, { wish, taps }))
    keep(this.#traces, wish.traceId, trace)
    this.#work.set(trace, this.#watch(trace, session))
    return trace
  }

  /** @throws not-found */
  get(traceId: TraceId): LiveTrace {
    const trace = this.#traces.get(traceId)
    if (trace === undefined) throw gone(traceId)
    return trace
  }

  /** Resolves when the last look has ended. */
  async ended(trace: LiveTrace): Promise<void> {
    await this.#work.get(trace)
  }

  async stop(trace: LiveTrace): Promise<void> {
    trace.ended.abort()
    await this.ended(trace)
  }

  #newId(): TraceId {
    const pick = (): string =>
      idCharacters.charAt(Math.floor(this.#parts.random() * idCharacters.length))
    return traceIdSchema.parse(Array.from({ length: 12 }, pick).join(''))
  }

  #getPlan({ traceId, session, topicArn }: PlanOf): Plan {
    const plan = this.#plans.get(traceId)
    const isOfIt = plan?.connectionId === session.connection.id && plan.topicArn === topicArn
    if (plan === undefined || !isOfIt) throw gone(traceId)
    return plan
  }

  async #publish({ session, topicArn }: TraceWish, announcement: Announcement): Promise<Answered> {
    try {
      const { messageId } = await publish(session, topicArn, announcement)
      return { publish: 'answered', snsMessageId: messageId }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!error.effectUnknown) throw error
      return { publish: 'uncertain', publishError: errorValue(error) }
    }
  }

  async #watch(trace: LiveTrace, session: Session): Promise<void> {
    const release = session.disposables.add(() => this.#release(trace))
    await Promise.all(
      trace.rows
        .filter(({ row }) => row.state === 'watching')
        .map((live) => this.#watchRow(trace, session, live)),
    )
    const wasStopped = trace.ended.signal.aborted
    trace.ended.abort()
    trace.set({ state: wasStopped ? 'stopped' : 'ended', endedAtMs: this.#parts.clock.now() })
    release()
  }

  async #watchRow(trace: LiveTrace, session: Session, live: LiveRow): Promise<void> {
    if (live.tap !== undefined) {
      await this.#watchTap({ trace, session, live, tap: live.tap })
      return
    }
    const { queue, deadLetterQueue } = live.target
    const spots = [
      ...(queue === undefined ? [] : [{ queue, kind: 'queue' as const }]),
      ...(deadLetterQueue === undefined
        ? []
        : [{ queue: deadLetterQueue, kind: 'dead-letter' as const }]),
    ]
    await Promise.all(
      spots.map((spot) => new TraceWatcher(this.#parts, { trace, session, live, spot }).run()),
    )
    if (live.row.state === 'watching') this.#settle(trace, live)
  }

  async #watchTap({ tap, session, ...of }: TapRow): Promise<void> {
    const { trace, live } = of
    await new TraceTapWatcher(this.#parts, { ...of, tap }).run()
    if (live.row.state === 'watching') this.#settle(trace, live)
    await this.#taps.remove(tap, session)
    trace.update(live, { tap: tap.toTap() })
  }

  #settle(trace: LiveTrace, live: LiveRow): void {
    if (trace.ended.signal.aborted) trace.update(live, { state: 'stopped' })
    else if (live.row.error !== undefined) trace.update(live, { state: 'failed' })
    else trace.update(live, { state: 'not-seen', reasons: reasonsOf(live, trace.facts) })
  }

  async #release(trace: LiveTrace): Promise<void> {
    const isDone = new AbortController()
    await Promise.race([this.stop(trace), this.#parts.clock.sleep(releaseTimeoutMs, isDone.signal)])
    isDone.abort()
  }
}

function pick(targets: readonly TraceTarget[], ids: readonly string[]): TraceTarget[] {
  const wanted = new Set(ids)
  return targets.filter(({ id }) => wanted.has(id))
}

function rowsOf(
  targets: readonly TraceTarget[],
  expected: readonly Expected[],
  { wish, taps }: { wish: TraceWish; taps: ReadonlyMap<string, LiveTap> },
): LiveRow[] {
  const ids = new Set(wish.watch)
  return targets.map((target, index) => {
    const { id, queue, deadLetterQueue } = target
    const tap = taps.get(id)
    const hasQueue = (queue ?? deadLetterQueue) !== undefined
    const isWatched = tap !== undefined || (ids.has(id) && hasQueue)
    return liveRow(target, expected[index] ?? { expectation: 'unknown' }, { isWatched, tap })
  })
}
