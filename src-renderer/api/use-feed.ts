import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FeedItem, FeedName, FeedParams } from '#contract'
import { useIsWindowVisible } from '../lib/visibility.ts'
import { FollowedFeed } from './followed-feed.ts'
import type { WeirError } from './weir-error.ts'

export interface FeedOptions<N extends FeedName> {
  /** Called for every item; store it outside React (`lib/store.ts`) and let readers subscribe. */
  onItem: (item: FeedItem<N>) => void
  paused?: boolean
}

export interface Feed {
  state: 'live' | 'paused' | 'failed'
  error: WeirError | undefined
  reopen: () => void
}

/**
 * Follows a feed while the component lives. `params: undefined` means not yet. Asks for a round after each item
 * consumed, for none while the window is hidden or `paused`; a failed feed is reported and reopened after a back-off.
 */
export function useFeed<N extends FeedName>(
  name: N,
  params: FeedParams<N> | undefined,
  { onItem, paused = false }: FeedOptions<N>,
): Feed {
  const isHeld = !useIsWindowVisible() || paused
  const [error, setError] = useState<WeirError>()
  const [opening, setOpening] = useState(0)
  const feed = useRef<FollowedFeed<N>>(undefined)
  // The same parameters in a new object are not a reason to open anew.
  const key = params === undefined ? undefined : JSON.stringify(params)

  const receive = useEffectEvent((item: FeedItem<N>) => {
    setError(undefined)
    onItem(item)
  })
  const createFeed = useEffectEvent(() => {
    if (params === undefined) return undefined
    const created = new FollowedFeed(name, params, { onItem: receive, onFailure: setError })
    created.open(isHeld)
    return created
  })

  useEffect(() => {
    feed.current = createFeed()
    return () => {
      feed.current?.close()
    }
  }, [name, key, opening])
  useEffect(() => {
    feed.current?.setHeld(isHeld)
  }, [isHeld])

  const reopen = (): void => {
    setOpening((count) => count + 1)
  }
  const state = error === undefined ? (isHeld ? 'paused' : 'live') : 'failed'
  return { state, error, reopen }
}
