import { useMemo, useState } from 'react'
import type { Queue } from '#contract'
import { depthBookOf } from './depth-book.ts'
import type { DepthBook } from './depth-book.ts'
import { useFeed } from './use-feed.ts'
import type { Feed } from './use-feed.ts'

/** The contract's limit for what is shown. */
const MAX_SHOWN = 1000

export interface WatchedDepths {
  book: DepthBook
  feed: Feed
  /** True once every queue has been read, or has failed, at least once. */
  isComplete: boolean
}

function isAllRead(queues: readonly Queue[], book: DepthBook): boolean {
  return queues.length > 0 && queues.every(({ queueUrl }) => book.find(queueUrl) !== undefined)
}

/**
 * Keeps the counts of `shown` queues fresh, the favourites before them and all others behind, as far as the call budget
 * goes; main decides which is next.
 */
export function useWatchedDepths(
  connectionId: string,
  queues: readonly Queue[],
  shown: readonly string[],
): WatchedDepths {
  const book = depthBookOf(connectionId)
  const [readFor, setReadFor] = useState<readonly Queue[]>()
  // Sorted, so that the same queues in another order do not open the feed anew.
  const queueUrls = useMemo(() => [...new Set(shown)].slice(0, MAX_SHOWN).sort(), [shown])
  const params = { connectionId, queueUrls, sweepSinceMs: book.sinceMs }
  const feed = useFeed('queues.watch', queues.length === 0 ? undefined : params, {
    onItem: (item) => {
      book.record(item)
      if (readFor !== queues && isAllRead(queues, book)) setReadFor(queues)
    },
  })
  return { book, feed, isComplete: readFor === queues && queues.length > 0 }
}
