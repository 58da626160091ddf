import { randomUUID } from 'node:crypto'
import { connectionIdSchema, connectionSchema } from '#contract'
import type { Connection, ConnectionDraft, ConnectionId, GuardLevel } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import type { JsonFile } from '../lib/json-file.ts'

export const savedConnectionsSchema = z.object({
  version: z.literal(1),
  connections: z.array(connectionSchema),
  /** The sandbox is not saved, but its guard level is. */
  sandboxGuard: connectionSchema.shape.guard,
})
export type SavedConnections = z.infer<typeof savedConnectionsSchema>

export const noSavedConnections: SavedConnections = {
  version: 1,
  connections: [],
  sandboxGuard: 'open',
}

export const sandboxId = connectionIdSchema.parse('sandbox')

const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/

function assertPlainHttpIsMeant(draft: ConnectionDraft): void {
  if (draft.target.kind !== 'emulator') return
  const url = new URL(draft.target.endpoint)
  if (url.protocol === 'https:' || loopbackHost.test(url.hostname)) return
  if (draft.allowPlainHttp === true) return
  throw new AppError('invalid-input', 'plain http to another machine must be confirmed', {
    params: { field: 'endpoint', reason: 'plain-http', host: url.host },
  })
}

/** The saved connections, the sandbox first. AWS connections start read-only; emulators, which can be made anew, open. */
export class ConnectionStore {
  readonly #file: JsonFile<SavedConnections>
  readonly #sandbox: Omit<Connection, 'guard'>

  constructor(file: JsonFile<SavedConnections>) {
    this.#file = file
    this.#sandbox = {
      id: sandboxId,
      name: 'Sandbox',
      target: { kind: 'sandbox' },
      region: 'us-east-1',
      environment: 'local',
    }
  }

  list(): Connection[] {
    const saved = this.#file.get()
    return [{ ...this.#sandbox, guard: saved.sandboxGuard }, ...saved.connections]
  }

  find(id: ConnectionId): Connection | undefined {
    return this.list().find((connection) => connection.id === id)
  }

  /** @throws not-found when it was removed meanwhile */
  get(id: ConnectionId): Connection {
    const connection = this.find(id)
    if (connection !== undefined) return connection
    throw new AppError('not-found', `no connection ${id}`, {
      params: { kind: 'connection', name: id },
    })
  }

  add(draft: ConnectionDraft): Connection {
    assertPlainHttpIsMeant(draft)
    const connection = connectionSchema.parse({
      id: `c-${randomUUID()}`,
      name: draft.name,
      target: draft.target,
      region: draft.region,
      environment: draft.environment,
      guard: draft.target.kind === 'profile' ? 'read-only' : 'open',
    })
    const saved = this.#file.get()
    this.#file.set({ ...saved, connections: [...saved.connections, connection] })
    return connection
  }

  /** @throws invalid-input for the sandbox, which is always there */
  remove(id: ConnectionId): void {
    if (id === sandboxId) throw new AppError('invalid-input', 'the sandbox cannot be removed')
    this.get(id)
    const saved = this.#file.get()
    this.#file.set({ ...saved, connections: saved.connections.filter((each) => each.id !== id) })
  }

  setGuard(id: ConnectionId, guard: GuardLevel): Connection {
    this.get(id)
    const saved = this.#file.get()
    if (id === sandboxId) this.#file.set({ ...saved, sandboxGuard: guard })
    else {
      const connections = saved.connections.map((each) =>
        each.id === id ? { ...each, guard } : each,
      )
      this.#file.set({ ...saved, connections })
    }
    return this.get(id)
  }
}
