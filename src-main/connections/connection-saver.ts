import type { Connection, ConnectionDraft, ConnectionId } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { placeOf } from './connection-store.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { SecretVault } from './secret-vault.ts'
import type { Sessions } from './sessions.ts'

export interface SaverParts {
  store: ConnectionStore
  sessions: Sessions
  vault: SecretVault
}

/** @throws invalid-input where neither the draft nor the connection that it changes has the secret of its key */
export function assertSecretIsThere(draft: ConnectionDraft, before: Connection | undefined): void {
  if (draft.target.kind !== 'keys' || draft.secrets !== undefined) return
  const kept = before?.target.kind === 'keys' ? before.target.keyId : undefined
  if (kept === draft.target.keyId) return
  throw new AppError('invalid-input', 'keys need their secret', {
    params: { field: 'secretAccessKey', reason: 'missing' },
  })
}

/** Saves, copies and removes connections together with what belongs to them: their secret and their session. */
export class ConnectionSaver {
  readonly #parts: SaverParts

  constructor(parts: SaverParts) {
    this.#parts = parts
  }

  async add(draft: ConnectionDraft): Promise<Connection> {
    assertSecretIsThere(draft, undefined)
    const { store } = this.#parts
    const connection = store.add(draft)
    try {
      await this.#keepSecret(connection, draft)
      return connection
    } catch (error) {
      store.remove(connection.id) // one that never had its secret would only fail
      throw error
    }
  }

  async update(id: ConnectionId, draft: ConnectionDraft): Promise<Connection> {
    const { store, sessions } = this.#parts
    const before = store.get(id)
    assertSecretIsThere(draft, before)
    const connection = store.update(id, draft)
    const isElsewhere = placeOf(before) !== placeOf(connection)
    // What was open with the old keys ends with them, also where only the secret is new.
    if (isElsewhere || draft.secrets !== undefined) await sessions.close(id)
    else await sessions.follow(connection)
    await this.#keepSecret(connection, draft)
    return connection
  }

  async duplicate(id: ConnectionId, name: string): Promise<Connection> {
    const { store, vault } = this.#parts
    const secret = await vault.find(id)
    const copy = store.duplicate(id, name)
    if (secret !== undefined) await vault.set(copy.id, secret)
    return copy
  }

  async remove(id: ConnectionId): Promise<void> {
    const { store, sessions, vault } = this.#parts
    store.get(id)
    // First, so that no secret outlives the connection it belongs to; what is open goes on with what it has in memory.
    await vault.remove(id)
    store.remove(id)
    await sessions.close(id)
  }

  async #keepSecret({ id, target }: Connection, { secrets }: ConnectionDraft): Promise<void> {
    const { vault } = this.#parts
    if (target.kind !== 'keys') await vault.remove(id)
    else if (secrets !== undefined) await vault.set(id, JSON.stringify(secrets))
  }
}
