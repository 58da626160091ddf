import type { ErrorValue, MoveEntry, MoveId, MoveState, MoveStep } from '#contract'
import { AskedThread } from '../lib/asked-thread.ts'
import type { Clock } from '../lib/clock.ts'
import type {
  Claim,
  EntryPage,
  MoveQuestion,
  NewMove,
  Note,
  Settling,
  StoredMove,
} from './move-messages.ts'
import type { Held, OpenReceive } from './move-ports.ts'

export interface MoveLogOptions {
  path: string
  workerUrl: URL
  clock: Clock
  /** Called once if the file could not be read and was put aside. */
  onSetAside(path: string): void
}

/**
 * The record of moves on disk: where each message stands, written before the next step is made. Its file is touched by a
 * thread of its own, started on first use; what ran when an earlier Weir ended is `interrupted` from then on.
 */
export class MoveLog {
  readonly #thread: AskedThread<MoveQuestion>
  readonly #clock: Clock

  constructor({ path, workerUrl, clock, onSetAside }: MoveLogOptions) {
    this.#clock = clock
    this.#thread = new AskedThread({
      url: workerUrl,
      start: () => ({ path, nowMs: clock.now() }),
      onSetAside,
      kind: 'moves',
    })
  }

  async begin(move: Omit<NewMove, 'nowMs'>): Promise<MoveId> {
    const begun = { ...move, nowMs: this.#clock.now() }
    return (await this.#thread.ask({ ask: 'begin', move: begun })) as MoveId // what the thread answers to this
  }

  async setState(moveId: MoveId, state: MoveState, error?: ErrorValue): Promise<void> {
    await this.#thread.ask({ ask: 'state', moveId, state, error, nowMs: this.#clock.now() })
  }

  /** Newest first. */
  async list(): Promise<StoredMove[]> {
    return (await this.#thread.ask({ ask: 'list' })) as StoredMove[] // parsed in the thread
  }

  /** @throws not-found */
  async get(moveId: MoveId): Promise<StoredMove> {
    return (await this.#thread.ask({ ask: 'get', moveId })) as StoredMove // parsed in the thread
  }

  async entries(page: EntryPage): Promise<MoveEntry[]> {
    return (await this.#thread.ask({ ask: 'entries', page })) as MoveEntry[] // parsed in the thread
  }

  /**
   * Resolves when it is on disk that these are about to be sent; of each that is known already its step, and nothing is
   * changed of it.
   */
  async claim(moveId: MoveId, claims: readonly Claim[]): Promise<(MoveStep | undefined)[]> {
    const nowMs = this.#clock.now()
    const known = await this.#thread.ask({ ask: 'claim', moveId, claims, nowMs })
    return known as (MoveStep | undefined)[] // what the thread answers to this
  }

  /** Claimed and never sent: as if it had not been. */
  async unclaim(moveId: MoveId, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#thread.ask({ ask: 'unclaim', moveId, keys })
  }

  /** Resolves when it is on disk that so many may be hidden soon; gives the number of the receive. */
  async beginReceive(moveId: MoveId, receive: OpenReceive): Promise<number> {
    return (await this.#thread.ask({ ask: 'receive', moveId, receive })) as number // what the thread answers to this
  }

  /** What the receive has hidden, with the handles that give it back. */
  async endReceive(moveId: MoveId, id: number, held: readonly Held[]): Promise<void> {
    await this.#thread.ask({ ask: 'received', moveId, id, held })
  }

  async held(moveId: MoveId): Promise<{ held: Held[]; open: OpenReceive[] }> {
    const listed = await this.#thread.ask({ ask: 'held', moveId })
    return listed as { held: Held[]; open: OpenReceive[] } // parsed in the thread
  }

  /** All of it was given back, or is visible by itself; receives without an answer stay until their time is over. */
  async unhold(moveId: MoveId): Promise<void> {
    await this.#thread.ask({ ask: 'unhold', moveId, nowMs: this.#clock.now() })
  }

  async note(moveId: MoveId, notes: readonly Note[]): Promise<void> {
    if (notes.length === 0) return
    await this.#thread.ask({ ask: 'note', moveId, notes, nowMs: this.#clock.now() })
  }

  async settle(settling: Omit<Settling, 'nowMs'>): Promise<void> {
    const nowMs = this.#clock.now()
    await this.#thread.ask({ ask: 'settle', settling: { ...settling, nowMs } })
  }

  /** Groups of which an earlier message did not surely arrive. */
  async blocked(moveId: MoveId): Promise<string[]> {
    return (await this.#thread.ask({ ask: 'blocked', moveId })) as string[] // what the thread answers to this
  }

  async forget(moveId: MoveId): Promise<void> {
    await this.#thread.ask({ ask: 'forget', moveId })
  }

  dispose(): Promise<void> {
    return this.#thread.end({ ask: 'close' })
  }
}
