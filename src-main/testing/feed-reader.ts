import type { DepthItem, FeedParams } from '#contract'
import type { WeirClient } from './composed-weir.ts'

type WatchParams = FeedParams<'queues.watch'>

/** Follows `queues.watch` as a window does: one credit in hand while it is seen, none while it is hidden. */
export class FeedReader {
  readonly items: DepthItem[] = []
  #credit: number
  #isDue = false
  #hasEnded = false
  #error: unknown
  #wake: (() => void) | undefined
  #heard: (() => void) | undefined

  constructor(client: WeirClient, params: WatchParams, credit = 1) {
    this.#credit = credit
    this.#follow(client, params).catch((error: unknown) => {
      // The port was closed at the end of the test; before that somebody waits and is told.
      this.#error = error
      this.#heard?.()
    })
  }

  /** Resolves once `isDone` holds for what has come so far. */
  async until(isDone: (items: readonly DepthItem[]) => boolean): Promise<void> {
    while (!isDone(this.items)) {
      if (this.#error !== undefined) throw new Error('the feed failed', { cause: this.#error })
      await new Promise<void>((resolve) => {
        this.#heard = resolve
      })
    }
  }

  setCredit(credit: number): void {
    this.#credit = credit
    this.#say()
  }

  close(): void {
    this.#hasEnded = true
    this.#wake?.()
  }

  #say(): void {
    this.#isDue = true
    this.#wake?.()
  }

  async #follow(client: WeirClient, params: WatchParams): Promise<void> {
    const feed = await client.queues.watch(this.#demand(params))
    for await (const item of feed) {
      this.items.push(item)
      this.#heard?.()
      if (item.status.state !== 'polling' && this.#credit > 0) this.#say()
      if (this.#hasEnded) return
    }
  }

  async *#demand(params: WatchParams) {
    yield { open: params, credit: this.#credit }
    while (!this.#hasEnded) {
      if (this.#isDue) {
        this.#isDue = false
        yield { credit: this.#credit }
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
