import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { connectionIdSchema, connectionSchema, isAws } from '#contract'
import type { Connection, ConnectionDraft, ConnectionId, GuardLevel, Target } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import { isLoopback } from './loopback.ts'
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

/** Where a connection goes, as whom, and whom it believes there; what was learned at one place says nothing of another. */
export function placeOf({
  target,
  region,
  caFile,
}: Pick<Connection, 'target' | 'region' | 'caFile'>): string {
  return JSON.stringify([target, region, caFile])
}

function isSameEndpoint(draft: ConnectionDraft, saved: Connection | undefined): boolean {
  if (draft.target.kind !== 'emulator' || saved?.target.kind !== 'emulator') return false
  return draft.target.endpoint === saved.target.endpoint
}

/** Consent is for one address: the one that is saved already was agreed to when it was. */
export function assertPlainHttpIsMeant(draft: ConnectionDraft, saved?: Connection): void {
  if (draft.target.kind !== 'emulator' || isSameEndpoint(draft, saved)) return
  const url = new URL(draft.target.endpoint)
  if (url.protocol === 'https:' || isLoopback(url)) return
  if (draft.allowPlainHttp === true) return
  throw new AppError('invalid-input', 'plain http to another machine must be confirmed', {
    params: { field: 'endpoint', reason: 'plain-http', host: url.host },
  })
}

function newId(): string {
  return `c-${randomUUID()}`
}

function firstGuard(target: Pick<Target, 'kind'>): GuardLevel {
  return isAws(target) ? 'read-only' : 'open'
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
      id: newId(),
      name: draft.name,
      target: draft.target,
      region: draft.region,
      environment: draft.environment,
      guard: firstGuard(draft.target),
      color: draft.color,
      budget: draft.budget,
      caFile: draft.caFile,
    })
    return this.#append(connection)
  }

  /** Saves an edited connection. One that moves to AWS, or to other credentials there, becomes read-only, as a new one would be. */
  update(id: ConnectionId, draft: ConnectionDraft): Connection {
    const before = this.#getSaved(id)
    assertPlainHttpIsMeant(draft, before)
    const { allowPlainHttp: _, ...fields } = draft
    const isElsewhere = !isDeepStrictEqual(before.target, draft.target)
    const guard = isElsewhere && isAws(draft.target) ? 'read-only' : before.guard
    return this.#replace(connectionSchema.parse({ ...fields, id, guard }))
  }

  duplicate(id: ConnectionId, name: string): Connection {
    const original = this.#getSaved(id)
    const copy = { ...original, id: newId(), name, guard: firstGuard(original.target) }
    return this.#append(connectionSchema.parse(copy))
  }

  remove(id: ConnectionId): void {
    this.#getSaved(id)
    const saved = this.#file.get()
    this.#file.set({ ...saved, connections: saved.connections.filter((each) => each.id !== id) })
  }

  setGuard(id: ConnectionId, guard: GuardLevel): Connection {
    const connection = { ...this.get(id), guard }
    if (id !== sandboxId) return this.#replace(connection)
    this.#file.set({ ...this.#file.get(), sandboxGuard: guard })
    return connection
  }

  /** @throws invalid-input for the sandbox, which is always there and always the same */
  #getSaved(id: ConnectionId): Connection {
    if (id !== sandboxId) return this.get(id)
    throw new AppError('invalid-input', 'the sandbox cannot be changed or removed')
  }

  #append(connection: Connection): Connection {
    const saved = this.#file.get()
    this.#file.set({ ...saved, connections: [...saved.connections, connection] })
    return connection
  }

  #replace(connection: Connection): Connection {
    const saved = this.#file.get()
    const connections = saved.connections.map((each) =>
      each.id === connection.id ? connection : each,
    )
    this.#file.set({ ...saved, connections })
    return connection
  }
}
