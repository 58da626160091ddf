import { unpackRows } from '#contract'
import type { FeedItem, FeedParams, Lane, RecordRow } from '#contract'
import type { WeirClient } from './composed-weir.ts'

type Item = FeedItem<'records.tail'>

export interface FollowedRecords {
  rows(): readonly RecordRow[]
  lanes(): readonly Lane[]
  last(): Item
  /** Resolves once it holds, asked after every item. */
  until(isDone: () => boolean): Promise<void>
  /** Takes back the credit, as a hidden or paused window does; the feed stays open. */
  pause(): void
  resume(): void
  /** Leaves the page. */
  leave(): Promise<void>
}

type Feed = Awaited<ReturnType<WeirClient['records']['tail']>>

/** One credit in hand, taken back while it is paused. */
class Demand {
  isPaused = false
  #grant = Promise.withResolvers<undefined>()

  grant(): void {
    this.#grant.resolve(undefined)
  }

  async *ask(open: FeedParams<'records.tail'>) {
    yield { open, credit: 1 }
    for (;;) {
      await this.#grant.promise
      this.#grant = Promise.withResolvers<undefined>()
      yield { credit: this.isPaused ? 0 : 1 }
    }
  }
}

/** What has come so far. */
class Heard {
  readonly rows: RecordRow[] = []
  lanes: readonly Lane[] = []
  last: Item
  #next = Promise.withResolvers<undefined>()
  #failure: unknown

  constructor(first: Item) {
    this.last = first
    this.add(first)
  }

  add(item: Item): void {
    this.last = item
    this.lanes = item.lanes ?? this.lanes
    this.rows.push(...unpackRows(item.packedRows))
    this.#tell()
  }

  fail(failure: unknown): void {
    this.#failure = failure
    this.#tell()
  }

  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await this.#next.promise
      if (this.#failure !== undefined) throw new Error('the feed failed', { cause: this.#failure })
    }
  }

  #tell(): void {
    this.#next.resolve(undefined)
    this.#next = Promise.withResolvers<undefined>()
  }
}

async function listen(feed: Feed, heard: Heard, demand: Demand): Promise<void> {
  for (;;) {
    if (!demand.isPaused) demand.grant()
    const item = await feed.next()
    if (item.done === true) return
    heard.add(item.value)
  }
}

/** Follows a tail as its page does, one credit in hand. */
export async function followRecords(
  client: WeirClient,
  params: FeedParams<'records.tail'>,
): Promise<FollowedRecords> {
  const demand = new Demand()
  const feed = await client.records.tail(demand.ask(params))
  const first = await feed.next()
  if (first.done === true) throw new Error('the feed ended before it began')
  const heard = new Heard(first.value)
  const listening = listen(feed, heard, demand).catch((thrown: unknown) => {
    // Leaving ends it with an error that says so; before that somebody waits and is told.
    heard.fail(thrown)
  })
  const setPaused = (isPaused: boolean): void => {
    demand.isPaused = isPaused
    demand.grant()
  }
  return {
    rows: () => heard.rows,
    lanes: () => heard.lanes,
    last: () => heard.last,
    until: (isDone) => heard.until(isDone),
    pause: () => {
      setPaused(true)
    },
    resume: () => {
      setPaused(false)
    },
    leave: async () => {
      await feed.return?.()
      await listening
    },
  }
}
