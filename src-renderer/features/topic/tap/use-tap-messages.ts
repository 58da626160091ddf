import { useState } from 'react'
import type { FeedItem, Tap, TapMessage } from '#contract'
import { noteTap } from '../../../api/taps.ts'
import { useFeed } from '../../../api/use-feed.ts'
import { createStore, useStore } from '../../../lib/store.ts'

/** Over how long the rate is reckoned. */
const rateSpanMs = 60_000

/** Newest first; what main no longer keeps is not kept here either. */
export function withItem(
  messages: readonly TapMessage[],
  { messages: added, oldestIndex }: Pick<FeedItem<'taps.follow'>, 'messages' | 'oldestIndex'>,
): readonly TapMessage[] {
  const newest = messages[0]?.index ?? 0
  const fresh = added.filter(({ index }) => index > newest).reverse()
  const isOld = ({ index }: TapMessage): boolean => index < oldestIndex
  const oldest = messages.at(-1)
  if (fresh.length === 0 && (oldest === undefined || !isOld(oldest))) return messages
  return [...fresh, ...messages].filter((each) => !isOld(each))
}

/** Messages of the last minute. */
export function ratePerMinute(messages: readonly TapMessage[], nowMs: number): number {
  const older = messages.findIndex(({ receivedAtMs }) => receivedAtMs <= nowMs - rateSpanMs)
  return older === -1 ? messages.length : older
}

/** Follows what a tap brings while it is shown and not paused. */
export function useTapMessages({ connectionId, tapId }: Tap, paused: boolean) {
  const [store] = useState(() => createStore<readonly TapMessage[]>([]))
  const { error } = useFeed(
    'taps.follow',
    { connectionId, tapId },
    {
      paused,
      onItem: (item) => {
        store.set(withItem(store.get(), item))
        noteTap(item.tap)
      },
    },
  )
  return { messages: useStore(store), error }
}
