import { connectionIdSchema, topicArnSchema } from '#contract'
import type { ConnectionId, TopicArn } from '#contract'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'

const ofConnectionSchema = z.object({
  /** Added by ARN. */
  pins: z.array(topicArnSchema),
})
export const savedTopicsSchema = z.object({
  version: z.literal(1),
  connections: z.record(z.string(), ofConnectionSchema),
})
export type SavedTopicsFile = z.infer<typeof savedTopicsSchema>

export const noSavedTopics: SavedTopicsFile = { version: 1, connections: {} }

/** Topics added by hand, per connection; those of removed connections go with the next change. */
export class SavedTopics {
  readonly #file: JsonFile<SavedTopicsFile>
  readonly #exists: (id: ConnectionId) => boolean

  constructor(file: JsonFile<SavedTopicsFile>, exists: (id: ConnectionId) => boolean) {
    this.#file = file
    this.#exists = exists
  }

  pins(id: ConnectionId): readonly TopicArn[] {
    return this.#file.get().connections[id]?.pins ?? []
  }

  pin(id: ConnectionId, topicArn: TopicArn): void {
    this.#set(id, [...new Set([...this.pins(id), topicArn])])
  }

  unpin(id: ConnectionId, topicArn: TopicArn): void {
    this.#set(
      id,
      this.pins(id).filter((each) => each !== topicArn),
    )
  }

  #set(id: ConnectionId, pins: TopicArn[]): void {
    const { connections } = this.#file.get()
    const kept = Object.entries({ ...connections, [id]: { pins } }).filter(([each]) =>
      this.#exists(connectionIdSchema.parse(each)),
    )
    this.#file.set({ version: 1, connections: Object.fromEntries(kept) })
  }
}
