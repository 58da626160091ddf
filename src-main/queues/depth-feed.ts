import type { Depth, DepthItem, ErrorValue, PollStatus, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import { backoffMs } from '../polling/backoff.ts'
import type { DepthReading, QueueReader } from './queue-reader.ts'

/** How long after a round the next one may start. On AWS every read is billed; on this machine it is free. */
const intervalMs = { aws: 5_000, local: 1_000 }
/** Readings go to the window in batches of this age, the very first at once. */
const batchMs = 50
const backoffLimits = { firstMs: 1_000, maxMs: 60_000 }

export interface DepthFeedParts {
  reader: Pick<QueueReader, 'readDepths'>
  clock: Clock
  random(): number
}

export interface DepthFeedRun {
  session: Session
  queueUrls: readonly QueueUrl[]
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

/** One round: items as the readings come, the last one with the state that follows. */
async function* readRound(
  parts: DepthFeedParts,
  run: DepthFeedRun,
): AsyncGenerator<DepthItem, ErrorValue | undefined, void> {
  const batch = new Batch()
  const round: { worst?: ErrorValue; isOver: boolean } = { isOver: false }
  const first = Promise.withResolvers<undefined>()
  const onReading = (each: DepthReading): void => {
    batch.add(each)
    if ('error' in each && each.error.retryable) round.worst = each.error
    first.resolve(undefined)
  }
  const { session, queueUrls, signal } = run
  const reading = parts.reader.readDepths(session, queueUrls, { onReading, signal }).finally(() => {
    round.isOver = true
  })
  await Promise.race([reading, first.promise])
  while (!round.isOver && !signal.aborted) {
    if (!batch.isEmpty) yield batch.take({ state: 'polling' })
    await Promise.race([reading, parts.clock.sleep(batchMs, signal)])
  }
  await reading
  if (!batch.isEmpty) yield batch.take({ state: 'polling' })
  return round.worst
}

/**
 * Depths of some queues, a round for each credit. Outcomes of a round:
 * - all read: the next may start after the interval
 * - throttled or unreachable: the next starts after a growing, jittered time, and the status says why
 * - the window went away: the reads in flight end, nothing else starts
 */
export async function* watchDepths(
  parts: DepthFeedParts,
  run: DepthFeedRun,
): AsyncGenerator<DepthItem, void, void> {
  const isAws = run.session.connection.target.kind === 'profile'
  let failedRounds = 0
  while (!run.signal.aborted && (await run.demand())) {
    const error = yield* readRound(parts, run)
    failedRounds = error === undefined ? 0 : failedRounds + 1
    const pauseMs = isAws ? intervalMs.aws : intervalMs.local
    const waitMs =
      pauseMs + (error === undefined ? 0 : backoffMs(failedRounds, backoffLimits, parts.random))
    const untilMs = parts.clock.now() + waitMs
    const status: PollStatus =
      error === undefined ? { state: 'waiting', untilMs } : { state: 'backing-off', untilMs, error }
    yield { depths: [], failures: [], status }
    await parts.clock.sleep(waitMs, run.signal)
  }
}
