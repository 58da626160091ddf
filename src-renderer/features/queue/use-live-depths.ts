import { useState } from 'react'
import type { Connection, Depth, FeedItem, PollStatus, QueueUrl } from '#contract'
import { useFeed } from '../../api/use-feed.ts'
import type { Feed } from '../../api/use-feed.ts'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'

/** Enough for the line to have a shape; at one round every few seconds it is some minutes. */
const HISTORY_MAX = 60

export interface LiveDepths {
  depths: ReadonlyMap<QueueUrl, Depth>
  /** Visible messages of the page's own queue, oldest first. */
  history: readonly number[]
  status: PollStatus | undefined
  /** Queues that SQS says do not exist. */
  gone: ReadonlySet<QueueUrl>
}

const none: LiveDepths = { depths: new Map(), history: [], status: undefined, gone: new Set() }

function follow(before: LiveDepths, item: FeedItem<'queues.watch'>, own: QueueUrl): LiveDepths {
  const depths = new Map(before.depths)
  for (const depth of item.depths) depths.set(depth.queueUrl, depth)
  const gone = new Set(before.gone)
  for (const { queueUrl } of item.depths) gone.delete(queueUrl)
  for (const { queueUrl, error } of item.failures) {
    if (error.code === 'not-found') gone.add(queueUrl)
  }
  const visible = item.depths.find(({ queueUrl }) => queueUrl === own)?.visible
  const history = visible === undefined ? before.history : [...before.history, visible]
  return { depths, history: history.slice(-HISTORY_MAX), status: item.status, gone }
}

/** Follows the counts of a queue and of its dead-letter queue. The store spares the page a render for every round. */
export function useLiveDepths(
  connection: Connection,
  queueUrl: QueueUrl,
  deadLetterUrl: QueueUrl | undefined,
): { live: Store<LiveDepths>; feed: Feed } {
  const [live] = useState(() => createStore(none))
  const queueUrls = deadLetterUrl === undefined ? [queueUrl] : [queueUrl, deadLetterUrl]
  const params = { connectionId: connection.id, queueUrls }
  const feed = useFeed('queues.watch', params, {
    onItem: (item) => {
      live.set(follow(live.get(), item, queueUrl))
    },
  })
  return { live, feed }
}
