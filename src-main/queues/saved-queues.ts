import { connectionIdSchema, queueUrlSchema } from '#contract'
import type { ConnectionId, QueueUrl } from '#contract'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'

const ofConnectionSchema = z.object({
  favourites: z.array(queueUrlSchema),
  /** Added by URL or ARN. */
  pins: z.array(queueUrlSchema),
})
export const savedQueuesSchema = z.object({
  version: z.literal(1),
  connections: z.record(z.string(), ofConnectionSchema),
})
export type SavedQueuesFile = z.infer<typeof savedQueuesSchema>
type OfConnection = z.infer<typeof ofConnectionSchema>

export const noSavedQueues: SavedQueuesFile = { version: 1, connections: {} }

const nothing: OfConnection = { favourites: [], pins: [] }

/** Favourites and queues added by hand, per connection; those of removed connections go with the next change. */
export class SavedQueues {
  readonly #file: JsonFile<SavedQueuesFile>
  readonly #exists: (id: ConnectionId) => boolean

  constructor(file: JsonFile<SavedQueuesFile>, exists: (id: ConnectionId) => boolean) {
    this.#file = file
    this.#exists = exists
  }

  favourites(id: ConnectionId): readonly QueueUrl[] {
    return this.#of(id).favourites
  }

  pins(id: ConnectionId): readonly QueueUrl[] {
    return this.#of(id).pins
  }

  setFavourite(id: ConnectionId, queueUrls: readonly QueueUrl[], isFavourite: boolean): void {
    const changed = new Set(this.favourites(id))
    for (const queueUrl of queueUrls) {
      if (isFavourite) changed.add(queueUrl)
      else changed.delete(queueUrl)
    }
    this.#set(id, { ...this.#of(id), favourites: [...changed] })
  }

  pin(id: ConnectionId, queueUrl: QueueUrl): void {
    this.#set(id, { ...this.#of(id), pins: [...new Set([...this.pins(id), queueUrl])] })
  }

  unpin(id: ConnectionId, queueUrl: QueueUrl): void {
    const pins = this.pins(id).filter((each) => each !== queueUrl)
    this.#set(id, { ...this.#of(id), pins })
  }

  #of(id: ConnectionId): OfConnection {
    const { connections } = this.#file.get()
    return connections[id] ?? nothing
  }

  #set(id: ConnectionId, saved: OfConnection): void {
    const { connections } = this.#file.get()
    const kept = Object.entries({ ...connections, [id]: saved }).filter(([each]) =>
      this.#exists(connectionIdSchema.parse(each)),
    )
    this.#file.set({ version: 1, connections: Object.fromEntries(kept) })
  }
}
