import type { Connection, ConnectionId } from '#contract'
import { placeOf } from './connection-store.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { EmulatedService, SessionSettings } from './session-settings.ts'
import { Session } from './session.ts'

/** The open sessions, one a connection: two connections never share a client, a memory or a meter. */
export class Sessions {
  readonly #store: ConnectionStore
  readonly #settings: SessionSettings
  readonly #open = new Map<ConnectionId, Session>()
  readonly #listeners: ((id: ConnectionId) => Promise<void>)[] = []

  constructor(store: ConnectionStore, settings: SessionSettings) {
    this.#store = store
    this.#settings = settings
  }

  /** Called whenever a connection is opened, with what nobody waits for; what fails there is its own to tell. */
  onOpened(listener: (id: ConnectionId) => Promise<void>): void {
    this.#listeners.push(listener)
  }

  /** @throws not-found when the connection was removed */
  get(id: ConnectionId): Session {
    const connection = this.#store.get(id)
    const existing = this.#open.get(id)
    if (existing !== undefined) {
      existing.connection = connection
      return existing
    }
    const session = new Session(connection, this.#settings)
    this.#open.set(id, session)
    for (const listener of this.#listeners) void listener(id).catch(() => undefined)
    return session
  }

  /** The ARN that a connection's calls are signed with, if it was asked for since the session opened. */
  findIdentity(id: ConnectionId): string | undefined {
    return this.#open.get(id)?.identity?.arn
  }

  /** The session, once calls can be made: a sandbox that is still starting is waited for, not reported as unreachable. */
  async open(id: ConnectionId, service: EmulatedService = 'sqs'): Promise<Session> {
    const session = this.get(id)
    if (session.connection.target.kind === 'sandbox') await this.#settings.sandboxStarted(service)
    return session
  }

  /**
   * Takes over what was edited. Where the connection now is somewhere else its session ends, with its clients, its
   * memory and its looks; resolves when what it held was returned to the old place.
   */
  async follow(connection: Connection): Promise<void> {
    const session = this.#open.get(connection.id)
    if (session === undefined) return
    if (placeOf(session.connection) !== placeOf(connection)) await this.close(connection.id)
    else session.connection = connection
  }

  async close(id: ConnectionId): Promise<void> {
    const session = this.#open.get(id)
    this.#open.delete(id)
    await session?.disposables.dispose()
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)))
  }
}
