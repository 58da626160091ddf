import {
  connectionIdSchema,
  momentMsSchema,
  queueUrlSchema,
  subscriptionArnSchema,
  tapDeliveries,
  tapIdSchema,
  topicArnSchema,
} from '#contract'
import type { TapId } from '#contract'
import { z } from '#contract/z'
import type { JsonFile } from '../../lib/json-file.ts'

/** `making` is written before the call that makes it, so after a crash it may be there. */
const stepSchema = z.enum(['absent', 'making', 'there', 'removed'])

const tapRecordSchema = z.object({
  tapId: tapIdSchema,
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  /** Where the connection pointed: nothing is removed anywhere else. */
  place: z.string(),
  topicArn: topicArnSchema,
  delivery: z.enum(tapDeliveries),
  /** The endpoint of the subscription that it copies. */
  copyOf: z.string().optional(),
  queueName: z.string(),
  queueArn: z.string(),
  startedAtMs: momentMsSchema,
  endsAtMs: momentMsSchema,
  queue: stepSchema,
  queueUrl: queueUrlSchema.optional(),
  subscription: stepSchema,
  subscriptionArn: subscriptionArnSchema.optional(),
  undo: z.array(z.string()),
})
export type TapRecord = z.infer<typeof tapRecordSchema>

export const savedTapsSchema = z.object({ version: z.literal(1), taps: z.array(tapRecordSchema) })
export type SavedTapsFile = z.infer<typeof savedTapsSchema>
export const noSavedTaps: SavedTapsFile = { version: 1, taps: [] }

/**
 * What taps have made, or are about to make. On disk before each step, so that it never says less than what may be
 * there; a tap's record goes when AWS has said that both its parts are gone.
 */
export class TapRecords {
  readonly #file: JsonFile<SavedTapsFile>

  constructor(file: JsonFile<SavedTapsFile>) {
    this.#file = file
  }

  list(): readonly TapRecord[] {
    return this.#file.get().taps
  }

  find(tapId: TapId): TapRecord | undefined {
    return this.list().find((each) => each.tapId === tapId)
  }

  /** @throws when it could not be written: what cannot be recorded is not made */
  add(record: TapRecord): void {
    this.#set([...this.list(), record])
  }

  /** @throws when it could not be written */
  update(tapId: TapId, change: Partial<TapRecord>): void {
    this.#set(this.list().map((each) => (each.tapId === tapId ? { ...each, ...change } : each)))
  }

  remove(tapId: TapId): void {
    if (this.find(tapId) === undefined) return
    this.#set(this.list().filter((each) => each.tapId !== tapId))
  }

  #set(taps: readonly TapRecord[]): void {
    this.#file.set({ version: 1, taps: [...taps] })
  }
}
