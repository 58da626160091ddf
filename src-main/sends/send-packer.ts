import { BATCH_MAX, messageBytes } from '#contract'
import type { SendPlan } from './send-plan.ts'
import type { Packed, PackedEntry, SendTarget } from './send-target.ts'

/** How far a batch of other groups is looked for, so that one long group does not make every search long. */
const lookAhead = 1_000

/**
 * Packs messages in their order into batches that SQS or SNS takes: by number and by size together. Where order
 * counts the messages of a group are never in two batches at a time, which could overtake each other.
 */
export class SendPacker {
  readonly #plan: SendPlan
  readonly #isFifo: boolean
  readonly #batchBytes: number
  #waiting: readonly number[]
  /** Where in `#waiting` what still waits begins. */
  #from = 0
  readonly #busyGroups = new Set<string>()

  constructor(
    plan: SendPlan,
    indices: readonly number[],
    { isFifo, batchBytes }: Pick<SendTarget, 'isFifo' | 'batchBytes'>,
  ) {
    this.#plan = plan
    this.#isFifo = isFifo
    this.#batchBytes = batchBytes
    this.#waiting = indices
  }

  get isEmpty(): boolean {
    return this.#from >= this.#waiting.length
  }

  /** The next batch; empty when nothing waits, or when all that waits is of groups in flight. */
  next(): Packed {
    const packed: PackedEntry[] = []
    const passedOver: number[] = []
    let bytes = 0
    let read = 0
    for (const index of this.#waiting.slice(this.#from, this.#from + lookAhead)) {
      if (packed.length === BATCH_MAX) break
      if (this.#isBusy(index)) passedOver.push(index)
      else {
        const message = this.#plan.at(index)
        bytes += messageBytes(message.body, message.attributes)
        if (packed.length > 0 && bytes > this.#batchBytes) break
        packed.push({ index, message })
      }
      read += 1
    }
    this.#leave(passedOver, this.#from + read)
    for (const { message } of packed) this.#busyGroups.add(message.groupId ?? '')
    return packed
  }

  /** The batch was answered, or given up. */
  done(packed: Packed): void {
    for (const { message } of packed) this.#busyGroups.delete(message.groupId ?? '')
  }

  /** Takes out what still waits of some groups; gives the places. */
  drop(groups: ReadonlySet<string>): number[] {
    const isOf = (index: number): boolean => groups.has(this.#plan.groupAt(index))
    if (groups.size === 0) return []
    const waiting = this.#waiting.slice(this.#from)
    this.#waiting = waiting.filter((index) => !isOf(index))
    this.#from = 0
    return waiting.filter(isOf)
  }

  /** Nothing is copied as long as nothing is passed over: ten thousand places a thousand times would be felt. */
  #leave(passedOver: readonly number[], from: number): void {
    this.#from = passedOver.length === 0 ? from : 0
    if (passedOver.length > 0) this.#waiting = [...passedOver, ...this.#waiting.slice(from)]
  }

  #isBusy(index: number): boolean {
    return this.#isFifo && this.#busyGroups.has(this.#plan.groupAt(index))
  }
}
