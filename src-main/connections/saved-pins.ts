import { connectionIdSchema } from '#contract'
import type { ConnectionId } from '#contract'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'

/** The file of what was added by ARN, for one kind of thing. */
export function savedPinsSchema<S extends z.ZodType<string>>(arnSchema: S) {
  return z.object({
    version: z.literal(1),
    connections: z.record(z.string(), z.object({ pins: z.array(arnSchema) })),
  })
}

export interface SavedPinsFile<Arn extends string> {
  version: 1
  connections: Record<string, { pins: Arn[] }>
}

export const noSavedPins = { version: 1 as const, connections: {} }

/** Topics, or streams, added by hand, per connection; those of removed connections go with the next change. */
export class SavedPins<Arn extends string> {
  readonly #file: JsonFile<SavedPinsFile<Arn>>
  readonly #exists: (id: ConnectionId) => boolean

  constructor(file: JsonFile<SavedPinsFile<Arn>>, exists: (id: ConnectionId) => boolean) {
    this.#file = file
    this.#exists = exists
  }

  pins(id: ConnectionId): readonly Arn[] {
    return this.#file.get().connections[id]?.pins ?? []
  }

  pin(id: ConnectionId, arn: Arn): void {
    this.#set(id, [...new Set([...this.pins(id), arn])])
  }

  unpin(id: ConnectionId, arn: Arn): void {
    this.#set(
      id,
      this.pins(id).filter((each) => each !== arn),
    )
  }

  #set(id: ConnectionId, pins: Arn[]): void {
    const { connections } = this.#file.get()
    const kept = Object.entries({ ...connections, [id]: { pins } }).filter(([each]) =>
      this.#exists(connectionIdSchema.parse(each)),
    )
    this.#file.set({ version: 1, connections: Object.fromEntries(kept) })
  }
}
