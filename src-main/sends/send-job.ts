import type { ErrorValue, SendId, SendOutcome, SendProgress } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { SendPacker } from './send-packer.ts'
import type { SendPlan } from './send-plan.ts'
import { SendRate } from './send-rate.ts'
import { SendRun } from './send-run.ts'
import { SendTally } from './send-tally.ts'
import type { SendTarget } from './send-target.ts'

export interface JobParts {
  sendId: SendId
  target: SendTarget
  plan: SendPlan
  clock: Clock
  random(): number
  onChange(): void
  onEnd(): void
}

/** What one going through did, as the journal counts it. */
export interface RunSummary {
  count: number
  outcome?: 'partly' | 'failed' | 'uncertain'
}

/** Ending a connection, or Weir, waits this long for the batches in flight; after that they are uncertain. */
const endTimeoutMs = 4_000

/** One send: its messages, what became of each, and at most one going through at a time. */
export class SendJob {
  readonly #parts: JobParts
  readonly tally: SendTally
  #state: SendProgress['state'] = 'done'
  #error: ErrorValue | undefined
  #run: SendRun | undefined
  #ended: Promise<void> = Promise.resolve()
  #rate: SendRate
  #startedAtMs: number
  #atMs: number

  constructor(parts: JobParts) {
    this.#parts = parts
    this.tally = new SendTally(parts.plan.count)
    this.#startedAtMs = this.#atMs = parts.clock.now()
    this.#rate = new SendRate(this.#startedAtMs)
  }

  get sendId(): SendId {
    return this.#parts.sendId
  }

  get to(): SendTarget['to'] {
    return this.#parts.target.to
  }

  get plan(): SendPlan {
    return this.#parts.plan
  }

  get isRunning(): boolean {
    return this.#run !== undefined
  }

  /**
   * Sends what is at these places; resolves when no batch is in flight any more.
   * @throws conflict while it still runs
   */
  start(places: readonly number[]): Promise<RunSummary> {
    if (this.isRunning)
      throw new AppError('conflict', 'it still runs', { params: { reason: 'still-sending' } })
    const { clock } = this.#parts
    for (const index of places) this.tally.set(index, { outcome: 'unsent' })
    this.#startedAtMs = this.#atMs = clock.now()
    this.#rate = new SendRate(this.#startedAtMs)
    this.#state = 'running'
    this.#error = undefined
    const before = { ...this.tally.counts }
    const run = this.#createRun(places, before.sent)
    this.#run = run
    const summary = run.run().then(() => this.#finish(run, before))
    this.#ended = summary.then(() => undefined)
    return summary
  }

  /** Begins no further batch; resolves when those in flight have been answered. */
  async cancel(): Promise<void> {
    if (this.#state === 'running') this.#state = 'cancelling'
    this.#run?.stop()
    this.#parts.onChange()
    await this.#ended
  }

  /** As cancel, but only for a while: what is not answered by then is uncertain. */
  async end(): Promise<void> {
    const isDone = new AbortController()
    const timeout = this.#parts.clock.sleep(endTimeoutMs, isDone.signal)
    await Promise.race([this.cancel(), timeout])
    isDone.abort()
    this.#run?.abandon()
    await this.#ended
  }

  progress(): SendProgress {
    const { sendId, target, clock } = this.#parts
    const { counts, total } = this.tally
    const atMs = this.isRunning ? clock.now() : this.#atMs
    return {
      sendId,
      ...target.to,
      state: this.#state,
      total,
      ...counts,
      startedAtMs: this.#startedAtMs,
      atMs,
      perSecond: this.#rate.perSecond(atMs),
      isThrottled: this.#run?.isThrottled ?? false,
      ...(this.#error === undefined ? {} : { error: this.#error }),
    }
  }

  #createRun(places: readonly number[], sentBefore: number): SendRun {
    const { plan, target, clock, random, onChange } = this.#parts
    return new SendRun({
      packer: new SendPacker(plan, places, target),
      tally: this.tally,
      clock,
      random: () => random(),
      send: (packed) => target.send(packed),
      onChange: () => {
        this.#rate.mark(clock.now(), this.tally.counts.sent - sentBefore)
        onChange()
      },
    })
  }

  #finish(run: SendRun, before: Record<SendOutcome, number>): RunSummary {
    const { counts } = this.tally
    const hasStopped = run.error !== undefined && counts.unsent > 0
    const isWhole = counts.unsent === 0
    this.#state = hasStopped ? 'stopped' : isWhole ? 'done' : 'cancelled'
    this.#error = run.error
    this.#atMs = this.#parts.clock.now()
    this.#run = undefined
    this.#parts.onChange()
    this.#parts.onEnd()
    const count = counts.sent - before.sent
    if (counts.uncertain > before.uncertain) return { count, outcome: 'uncertain' }
    if (isWhole && counts.failed <= before.failed) return { count }
    return { count, outcome: count === 0 ? 'failed' : 'partly' }
  }
}
