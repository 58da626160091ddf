import type { FeedItem, FeedName, FeedParams } from '#contract'
import { openFeed } from './client.ts'
import { Demand } from './demand.ts'
import { endPolling, notePolling } from './poll-activity.ts'
import { toWeirError } from './weir-error.ts'
import type { WeirError } from './weir-error.ts'

/** A refused feed is asked for again, first soon, later seldom; with jitter, so that feeds do not march in step. */
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

export interface FeedHandlers<N extends FeedName> {
  onItem: (item: FeedItem<N>) => void
  /** The feed broke; it is opened again by itself after a back-off. */
  onFailure: (error: WeirError) => void
}

/**
 * One credit is one round. A round that reads much arrives as several items, which say `polling` until the last;
 * granting for each would pile up credit, and a hidden window would go on polling until it was used up.
 */
function endsRound(item: unknown): boolean {
  const status = hasStatus(item) ? item.status : undefined
  return status?.state !== 'polling'
}

function hasStatus(item: unknown): item is Pick<FeedItem<'queues.watch'>, 'status'> {
  return typeof item === 'object' && item !== null && 'status' in item
}

function retryDelayMs(attempt: number, error: WeirError): number {
  if (!error.detail.retryable) return LAST_RETRY_MS
  return FIRST_RETRY_MS / 2 + Math.random() * Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt)
}

/** A feed that is kept open until it is closed, and granted credit only while it is not held. */
export class FollowedFeed<N extends FeedName> {
  readonly #name: N
  readonly #params: FeedParams<N>
  readonly #handlers: FeedHandlers<N>
  readonly #closed = new AbortController()
  #isHeld = false
  #attempt = 0
  /** It told of a poll loop, and takes that word back when it is closed. */
  #polls = false
  #demand: Demand<FeedParams<N>> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(name: N, params: FeedParams<N>, handlers: FeedHandlers<N>) {
    this.#name = name
    this.#params = params
    this.#handlers = handlers
  }

  open(isHeld: boolean): void {
    this.#isHeld = isHeld
    void this.#follow()
  }

  setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#demand?.setHeld(isHeld)
  }

  close(): void {
    if (this.#polls) endPolling()
    this.#closed.abort()
    this.#demand?.end()
    clearTimeout(this.#retry)
  }

  async #follow(): Promise<void> {
    const demand = new Demand(this.#params, this.#isHeld)
    this.#demand = demand
    try {
      await this.#consume(demand)
      // A feed has no end of its own: main went away.
      this.#reopenLater(new DOMException('the feed ended', 'AbortError'))
    } catch (thrown) {
      this.#reopenLater(thrown)
    } finally {
      demand.end()
    }
  }

  async #consume(demand: Demand<FeedParams<N>>): Promise<void> {
    const { signal } = this.#closed
    const items = await openFeed(this.#name, demand.items(), signal)
    for await (const item of items) {
      if (signal.aborted) return
      this.#attempt = 0
      this.#noteStatus(item)
      this.#handlers.onItem(item)
      if (endsRound(item)) demand.consumed()
    }
  }

  #noteStatus(item: unknown): void {
    if (!hasStatus(item)) return
    this.#polls = true
    notePolling(item.status)
  }

  #reopenLater(thrown: unknown): void {
    if (this.#closed.signal.aborted) return
    const error = toWeirError(thrown)
    this.#handlers.onFailure(error)
    this.#retry = setTimeout(() => void this.#follow(), retryDelayMs(this.#attempt++, error))
  }
}
