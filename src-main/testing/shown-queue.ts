import type { FeedItem, QueueUrl } from '#contract'
import type { WeirClient } from './composed-weir.ts'

export interface ShownQueue {
  /** What was held by the last item. */
  held(): FeedItem<'holds.keep'>['held']
  /** Takes back the credit, as a hidden window does; the feed stays open. */
  hide(): void
  /** Leaves the page. */
  leave(): Promise<void>
}

/** Shows a queue as its page does: keeps what is held of it for as long as it is not left. */
export async function showQueue(
  client: WeirClient,
  queueUrl: QueueUrl,
  connectionId = 'sandbox',
): Promise<ShownQueue> {
  let held: FeedItem<'holds.keep'>['held'] = []
  let isHidden = false
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId, queueUrl }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: isHidden ? 0 : 1 }
    }
  }
  const feed = await client.holds.keep(demand())
  const first = await feed.next()
  const follow = async (): Promise<void> => {
    for (let item = first; item.done !== true; item = await feed.next()) {
      held = item.value.held
      if (!isHidden) grant.resolve(undefined)
    }
  }
  // Leaving ends it with an error that says so.
  const following = follow().catch(() => undefined)
  return {
    held: () => held,
    hide: () => {
      isHidden = true
      grant.resolve(undefined)
    },
    leave: async () => {
      await feed.return?.()
      await following
    },
  }
}
