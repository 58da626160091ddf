import type { Message, TapMessage } from '#contract'
import { AppError, errorValue } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { LiveTap } from '../taps/live-tap.ts'
import type { Taps } from '../taps/taps.ts'
import type { LiveRow, LiveTrace } from './live-trace.ts'
import { findArrivedAs } from './trace-mark.ts'

/** Between two receives of a tap; a receive itself waits for what comes. */
const roundMs = 200
const rowsAtATime = 500

/** Reads one tap until the message came by it or the time is over. It takes nothing from anybody. */
export class TraceTapWatcher {
  readonly #parts: { taps: Taps; clock: Clock }
  readonly #trace: LiveTrace
  readonly #live: LiveRow
  readonly #tap: LiveTap
  #index = 0

  constructor(
    parts: { taps: Taps; clock: Clock },
    of: { trace: LiveTrace; live: LiveRow; tap: LiveTap },
  ) {
    this.#parts = parts
    this.#trace = of.trace
    this.#live = of.live
    this.#tap = of.tap
  }

  /** Never throws: what went wrong is in the row. */
  async run(): Promise<void> {
    const { clock, taps } = this.#parts
    const { ended, facts } = this.#trace
    while (!ended.signal.aborted && clock.now() < facts.endsAtMs) {
      const changed = this.#tap.changes.wait()
      if (this.#take()) return
      if (this.#tap.ended.signal.aborted) {
        this.#fail()
        return
      }
      taps.begin(this.#tap)
      const leftMs = facts.endsAtMs - clock.now()
      await Promise.race([changed, clock.sleep(Math.min(roundMs, leftMs), ended.signal)])
    }
  }

  /** True when the message was among what came. */
  #take(): boolean {
    const { memory, pollError } = this.#tap
    const { row } = this.#live
    const { mark, snsMessageId } = this.#trace.facts
    for (;;) {
      const rows = memory.after(this.#index, rowsAtATime)
      for (const each of rows) {
        this.#index = each.index
        const message = memory.find(each.messageId)
        const arrivedAs =
          message === undefined ? undefined : findArrivedAs(message, { mark, snsMessageId })
        if (message === undefined || arrivedAs === undefined) continue
        this.#arrive(each, message, arrivedAs)
        return true
      }
      if (rows.length < rowsAtATime) break
    }
    const others = memory.received
    const isNews = row.others !== others || row.error !== pollError
    if (isNews) this.#note({ others, error: pollError })
    return false
  }

  #arrive(row: TapMessage, message: Message, arrivedAs: 'envelope' | 'raw'): void {
    this.#note({ others: this.#tap.memory.received - 1, error: undefined })
    this.#trace.update(this.#live, {
      state: 'sent',
      arrivedAfterMs: Math.max(0, row.receivedAtMs - this.#trace.facts.publishedAtMs),
      messageId: message.messageId,
      arrivedAs,
    })
  }

  /** Its queue, its subscription or the topic was removed by somebody else. */
  #fail(): void {
    const { record, why } = this.#tap
    const params = { kind: 'tap', name: record.queueName }
    const error = why.error ?? errorValue(new AppError('not-found', 'the tap is gone', { params }))
    this.#note({ others: this.#live.row.others, error })
  }

  #note({ others, error }: Pick<LiveRow['row'], 'others' | 'error'>): void {
    const { error: _, ...row } = this.#live.row
    this.#live.row = row
    this.#trace.update(this.#live, { others, ...(error === undefined ? {} : { error }) })
  }
}
