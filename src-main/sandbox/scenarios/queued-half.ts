import type { ScenarioControls, TwoWaysView } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { failsAt, numberOf } from './failing.ts'
import { Ledger } from './ledger.ts'
import { Medians } from './medians.ts'
import type { Job, JobQueue } from './scenario-ports.ts'

export interface QueuedParts {
  readonly queue: JobQueue
  readonly clock: Clock
  readonly seed: number
  readonly visibilityS: number
  controls(): ScenarioControls
  /** Beside `failEvery`: a job that nobody can do. */
  readonly isImpossible?: ((id: string) => boolean) | undefined
  onChange(): void
}

/** Between two receives that brought nothing. */
const idleMs = 250
const sampleMs = 1_000
const samples = 60
const recheckMs = 3_000

/** Two services with a queue between them. */
export class QueuedHalf {
  readonly ledger = new Ledger()
  readonly #parts: QueuedParts
  readonly #responses = new Medians()
  readonly #workers = new Set<AbortController>()
  readonly #running = new Set<Promise<void>>()
  #depths: number[] = []
  #check: TwoWaysView['check']
  #checkedVersion = -1

  constructor(parts: QueuedParts) {
    this.#parts = parts
  }

  get check(): TwoWaysView['check'] {
    return this.#check
  }

  /** Sends one, and is done with it when SQS has it. */
  async send(id: string): Promise<void> {
    const { queue, clock, onChange } = this.#parts
    this.ledger.sending(id)
    const beganMs = clock.now()
    try {
      await queue.send(id)
      this.ledger.accepted(id)
    } catch {
      this.ledger.refused(id)
    }
    this.#responses.add(clock.now() - beganMs)
    onChange()
  }

  /** As many workers as that. Those that are too many end at once, with what they hold in their hands. */
  setWorkers(count: number): void {
    for (const worker of [...this.#workers].slice(count)) this.#end(worker)
    while (this.#workers.size < count) {
      const worker = new AbortController()
      this.#workers.add(worker)
      const work = this.#work(worker.signal)
      this.#running.add(work)
      void work.finally(() => this.#running.delete(work))
    }
  }

  /** Ends a worker in the middle of its work and puts another in its place: its jobs stay in flight until SQS shows them again. */
  replaceWorker(): void {
    const count = this.#workers.size
    const [first] = this.#workers
    if (first === undefined) return
    this.#end(first)
    this.setWorkers(count)
  }

  async stop(): Promise<void> {
    this.setWorkers(0)
    await Promise.all(this.#running)
    this.#check = undefined
  }

  /** Notes the depth every second, and holds the ledger against the emulator where something happened. */
  async watch(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#parts.clock.sleep(sampleMs, signal)
      if (signal.aborted) return
      const { waiting, inFlight } = this.snapshot()
      const isFlat =
        this.#depths.length === samples && this.#depths.every((each) => each === waiting + inFlight)
      this.#depths = [...this.#depths, waiting + inFlight].slice(-samples)
      if (!isFlat) this.#parts.onChange()
      await this.reconcile()
    }
  }

  /** Asks the emulator what it holds and takes that over. */
  async reconcile(): Promise<void> {
    const { clock, queue, onChange } = this.#parts
    this.ledger.expire(clock.now())
    const { version } = this.ledger
    const isKnown = version === this.#checkedVersion && !this.#isCheckOld()
    if (!this.ledger.isSettled || isKnown) return
    const held = await queue.held().catch(() => undefined)
    if (held === undefined || !this.ledger.isSettled || version !== this.ledger.version) return
    const agrees = this.ledger.reconcile(held)
    this.#checkedVersion = this.ledger.version
    this.#check = { atMs: clock.now(), agrees, held: held.queue.size, dead: held.dead.size }
    onChange()
  }

  snapshot(): TwoWaysView['queued'] {
    this.ledger.expire(this.#parts.clock.now())
    const responseMs = this.#responses.median
    return {
      ...this.ledger.snapshot(),
      ...(responseMs !== undefined && { responseMs }),
      depths: this.#depths,
    }
  }

  /** What a user does to the queue is told by nobody. */
  #isCheckOld(): boolean {
    return this.#check === undefined || this.#parts.clock.now() - this.#check.atMs >= recheckMs
  }

  #end(worker: AbortController): void {
    this.#workers.delete(worker)
    worker.abort()
  }

  async #work(signal: AbortSignal): Promise<void> {
    const { queue, clock, visibilityS, controls, onChange } = this.#parts
    while (!signal.aborted) {
      const max = Math.min(10, Math.max(1, Math.floor(controls().doesPerS / 2)))
      const jobs = await queue.receive(max, visibilityS).catch((): Job[] => [])
      const untilMs = clock.now() + visibilityS * 1000
      const mine = jobs.map((job) => ({ job, isOurs: this.ledger.received(job.id, untilMs) }))
      if (jobs.length > 0) onChange()
      else await clock.sleep(idleMs, signal)
      for (const { job, isOurs } of mine) {
        if (isOurs) await clock.sleep(1000 / controls().doesPerS, signal)
        if (signal.aborted) return
        if (clock.now() < untilMs) await this.#finish(job)
      }
    }
  }

  /** Deletes what is done; what failed comes back by itself. */
  async #finish(job: Job): Promise<void> {
    const { queue, seed, controls, isImpossible, onChange } = this.#parts
    const attempt = this.ledger.attempts(job.id)
    const { failEvery } = controls()
    if (isImpossible?.(job.id) === true) return
    if (attempt > 0 && failsAt(seed, failEvery, { number: numberOf(job.id), attempt })) return
    this.ledger.removing(job.id)
    try {
      await queue.remove(job)
      this.ledger.done(job.id)
    } catch {
      this.ledger.notRemoved(job.id)
    }
    onChange()
  }
}
