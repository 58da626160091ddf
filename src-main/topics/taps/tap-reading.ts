import type { TapEnd } from '#contract'
import type { Session } from '../../connections/session.ts'
import { toAppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import type { TopicReader } from '../topic-reader.ts'
import type { LiveTap } from './live-tap.ts'
import type { TapQueues } from './tap-ports.ts'

/** A receive in flight is never cut, so it is short. */
const waitSeconds = 2
/** Nothing came for so long: is the topic still there? */
const checkEveryMs = 10_000
const backoff = { firstMs: 1_000, maxMs: 30_000 }

export interface ReadingParts {
  clock: Clock
  random(): number
  queues: TapQueues
  reader: TopicReader
}

/** Reads a tap's queue, one receive at a time, and deletes from it what is in memory. */
export class TapReading {
  readonly #parts: ReadingParts
  readonly #tap: LiveTap
  readonly #session: Session
  readonly #onGone: (why: TapEnd) => void
  #receiving: Promise<void> | undefined
  #failures = 0
  #checkedAtMs: number

  constructor(
    parts: ReadingParts,
    { tap, session, onGone }: { tap: LiveTap; session: Session; onGone: (why: TapEnd) => void },
  ) {
    this.#parts = parts
    this.#tap = tap
    this.#session = session
    this.#onGone = onGone
    this.#checkedAtMs = parts.clock.now()
  }

  /** Begins a receive where none is under way and none has to wait. What it brings is told by the tap's changes. */
  begin(): void {
    const { state, backingOffUntilMs = 0 } = this.#tap
    if (state !== 'live' || this.#receiving !== undefined) return
    if (this.#parts.clock.now() < backingOffUntilMs) return
    this.#receiving = this.#round().finally(() => {
      this.#receiving = undefined
    })
    this.#checkNowAndThen()
  }

  /** The first receive, which also shows whether this identity may. @throws why it may not */
  async first(): Promise<void> {
    await this.#receive(0)
  }

  async #round(): Promise<void> {
    try {
      await this.#receive(waitSeconds)
      this.#failures = 0
    } catch (thrown) {
      // Its queue is being removed: what a receive makes of that is nothing to tell.
      if (this.#tap.ended.signal.aborted) return
      const error = toAppError(thrown)
      if (error.code === 'not-found') {
        this.#onGone('queue-deleted')
        return
      }
      this.#backOff(error)
    }
  }

  #backOff(thrown: unknown): void {
    const { clock, random } = this.#parts
    // Never at once: a queue that refuses is not asked again in the same breath.
    const waitMs = Math.max(500, backoffMs(this.#failures++, backoff, random))
    this.#tap.noteFailure(thrown, clock.now() + waitMs)
  }

  async #receive(seconds: number): Promise<void> {
    const { queues, clock } = this.#parts
    const { queueUrl, queueName } = this.#tap.record
    if (queueUrl === undefined) return
    const received = await queues.receive(this.#session, queueUrl, seconds)
    this.#tap.noteSuccess()
    if (received.length === 0) return
    this.#checkedAtMs = clock.now()
    this.#tap.memory.keep(
      received.map(({ message }) => message),
      clock.now(),
    )
    this.#tap.changes.tell()
    const removed = this.#remove(received.map(({ receiptHandle }) => receiptHandle))
    // A FIFO group gives nothing more before its last message is gone.
    if (queueName.endsWith('.fifo')) await removed
  }

  /** Only what is kept in memory is deleted. What is not comes again, and is known by its id. */
  async #remove(handles: readonly string[]): Promise<void> {
    const { queueUrl } = this.#tap.record
    if (queueUrl === undefined) return
    try {
      await this.#parts.queues.removeMessages(this.#session, queueUrl, handles)
    } catch (thrown) {
      if (!this.#tap.ended.signal.aborted) this.#backOff(thrown)
    }
  }

  #checkNowAndThen(): void {
    const nowMs = this.#parts.clock.now()
    if (nowMs - this.#checkedAtMs < checkEveryMs) return
    this.#checkedAtMs = nowMs
    void this.#check()
  }

  /** A topic that is deleted says nothing to its queues. What may not be asked for is taken to be there. */
  async #check(): Promise<void> {
    const { reader } = this.#parts
    const { topicArn, subscriptionArn } = this.#tap.record
    const isGone = (read: Promise<unknown>): Promise<boolean> =>
      read.then(
        () => false,
        (thrown: unknown) => toAppError(thrown).code === 'not-found',
      )
    if (await isGone(reader.readAttributes(this.#session, topicArn))) this.#onGone('topic-deleted')
    else if (
      subscriptionArn !== undefined &&
      (await isGone(reader.describeSubscription(this.#session, subscriptionArn)))
    )
      this.#onGone('subscription-removed')
  }
}
