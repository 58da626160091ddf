import { TRACE_RECEIVES_MAX } from '#contract'
import type { Message, MessageId, TraceQueue } from '#contract'
import type { Session } from '../../connections/session.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import type { LiveRow, LiveTrace } from './live-trace.ts'
import { findArrivedAs } from './trace-mark.ts'
import type { TraceLook, TraceQueues } from './trace-ports.ts'

export interface WatcherParts {
  clock: Clock
  random(): number
  queues: TraceQueues
}

/** A queue in which the message may turn up. */
interface Spot {
  queue: TraceQueue
  kind: 'queue' | 'dead-letter'
}

const emptyWait = { firstMs: 100, factor: 1.5, mostMs: 1_000 }
/** Where messages of others wait, each look takes a receive from them: it is made when more is likely to be seen. */
const othersWaitMs = 3_000
const firstOthersWaitMs = 500
/** SNS gives up on a queue that refuses at once, on others after a long time. */
const deadLetterWaitMs = 1_000
const backoff = { firstMs: 500, maxMs: 5_000 }

/** Looks into one queue until the message was seen, the time is over, or another look would cost somebody. */
export class TraceWatcher {
  readonly #parts: WatcherParts
  readonly #trace: LiveTrace
  readonly #session: Session
  readonly #live: LiveRow
  readonly #spot: Spot
  /** How often this trace received each message of others. */
  readonly #received = new Map<MessageId, number>()
  #failures = 0
  #emptyLooks = 0
  #lastLookMs: number | undefined
  /** What the look before brought may still be counted as being with a consumer: with Weir. */
  #brought = 0

  constructor(
    parts: WatcherParts,
    of: { trace: LiveTrace; session: Session; live: LiveRow; spot: Spot },
  ) {
    this.#parts = parts
    this.#trace = of.trace
    this.#session = of.session
    this.#live = of.live
    this.#spot = of.spot
  }

  /** Never throws: what went wrong is in the row. */
  async run(): Promise<void> {
    const { clock } = this.#parts
    const { ended, facts } = this.#trace
    let waitMs: number | undefined = this.#firstWaitMs()
    while (waitMs !== undefined) {
      await clock.sleep(Math.min(waitMs, facts.endsAtMs - clock.now()), ended.signal)
      if (this.#isOver()) return
      waitMs = await this.#look()
    }
  }

  #isOver(): boolean {
    const { ended, facts } = this.#trace
    return (
      ended.signal.aborted ||
      this.#parts.clock.now() >= facts.endsAtMs ||
      this.#live.row.state !== 'watching'
    )
  }

  #firstWaitMs(): number {
    const { queue, kind } = this.#spot
    if (kind === 'dead-letter') return deadLetterWaitMs
    const delayMs = queue.delaySeconds * 1000
    return queue.visible > 0 ? delayMs + firstOthersWaitMs : delayMs
  }

  /** How long to wait before the next look; undefined when there is to be none. */
  async #look(): Promise<number | undefined> {
    const startedMs = this.#parts.clock.now()
    try {
      const seen = await this.#parts.queues.look(this.#session, this.#spot.queue.queueUrl)
      this.#failures = 0
      const found = this.#take(seen)
      this.#lastLookMs = startedMs
      return found ? undefined : this.#nextWaitMs(seen)
    } catch (thrown) {
      return this.#afterFailure(thrown)
    }
  }

  /** True when the message was among them. */
  #take({ messages, inFlight }: TraceLook): boolean {
    const { facts } = this.#trace
    const { row } = this.#live
    const found = messages.find((each) => findArrivedAs(each, toSought(facts)) !== undefined)
    const others = messages.filter((each) => each !== found)
    for (const { messageId } of others) {
      this.#received.set(messageId, (this.#received.get(messageId) ?? 0) + 1)
    }
    this.#forgetFailure()
    const atConsumers = inFlight - this.#brought
    this.#brought = messages.length
    this.#trace.update(this.#live, {
      looks: row.looks + 1,
      others: row.others + others.length,
      inFlight: Math.max(row.inFlight, atConsumers),
      ...(found === undefined || row.state !== 'watching' ? {} : this.#arrival(found)),
    })
    return found !== undefined
  }

  /** The row's error is of its queue; what became of the dead-letter queue is no error of the subscription. */
  #forgetFailure(): void {
    if (this.#spot.kind === 'dead-letter') return
    const { error: _, ...calm } = this.#live.row
    this.#live.row = calm
  }

  #arrival(message: Message) {
    const { facts } = this.#trace
    const { publishedAtMs } = facts
    const arrivedAs = findArrivedAs(message, toSought(facts))
    const before = this.#lastLookMs
    return {
      state: this.#spot.kind === 'queue' ? ('arrived' as const) : ('dead-letter' as const),
      arrivedAfterMs: this.#parts.clock.now() - publishedAtMs,
      ...(before === undefined ? {} : { notBeforeMs: Math.max(0, before - publishedAtMs) }),
      messageId: message.messageId,
      ...(arrivedAs === undefined ? {} : { arrivedAs }),
      receives: message.receiveCount,
    }
  }

  #nextWaitMs({ messages }: TraceLook): number | undefined {
    const isUsed = messages.some(
      ({ messageId }) => (this.#received.get(messageId) ?? 0) >= TRACE_RECEIVES_MAX,
    )
    if (isUsed) {
      this.#live.endings.add('looks-used')
      return undefined
    }
    if (messages.length > 0) return othersWaitMs
    if (this.#spot.kind === 'dead-letter') return deadLetterWaitMs
    const { firstMs, factor, mostMs } = emptyWait
    return Math.min(mostMs, firstMs * factor ** this.#emptyLooks++)
  }

  #afterFailure(thrown: unknown): number | undefined {
    const error = toAppError(thrown)
    if (error.code === 'guarded') {
      this.#live.endings.add('would-move')
      return undefined
    }
    this.#trace.update(this.#live, { looks: this.#live.row.looks + 1 })
    if (this.#spot.kind === 'queue' && this.#live.row.state === 'watching') {
      this.#trace.update(this.#live, { error: errorValue(error) })
    }
    // A lost answer hid nothing: the next look brings it again.
    if (!error.retryable && !error.effectUnknown) return undefined
    const { firstMs } = backoff
    return Math.max(firstMs, backoffMs(this.#failures++, backoff, this.#parts.random))
  }
}

function toSought({ mark, snsMessageId }: LiveTrace['facts']) {
  return { mark, snsMessageId }
}
