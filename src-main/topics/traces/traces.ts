import { traceIdSchema } from '#contract'
import type { Announcement, ParsedInput, Trace, TraceId, TraceTarget } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { publish } from '../publisher.ts'
import { toTopic } from '../topic-mapping.ts'
import { LiveTrace, liveRow } from './live-trace.ts'
import type { LiveRow } from './live-trace.ts'
import { expectationsOf } from './trace-expectation.ts'
import { markAnnouncement } from './trace-mark.ts'
import { planTrace } from './trace-planner.ts'
import type { PlannerParts, TraceOf } from './trace-planner.ts'
import { reasonsOf } from './trace-reasons.ts'
import { TraceWatcher } from './trace-watcher.ts'
import type { WatcherParts } from './trace-watcher.ts'

export type TraceParts = PlannerParts & WatcherParts

interface Plan {
  connectionId: string
  topicArn: string
  targets: readonly TraceTarget[]
}

export type TraceWish = Pick<ParsedInput<'traces.start'>, 'traceId' | 'watch' | 'seconds'> &
  TraceOf & { announcement: Announcement }

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

type Answered = Pick<Trace, 'publish' | 'publishError' | 'snsMessageId'>

/** Plans, and the traces that were made of them: each publishes once. */
export class Traces {
  readonly #parts: TraceParts
  readonly #plans = new Map<TraceId, Plan>()
  readonly #traces = new Map<TraceId, LiveTrace>()
  readonly #work = new WeakMap<LiveTrace, Promise<void>>()

  constructor(parts: TraceParts) {
    this.#parts = parts
  }

  async plan(
    of: TraceOf,
  ): Promise<{ traceId: TraceId; targets: TraceTarget[]; isPartial: boolean }> {
    const planned = await planTrace(this.#parts, of)
    const traceId = this.#newId()
    const { targets } = planned
    const connectionId = of.session.connection.id
    keep(this.#plans, traceId, { connectionId, topicArn: of.topicArn, targets })
    return { traceId, ...planned }
  }

  /**
   * Publishes and begins to watch. An answer that is lost is no failure: whether it arrives is what is asked.
   * @throws not-found when the plan was let go, or taken; whatever SNS refuses, when nothing went out
   */
  async start(wish: TraceWish): Promise<LiveTrace> {
    const plan = this.#takePlan(wish)
    const isFifo = toTopic(wish.topicArn).type === 'fifo'
    const marked = markAnnouncement(wish.announcement, { mark: wish.traceId, isFifo })
    const expected = await expectationsOf(plan.targets, {
      asWritten: wish.announcement,
      asMarked: marked.announcement,
    })
    const { clock } = this.#parts
    const startedMs = clock.now()
    const answered = await this.#publish(wish, marked.announcement).catch((thrown: unknown) => {
      keep(this.#plans, wish.traceId, plan)
      throw thrown
    })
    const watched = new Set(wish.watch)
    const rows = plan.targets.map((target, index) =>
      liveRow(target, expected[index] ?? { expectation: 'unknown' }, isWatched(target, watched)),
    )
    const publishedAtMs = clock.now()
    const trace = new LiveTrace(
      {
        traceId: wish.traceId,
        connectionId: wish.session.connection.id,
        topicArn: wish.topicArn,
        state: 'watching',
        ...answered,
        ...(marked.mark === undefined ? {} : { mark: marked.mark }),
        publishedAtMs,
        answerMs: publishedAtMs - startedMs,
        endsAtMs: publishedAtMs + wish.seconds * 1000,
      },
      rows,
    )
    keep(this.#traces, wish.traceId, trace)
    this.#work.set(trace, this.#watch(trace, wish.session))
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

  /** Taken out, so that two windows cannot publish for one plan. */
  #takePlan({ traceId, session, topicArn }: TraceWish): Plan {
    const plan = this.#plans.get(traceId)
    const isOfIt = plan?.connectionId === session.connection.id && plan.topicArn === topicArn
    if (plan === undefined || !isOfIt) throw gone(traceId)
    this.#plans.delete(traceId)
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

function isWatched({ id, queue, deadLetterQueue }: TraceTarget, ids: ReadonlySet<string>): boolean {
  return ids.has(id) && (queue ?? deadLetterQueue) !== undefined
}
