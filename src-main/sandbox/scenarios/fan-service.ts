import type { FanOutView, FanSubscriber } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { needs } from './fan-events.ts'
import type { FanEvent } from './fan-events.ts'
import type { Job } from './scenario-ports.ts'

/** A subscribed queue, as the service behind it sees it. */
export interface FanQueue {
  readonly queueUrl: string
  receive(max: number, visibilityS: number): Promise<Job[]>
  remove(job: Job): Promise<void>
  /** The ids that it holds, without receiving. */
  held(): Promise<ReadonlySet<string>>
}

type Subscriber = FanOutView['subscribers'][number]

const visibilityS = 10
const idleMs = 250
/** What SNS has taken is in the queue by then, or will never be. */
const deliveredWithinMs = 2_000

/** One service behind its queue: what it needs, what it gets, and what never came. */
export class FanService {
  readonly #name: FanSubscriber
  readonly #queue: FanQueue
  readonly #clock: Clock
  /** Needed and not received yet, with the time at which SNS took it. */
  readonly #pending = new Map<string, number>()
  readonly #counts = { wanted: 0, received: 0, missed: 0, unwanted: 0 }

  constructor(name: FanSubscriber, queue: FanQueue, clock: Clock) {
    this.#name = name
    this.#queue = queue
    this.#clock = clock
  }

  /** It is about to be published. */
  expect(event: FanEvent): void {
    if (!needs(this.#name, event)) return
    this.#counts.wanted += 1
    this.#pending.set(event.id, Number.POSITIVE_INFINITY)
  }

  /** SNS has taken it, or has not. */
  published(id: string, isTaken: boolean): void {
    if (!this.#pending.has(id)) return
    if (isTaken) {
      this.#pending.set(id, this.#clock.now())
      return
    }
    this.#pending.delete(id)
    this.#counts.wanted -= 1
  }

  async work(signal: AbortSignal, onChange: () => void): Promise<void> {
    while (!signal.aborted) {
      const jobs = await this.#queue.receive(10, visibilityS).catch((): Job[] => [])
      if (jobs.length === 0) await this.#clock.sleep(idleMs, signal)
      for (const job of jobs) await this.#take(job)
      if (jobs.length > 0) onChange()
    }
  }

  /** Counts as missed what should have come by now and is not in the queue. */
  async findMissed(withinMs = deliveredWithinMs): Promise<void> {
    const nowMs = this.#clock.now()
    const late = [...this.#pending].filter(([, atMs]) => nowMs - atMs >= withinMs)
    if (late.length === 0) return
    const held = await this.#queue.held().catch(() => undefined)
    if (held === undefined) return
    for (const [id] of late) {
      // It may have come while the queue was asked.
      if (held.has(id) || !this.#pending.delete(id)) continue
      this.#counts.missed += 1
    }
  }

  toView(filter: string | undefined): Subscriber {
    return {
      ...{ name: this.#name, queueUrl: this.#queue.queueUrl, ...this.#counts },
      waiting: this.#pending.size,
      ...(filter !== undefined && { filter }),
    }
  }

  async #take(job: Job): Promise<void> {
    try {
      await this.#queue.remove(job)
    } catch {
      return // SQS shows it again
    }
    this.#counts[this.#pending.delete(job.id) ? 'received' : 'unwanted'] += 1
  }
}
