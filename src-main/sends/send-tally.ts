import type { ErrorValue, MessageId, SendOutcome, SequenceNumber, ShardId } from '#contract'
import type { EntryResult } from './send-target.ts'

export interface Fate {
  outcome: SendOutcome
  messageId?: MessageId
  shardId?: ShardId
  sequenceNumber?: SequenceNumber
  error?: ErrorValue
}

const unsent: Fate = { outcome: 'unsent' }

/** What became of each message of a send, and how many of each kind. */
export class SendTally {
  readonly #fates: Fate[]
  readonly counts: Record<SendOutcome, number>

  constructor(total: number) {
    this.#fates = Array.from({ length: total }, () => unsent)
    this.counts = { sent: 0, failed: 0, uncertain: 0, unsent: total }
  }

  get total(): number {
    return this.#fates.length
  }

  get(index: number): Fate {
    return this.#fates[index] ?? unsent
  }

  set(index: number, fate: EntryResult | { outcome: 'unsent' }): void {
    this.counts[this.get(index).outcome] -= 1
    this.counts[fate.outcome] += 1
    this.#fates[index] = fate
  }

  /** Places in the plan, in order. */
  places(outcome?: SendOutcome): number[] {
    const all = this.#fates.map((fate, index) => ({ fate, index }))
    return all
      .filter(({ fate }) => outcome === undefined || fate.outcome === outcome)
      .map(({ index }) => index)
  }
}
