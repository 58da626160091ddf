import type {
  CaptureCoverage,
  ErrorValue,
  QueueDetail,
  ScanAbout,
  ScanEnd,
  ScanId,
  ScanPlan,
  ScanProgress,
} from '#contract'
import type { Session } from '../../connections/session.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { BulkHoldings, BulkHolding } from '../bulk-holdings.ts'
import type { ScanCapture } from './capture-port.ts'
import { coverageOf, elsewhereAtEnd, isWhole, noCounts } from './scan-counts.ts'
import type { ScanFrame } from './scan-counts.ts'
import { ScanDrain } from './scan-drain.ts'
import { ScanRun } from './scan-run.ts'

export interface ScanJobParts {
  scanId: ScanId
  session: Session
  queue: QueueDetail
  plan: ScanPlan
  hideSeconds: number
  capture: ScanCapture
  holdings: Pick<BulkHoldings, 'open'>
  clock: Clock
  random(): number
  /** Counts of the queue at this moment. @throws */
  readAbout(): Promise<ScanAbout>
  onChange(): void
}

/** What the journal is told at the end. */
export interface ScanSummary {
  count: number
  outcome?: 'partly' | 'failed' | 'uncertain'
}

/** How often it is seen to what runs out soon. */
const beatMs = 1_000

export function toAbout({ depth }: QueueDetail): ScanAbout {
  const { visible, inFlight, delayed, readAtMs } = depth
  return { visible, inFlight, delayed, readAtMs }
}

/** One scan or drain, from its first receive until nothing of it is hidden any more. */
export class ScanJob {
  readonly scanId: ScanId
  readonly #parts: ScanJobParts
  readonly #counts = noCounts()
  readonly #holding: BulkHolding
  readonly #run: ScanRun
  readonly #frame: ScanFrame
  readonly #startedAtMs: number
  readonly #ended = Promise.withResolvers<undefined>()
  #state: ScanProgress['state'] = 'running'
  /** When it received its last; what it does after that is not part of its pace. */
  #receivedAtMs: number | undefined
  #endedAtMs: number | undefined

  constructor(parts: ScanJobParts) {
    const { session, queue, plan, hideSeconds, holdings, clock, capture } = parts
    const counts = this.#counts
    this.scanId = parts.scanId
    this.#parts = parts
    this.#startedAtMs = clock.now()
    const { queueUrl } = queue
    const { concurrency } = plan
    const onCall = (): void => {
      counts.calls += 1
    }
    this.#holding = holdings.open({ session, queueUrl, hideSeconds, concurrency, onCall })
    const { hold, pages } = this.#holding
    const ground = { session, queueUrl, clock, hold, counts }
    const drain = plan.mode === 'drain' ? new ScanDrain(ground) : undefined
    const { random, onChange } = parts
    this.#run = new ScanRun({
      ...{ session, queue, plan, hideSeconds, counts, hold, pages },
      ...{ capture, drain, clock, random, onChange },
    })
    const { mode } = plan
    this.#frame = { mode, queueType: queue.type, aboutAtStart: toAbout(queue), end: undefined }
  }

  get isRunning(): boolean {
    return this.#state !== 'ended'
  }

  get queueUrl() {
    return this.#parts.queue.queueUrl
  }

  get plan(): ScanPlan {
    return this.#parts.plan
  }

  /** Resolves at its end. Never throws. */
  async start(): Promise<ScanSummary> {
    const beating = new AbortController()
    const heart = this.#beat(beating.signal)
    this.#frame.end = await this.#run.run()
    this.#receivedAtMs = this.#parts.clock.now()
    this.#state = 'returning'
    this.#parts.onChange()
    beating.abort()
    await heart
    await this.#note(() => this.#holding.pages.close())
    this.#counts.heldAtEnd = this.#holding.hold.size
    await this.#note(async () => {
      this.#counts.aboutAtEnd = await this.#parts.readAbout()
    })
    await this.#note(() => this.#parts.capture.finish(this.#coverage()))
    await this.#note(() => this.#return())
    this.#holding.close()
    this.#state = 'ended'
    this.#endedAtMs = this.#parts.clock.now()
    this.#parts.onChange()
    this.#ended.resolve(undefined)
    return this.#summary()
  }

  /** Receives no more and gives everything back; resolves when it has. */
  async stop(end: ScanEnd): Promise<void> {
    this.#run.stop(end)
    await this.#ended.promise
  }

  progress(): ScanProgress {
    const { capture, plan, hideSeconds, queue, clock } = this.#parts
    const { aboutAtEnd, hiddenUntilMs, error, heldAtEnd: _, ...counts } = this.#counts
    const { end, aboutAtStart, queueType } = this.#frame
    const atMs = this.#endedAtMs ?? clock.now()
    const seconds = ((this.#receivedAtMs ?? atMs) - this.#startedAtMs) / 1000
    return {
      ...{ scanId: this.scanId, queueUrl: queue.queueUrl, captureId: capture.captureId },
      captureName: capture.name,
      ...{ plan, hideSeconds, queueType, state: this.#state, ...counts, aboutAtStart, atMs },
      ...(end === undefined ? {} : { end }),
      isWhole: this.#isWhole(),
      startedAtMs: this.#startedAtMs,
      perSecond: seconds > 0 ? counts.received / seconds : 0,
      held: this.#holding.hold.size,
      ...(hiddenUntilMs === undefined ? {} : { hiddenUntilMs }),
      ...(aboutAtEnd === undefined
        ? {}
        : { aboutAtEnd, elsewhereAtEnd: elsewhereAtEnd(this.#counts) }),
      ...(error === undefined ? {} : { error }),
    }
  }

  #isWhole(): boolean {
    return isWhole(this.#counts, this.#frame)
  }

  #coverage(): CaptureCoverage {
    return coverageOf(this.#counts, this.#frame)
  }

  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#parts.clock.sleep(beatMs, signal)
      if (!signal.aborted) await this.#note(() => this.#holding.hold.renewDue())
    }
  }

  async #return(): Promise<void> {
    const { returned, notReturned, untilMs } = await this.#holding.hold.returnAll()
    this.#counts.returned += returned
    this.#counts.notReturned += notReturned
    if (notReturned > 0) {
      this.#counts.hiddenUntilMs = Math.max(this.#counts.hiddenUntilMs ?? 0, untilMs)
    }
  }

  /** One step of the end that fails keeps none of the others from being made: above all not the return. */
  async #note(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (thrown) {
      const error: ErrorValue = errorValue(toAppError(thrown))
      this.#counts.error = error
    }
  }

  #summary(): ScanSummary {
    const { received, maybeHidden, notReturned, deleteUncertain } = this.#counts
    const { end } = this.#frame
    if (maybeHidden + notReturned + deleteUncertain > 0)
      return { count: received, outcome: 'uncertain' }
    if (end === 'failed') return { count: received, outcome: received === 0 ? 'failed' : 'partly' }
    return { count: received }
  }
}
