import type { HeldHandle, HeldKey, HeldRequest, HeldRow, HeldSum, NewHold } from './held-table.ts'

/** The durable list of what Weir holds, as the queues' service asks for it. */
export class HeldRecords {
  readonly #ask: (request: HeldRequest) => Promise<unknown>

  constructor(ask: (request: HeldRequest) => Promise<unknown>) {
    this.#ask = ask
  }

  /** Resolves when it is on disk that up to `count` messages may be hidden until then. */
  async begin(hold: NewHold): Promise<number> {
    return (await this.#ask({ do: 'begin', hold })) as number // what the thread answers to this
  }

  async settle(id: number, untilMs: number, messages: readonly HeldHandle[]): Promise<void> {
    await this.#ask({ do: 'settle', id, untilMs, messages })
  }

  async extend(key: HeldKey, messageIds: readonly string[], untilMs: number): Promise<void> {
    await this.#ask({ do: 'extend', key, messageIds, untilMs })
  }

  async remove(key: HeldKey, messageIds: readonly string[]): Promise<void> {
    await this.#ask({ do: 'remove', key, messageIds })
  }

  /** What may still be hidden at this moment, oldest first. */
  async list(nowMs: number, key?: HeldKey): Promise<HeldRow[]> {
    return (await this.#ask({ do: 'list', nowMs, key })) as HeldRow[] // parsed in the thread
  }

  /** The same, queue by queue, without the rows of these ids. */
  async sum(nowMs: number, without: readonly number[]): Promise<HeldSum[]> {
    return (await this.#ask({ do: 'sum', nowMs, without })) as HeldSum[] // parsed in the thread
  }
}
