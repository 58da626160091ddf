import type { Clock } from '../lib/clock.ts'
import { summarise } from './batch-summary.ts'
import type { BatchResult, EntryOutcome, HandleEntry } from './handle-batch.ts'
import type { RecordCall } from './hold-ports.ts'
import { queueName } from './queue-mapping.ts'
import type { QueueHold } from './queue-hold.ts'

/** A page that reopens its feed, or goes from one tab to another, has not left. */
const graceMs = 1_000
/** A return that was surely not carried out is tried so often in all; one whose answer was lost never again. */
const maxTries = 3
const betweenTriesMs = 500

export interface KeptHoldParts {
  clock: Clock
  record: RecordCall
}

function canBeRepeated(outcome: EntryOutcome): boolean {
  return outcome.outcome === 'failed' && outcome.error.retryable
}

/** A hold and who looks at it: when the last one leaves, what is held is returned. */
export class KeptHold {
  readonly hold: QueueHold
  readonly #parts: KeptHoldParts
  readonly #receiving = new Set<Promise<unknown>>()
  #keepers = 0

  constructor(hold: QueueHold, parts: KeptHoldParts) {
    this.hold = hold
    this.#parts = parts
  }

  get isKept(): boolean {
    return this.#keepers > 0
  }

  /** Until the returned function is called, what is held stays held. */
  keep(): () => void {
    this.#keepers += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#keepers -= 1
      void this.#parts.clock.sleep(graceMs).then(() => (this.isKept ? undefined : this.release()))
    }
  }

  /** A receive in flight is never cut: a release waits for it and returns what it brought. */
  async during<T>(receive: Promise<T>): Promise<T> {
    this.#receiving.add(receive)
    try {
      return await receive
    } finally {
      this.#receiving.delete(receive)
    }
  }

  /** Returns everything that is held; what the user said should stay hidden stays so. Never throws. */
  async release(): Promise<void> {
    await Promise.allSettled(this.#receiving)
    const entries = this.hold.list().filter(({ state }) => state === 'held')
    if (entries.length === 0) return
    const { connection } = this.hold.session
    const call = {
      operation: 'messages.return',
      effect: 'look' as const,
      connectionId: connection.id,
      connectionName: connection.name,
      target: queueName(this.hold.queueUrl),
    }
    let isBegun = false
    await this.#parts
      .record(call, async (note) => {
        isBegun = true
        const { outcomes, requestId } = await this.#return(entries)
        note({ ...summarise(outcomes), requestId })
      })
      // A return gives back what belongs to others: it is made even when it cannot be written down.
      .catch(() => (isBegun ? undefined : this.#return(entries)))
  }

  async #return(entries: readonly HandleEntry[]): Promise<BatchResult> {
    const outcomes = new Map<string, EntryOutcome>()
    let left = entries
    let requestId: string | undefined
    for (let tries = 1; left.length > 0 && tries <= maxTries; tries += 1) {
      if (tries > 1) await this.#parts.clock.sleep(betweenTriesMs)
      const result = await this.hold.letGo(left, 0)
      requestId = result.requestId
      for (const each of result.outcomes) outcomes.set(each.messageId, each)
      const again = new Set(result.outcomes.filter(canBeRepeated).map((each) => each.messageId))
      left = left.filter(({ messageId }) => again.has(messageId))
    }
    return { outcomes: [...outcomes.values()], requestId }
  }
}
