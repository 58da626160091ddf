import type { SendPlan } from './send-plan.ts'
import type { Packed, PackedEntry, SendTarget } from './send-target.ts'

/** How far a batch of other groups is looked for, so that one long group does not make every search long. */
const lookAhead = 1_000

/**
 * Packs messages in their order into batches as their target takes them: by number and by size together. Where order
 * counts the messages of a group are never in two batches at a time, which could overtake each other.
 */
export class SendPacker {
  readonly #plan: SendPlan
  readonly #order: SendTarget['order']
  readonly #limits: SendTarget['limits']
  #waiting: readonly number[]
  /** Where in `#waiting` what still waits begins. */
  #from = 0
  readonly #busyGroups = new Set<string>()

  constructor(
    plan: SendPlan,
    indices: readonly number[],
    { order, limits }: Pick<SendTarget, 'order' | 'limits'>,
  ) {
    this.#plan = plan
    this.#order = order
    this.#limits = limits
    this.#waiting = indices
  }

  get isEmpty(): boolean {
    return this.#from >= this.#waiting.length
  }

  /** The next batch; empty when nothing waits, or when all that waits is of groups in flight. */
  next(): Packed {
    const packed: PackedEntry[] = []
    const passedOver: number[] = []
    const groups = new Set<string>()
    let bytes = 0
    let read = 0
    for (const index of this.#waiting.slice(this.#from, this.#from + lookAhead)) {
      if (packed.length === this.#limits.entries) break
      const group = this.groupAt(index)
      if (group !== undefined && this.#mustWait(group, groups)) passedOver.push(index)
      else {
        const message = this.#plan.at(index)
        bytes += this.#limits.bytesOf(message)
        if (packed.length > 0 && bytes > this.#limits.bytes) break
        packed.push({ index, message })
        if (group !== undefined) groups.add(group)
      }
      read += 1
    }
    this.#leave(passedOver, this.#from + read)
    for (const group of groups) this.#busyGroups.add(group)
    return packed
  }

  /** The batch was answered, or given up. */
  done(packed: Packed): void {
    for (const { index } of packed) this.#busyGroups.delete(this.groupAt(index) ?? '')
  }

  /** Takes out what still waits of some groups; gives the places. */
  drop(groups: ReadonlySet<string>): number[] {
    const isOf = (index: number): boolean => groups.has(this.groupAt(index) ?? '')
    if (groups.size === 0) return []
    const waiting = this.#waiting.slice(this.#from)
    this.#waiting = waiting.filter((index) => !isOf(index))
    this.#from = 0
    return waiting.filter(isOf)
  }

  /** What must not be overtaken, as far as the message at this place goes; undefined where order does not count. */
  groupAt(index: number): string | undefined {
    return this.#order && this.#plan.valueAt(index, this.#order.by)
  }

  /** Nothing is copied as long as nothing is passed over: ten thousand places a thousand times would be felt. */
  #leave(passedOver: readonly number[], from: number): void {
    this.#from = passedOver.length === 0 ? from : 0
    if (passedOver.length > 0) this.#waiting = [...passedOver, ...this.#waiting.slice(from)]
  }

  #mustWait(group: string, packed: ReadonlySet<string>): boolean {
    return this.#busyGroups.has(group) || (this.#order?.isOneABatch === true && packed.has(group))
  }
}
