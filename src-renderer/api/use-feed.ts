import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FeedItem, FeedName, FeedParams } from '#contract'
import { useIsWindowVisible } from '../lib/visibility.ts'
import { openFeed } from './client.ts'
import { Demand } from './demand.ts'
import { toWeirError } from './weir-error.ts'
import type { WeirError } from './weir-error.ts'

/** A refused feed is asked for again, first soon, later seldom; with jitter, so that feeds do not march in step. */
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

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

function retryDelayMs(attempt: number, error: WeirError): number {
  if (!error.detail.retryable) return LAST_RETRY_MS
  return Math.random() * Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt) + FIRST_RETRY_MS / 2
}

async function pump<N extends FeedName>(
  name: N,
  demand: Demand<FeedParams<N>>,
  handlers: { signal: AbortSignal; onItem: (item: FeedItem<N>) => void },
): Promise<void> {
  const items = await openFeed(name, demand.items(), handlers.signal)
  for await (const item of items) {
    if (handlers.signal.aborted) return
    handlers.onItem(item)
    demand.consumed()
  }
}

/**
 * Follows a feed while the component lives. `params: undefined` means not yet. Grants one credit for each item
 * consumed, none while the window is hidden or `paused`; a failed feed is reported and reopened after a back-off.
 */
export function useFeed<N extends FeedName>(
  name: N,
  params: FeedParams<N> | undefined,
  { onItem, paused = false }: FeedOptions<N>,
): Feed {
  const isHeld = !useIsWindowVisible() || paused
  const [failure, setFailure] = useState<WeirError>()
  const [opening, setOpening] = useState(0)
  const attempt = useRef(0)
  const demand = useRef<Demand<FeedParams<N>>>(undefined)
  const key = params === undefined ? undefined : JSON.stringify(params)

  const receive = useEffectEvent((item: FeedItem<N>) => {
    attempt.current = 0
    setFailure(undefined)
    onItem(item)
  })
  const createDemand = useEffectEvent(() =>
    params === undefined ? undefined : new Demand(params, isHeld),
  )

  useEffect(() => {
    const opened = key === undefined ? undefined : createDemand()
    if (opened === undefined) return
    demand.current = opened
    const abort = new AbortController()
    let retry: ReturnType<typeof setTimeout> | undefined
    const onEnd = (thrown: unknown): void => {
      opened.end()
      if (abort.signal.aborted) return
      const error = toWeirError(thrown)
      setFailure(error)
      retry = setTimeout(
        () => {
          setOpening((count) => count + 1)
        },
        retryDelayMs(attempt.current++, error),
      )
    }
    pump(name, opened, { signal: abort.signal, onItem: receive }).then(() => {
      // A feed has no end of its own: main went away.
      onEnd(new DOMException('the feed ended', 'AbortError'))
    }, onEnd)
    return () => {
      abort.abort()
      opened.end()
      clearTimeout(retry)
    }
  }, [name, key, opening])

  useEffect(() => {
    demand.current?.setHeld(isHeld)
  }, [isHeld, opening])

  const reopen = (): void => {
    attempt.current = 0
    setOpening((count) => count + 1)
  }
  const state = failure === undefined ? (isHeld ? 'paused' : 'live') : 'failed'
  return { state, error: failure, reopen }
}
