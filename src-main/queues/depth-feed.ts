import { isAws } from '#contract'
import type { Depth, DepthItem, ErrorCode, ErrorValue, PollStatus, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import type { QueueMemory } from './queue-memory.ts'
import type { DepthReading, QueueReader } from './queue-reader.ts'
import type { ReadPlan } from './read-plan.ts'

/** How long after a round that left nothing over the next one may start at the latest. */
const restMs = { aws: 5_000, local: 1_000 }
/** And after one that did: on AWS a second, in which the bucket fills; here just a breath for the rest of the program. */
const breathMs = { aws: 1_000, local: 5 }
/** And where the budget is what lets no more be read: so that a round is some calls, not one. */
const fillMs = { aws: 1_000, local: 250 }
/** Readings go to the window in batches of this age, the very first at once. */
const batchMs = 50

/** Errors that the next queue would meet as well: the round ends, and the connection is left alone for a while. */
const everybodys: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'credentials-expired',
  'credentials-missing',
  'endpoint-unreachable',
  'quota-exceeded',
  'throttled',
])
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['access-denied', 'not-found'])

export interface DepthFeedParts {
  reader: Pick<QueueReader, 'readDepths'>
  clock: Clock
}

export interface DepthFeedRun {
  session: Session
  plan: ReadPlan
  memory: QueueMemory
  signal: AbortSignal
  demand(): Promise<boolean>
}

type Failure = DepthItem['failures'][number]

class Batch {
  depths: Depth[] = []
  failures: Failure[] = []

  add(reading: DepthReading): void {
    if ('depth' in reading) this.depths.push(reading.depth)
    else this.failures.push(reading)
  }

  get isEmpty(): boolean {
    return this.depths.length === 0 && this.failures.length === 0
  }

  take(status: PollStatus): DepthItem {
    const item = { depths: this.depths, failures: this.failures, status }
    this.depths = []
    this.failures = []
    return item
  }
}

/** What a round has come to so far. */
class Round {
  readonly stop = new AbortController()
  readonly first = Promise.withResolvers<undefined>()
  readonly batch = new Batch()
  readonly outcomes = new Map<QueueUrl, boolean>()
  isOver = false
  /** Why the connection, not one queue, failed. */
  error: ErrorValue | undefined
  #retryable: ErrorValue | undefined
  #hasRead = false

  take(reading: DepthReading): void {
    this.batch.add(reading)
    this.first.resolve(undefined)
    if ('depth' in reading) {
      this.#hasRead = true
      this.outcomes.set(reading.depth.queueUrl, false)
      return
    }
    const { error } = reading
    this.outcomes.set(reading.queueUrl, refusals.has(error.code))
    if (error.retryable) this.#retryable = error
    if (!everybodys.has(error.code)) return
    this.error ??= error
    this.stop.abort()
  }

  /** One queue that fails is its own affair; when all do it is not. */
  get verdict(): ErrorValue | undefined {
    return this.error ?? (this.#hasRead ? undefined : this.#retryable)
  }
}

/** One round: items as the readings come. Stamps each queue with the end of the round, so that they stay together. */
async function* readRound(
  parts: DepthFeedParts,
  run: DepthFeedRun,
  queueUrls: readonly QueueUrl[],
): AsyncGenerator<DepthItem, ErrorValue | undefined, void> {
  const { session, memory, signal } = run
  const round = new Round()
  memory.pace.take(queueUrls.length)
  const limits = {
    onReading: (each: DepthReading) => {
      round.take(each)
    },
    signal: AbortSignal.any([signal, round.stop.signal]),
  }
  const reading = parts.reader.readDepths(session, queueUrls, limits).finally(() => {
    round.isOver = true
  })
  await Promise.race([reading, round.first.promise])
  while (!round.isOver && !signal.aborted) {
    if (!round.batch.isEmpty) yield round.batch.take({ state: 'polling' })
    await Promise.race([reading, parts.clock.sleep(batchMs, signal)])
  }
  await reading
  memory.pace.take(round.outcomes.size - queueUrls.length)
  const atMs = parts.clock.now()
  for (const [queueUrl, isRefused] of round.outcomes) {
    memory.attempts.set(queueUrl, { atMs, isRefused })
  }
  if (!round.batch.isEmpty) yield round.batch.take({ state: 'polling' })
  return round.verdict
}

/** When the next round may start, and why not earlier. */
function statusAfter(parts: DepthFeedParts, run: DepthFeedRun): PollStatus {
  const nowMs = parts.clock.now()
  const { pace } = run.memory
  const hold = pace.findHold()
  if (hold !== undefined) return { state: 'backing-off', ...hold }
  const place = placeOf(run)
  const { due, laterMs } = run.plan.next(nowMs)
  if (due.length === 0) {
    const waitMs = Math.min(restMs[place], Math.max(breathMs[place], laterMs))
    return { state: 'waiting', untilMs: nowMs + waitMs }
  }
  const isSlowed = pace.available() < due.length
  const budget = isSlowed ? pace.budget : undefined
  const untilMs = nowMs + (isSlowed ? fillMs : breathMs)[place]
  return { state: 'waiting', untilMs, ...(budget === undefined ? {} : { slowedBy: budget }) }
}

function placeOf({ session }: DepthFeedRun): 'aws' | 'local' {
  return isAws(session.connection.target) ? 'aws' : 'local'
}

/**
 * Depths of queues by the plan, a round for each credit. Outcomes of a round:
 * - read: the next may start when the plan has something due and the budget something left
 * - throttled or unreachable: it ended at once; the next is one call after a growing, jittered time, and the status
 *   says why
 * - the window went away: the reads in flight end, nothing else starts
 */
export async function* watchDepths(
  parts: DepthFeedParts,
  run: DepthFeedRun,
): AsyncGenerator<DepthItem, void, void> {
  const { pace } = run.memory
  while (!run.signal.aborted && (await run.demand())) {
    const { due } = run.plan.next(parts.clock.now())
    const queueUrls = due.slice(0, Math.min(pace.available(), run.plan.mostInRound))
    if (queueUrls.length > 0) {
      const error = yield* readRound(parts, run, queueUrls)
      if (error === undefined) pace.succeeded()
      else pace.failed(error, restMs[placeOf(run)])
    }
    const status = statusAfter(parts, run)
    yield { depths: [], failures: [], status }
    const untilMs = 'untilMs' in status ? status.untilMs : parts.clock.now()
    const woken = AbortSignal.any([run.signal, run.session.credentials.renewal])
    await parts.clock.sleep(Math.max(0, untilMs - parts.clock.now()), woken)
  }
}
