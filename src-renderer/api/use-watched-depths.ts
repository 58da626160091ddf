import { useMemo, useState } from 'react'
import type { Queue } from '#contract'
import { depthBookOf } from './depth-book.ts'
import type { DepthBook } from './depth-book.ts'
import { useFeed } from './use-feed.ts'
import type { Feed } from './use-feed.ts'

/** The contract's limit for one feed. */
const MAX_WATCHED = 1000
/** Queues out of view are read once, this many at a time, so that sorting by depth means something. */
const SWEEP = 100

export interface WatchedDepths {
  book: DepthBook
  feed: Feed
  /** True once every queue has been read, or has failed, at least once. */
  isComplete: boolean
}

function findUnread(queues: readonly Queue[], book: DepthBook): string[] {
  const unread: string[] = []
  for (const { queueUrl } of queues) {
    if (book.find(queueUrl) === undefined) unread.push(queueUrl)
    if (unread.length === SWEEP) break
  }
  return unread
}

/** Sorted, so that the same queues in another order do not open the feed anew. */
function watchList(watched: readonly string[], sweep: readonly string[]): string[] {
  return [...new Set([...watched, ...sweep])].slice(0, MAX_WATCHED).sort()
}

/**
 * Keeps the counts of `watched` queues fresh, and reads each other queue of the list once.
 */
export function useWatchedDepths(
  connectionId: string,
  queues: readonly Queue[],
  watched: readonly string[],
): WatchedDepths {
  const book = depthBookOf(connectionId)
  const [sweptFor, setSweptFor] = useState<readonly Queue[]>([])
  const [sweep, setSweep] = useState<readonly string[]>([])
  if (sweptFor !== queues) {
    setSweptFor(queues)
    setSweep(findUnread(queues, book))
  }
  const queueUrls = useMemo(() => watchList(watched, sweep), [watched, sweep])
  const params = queueUrls.length === 0 ? undefined : { connectionId, queueUrls }
  const feed = useFeed('queues.watch', params, {
    onItem: (item) => {
      book.record(item)
      const isDone = sweep.every((queueUrl) => book.find(queueUrl) !== undefined)
      if (isDone && sweep.length > 0) setSweep(findUnread(queues, book))
    },
  })
  return { book, feed, isComplete: queues.length > 0 && sweep.length === 0 }
}
