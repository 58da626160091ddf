import { existsSync } from 'node:fs'
import type { ErrorValue, MoveEntry, MoveId, MoveState } from '#contract'
import { AskedThread } from '../lib/asked-thread.ts'
import type { Clock } from '../lib/clock.ts'
import type {
  Claim,
  EntryPage,
  Known,
  MoveQuestion,
  NewMove,
  Note,
  Of,
  Settling,
  StoredMove,
} from './move-messages.ts'

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
  readonly #path: string
  /** As it was read last; progress is told several times a second, and counts of thousands are not counted each time. */
  #list: Promise<StoredMove[]> | undefined

  constructor({ path, workerUrl, clock, onSetAside }: MoveLogOptions) {
    this.#clock = clock
    this.#path = path
    this.#thread = new AskedThread({
      url: workerUrl,
      start: () => ({ path, nowMs: clock.now() }),
      onSetAside,
      kind: 'moves',
    })
  }

  async begin(move: Omit<NewMove, 'nowMs'>): Promise<MoveId> {
    const begun = { ...move, nowMs: this.#clock.now() }
    const moveId = await this.#changing({ ask: 'begin', move: begun })
    return moveId as MoveId // what the thread answers to this
  }

  async setState(moveId: MoveId, state: MoveState, error?: ErrorValue): Promise<void> {
    await this.#changing({ ask: 'state', moveId, state, error, nowMs: this.#clock.now() })
  }

  /** Newest first, as they were when one of them began or ended last: of one that runs the run knows more. */
  list(): Promise<StoredMove[]> {
    const asked = (this.#list ??= this.#read())
    asked.catch(() => {
      if (this.#list === asked) this.#list = undefined
    })
    return asked
  }

  /** @throws not-found */
  async get(moveId: MoveId): Promise<StoredMove> {
    return (await this.#thread.ask({ ask: 'get', moveId })) as StoredMove // parsed in the thread
  }

  async entries(page: EntryPage): Promise<MoveEntry[]> {
    return (await this.#thread.ask({ ask: 'entries', page })) as MoveEntry[] // parsed in the thread
  }

  /**
   * Resolves when it is on disk that these are about to be sent; of each of which something is known already what that is,
   * and nothing is changed of it.
   */
  async claim(of: Of, claims: readonly Claim[]): Promise<(Known | undefined)[]> {
    const nowMs = this.#clock.now()
    const known = await this.#thread.ask({ ask: 'claim', ...of, claims, nowMs })
    return known as (Known | undefined)[] // what the thread answers to this
  }

  /** Claimed and never sent: as if it had not been. */
  async unclaim(of: Of, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#thread.ask({ ask: 'unclaim', ...of, keys })
  }

  async note(of: Of, notes: readonly Note[]): Promise<void> {
    if (notes.length === 0) return
    await this.#thread.ask({ ask: 'note', ...of, notes, nowMs: this.#clock.now() })
  }

  /** Those of which anything is known. */
  async known(of: Of, keys: readonly string[]): Promise<string[]> {
    return (await this.#thread.ask({ ask: 'known', ...of, keys })) as string[] // what the thread answers to this
  }

  async settle(settling: Omit<Settling, 'nowMs'>): Promise<void> {
    const nowMs = this.#clock.now()
    await this.#changing({ ask: 'settle', settling: { ...settling, nowMs } })
  }

  /** Groups of which an earlier message did not surely arrive. */
  async blocked(of: Of): Promise<string[]> {
    return (await this.#thread.ask({ ask: 'blocked', ...of })) as string[] // what the thread answers to this
  }

  async forget(moveId: MoveId): Promise<void> {
    await this.#changing({ ask: 'forget', moveId })
  }

  /** Where nothing was ever moved nothing is opened for being asked. */
  async #read(): Promise<StoredMove[]> {
    if (!this.#thread.isRunning && !existsSync(this.#path)) return []
    return (await this.#thread.ask({ ask: 'list' })) as StoredMove[] // parsed in the thread
  }

  async #changing(question: MoveQuestion): Promise<unknown> {
    try {
      return await this.#thread.ask(question)
    } finally {
      this.#list = undefined
    }
  }

  dispose(): Promise<void> {
    return this.#thread.end({ ask: 'close' })
  }
}
