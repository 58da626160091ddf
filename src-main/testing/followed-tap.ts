import type { Tap, TapMessage } from '#contract'
import type { WeirClient } from './composed-weir.ts'

export interface FollowedTap {
  messages(): readonly TapMessage[]
  tap(): Tap
  /** Takes back the credit, as a hidden window does; the feed stays open. */
  hide(): void
  /** Leaves the page. */
  leave(): Promise<void>
}

/** Follows a tap as its page does: its queue is read for as long as it is not left. */
export async function followTap(
  client: WeirClient,
  tapId: string,
  onMessage: (message: TapMessage) => void = () => undefined,
): Promise<FollowedTap> {
  const messages: TapMessage[] = []
  let isHidden = false
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId: 'sandbox', tapId }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: isHidden ? 0 : 1 }
    }
  }
  const feed = await client.taps.follow(demand())
  const first = await feed.next()
  if (first.done === true) throw new Error('the feed ended before it began')
  let tap: Tap = first.value.tap
  const follow = async (): Promise<void> => {
    for (
      let item: Awaited<ReturnType<typeof feed.next>> = first;
      item.done !== true;
      item = await feed.next()
    ) {
      tap = item.value.tap
      messages.push(...item.value.messages)
      item.value.messages.forEach(onMessage)
      if (!isHidden) grant.resolve(undefined)
    }
  }
  // Leaving ends it with an error that says so.
  const following = follow().catch(() => undefined)
  return {
    messages: () => messages,
    tap: () => tap,
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
