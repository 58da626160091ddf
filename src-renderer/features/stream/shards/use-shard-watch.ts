import { useState } from 'react'
import type { FeedItem } from '#contract'
import { useFeed } from '../../../api/use-feed.ts'
import { createStore, useStore } from '../../../lib/store.ts'
import type { StreamFacts } from '../stream-facts.ts'
import { recallTimeline } from '../timeline/timeline-memory.ts'

export type ShardWatch = FeedItem<'shards.watch'>

const nothing: ShardWatch = { iterators: [], atMs: 0 }

/** What Weir holds of the stream and what came through it, each second. Makes no call to AWS. */
export function useShardWatch({ connection, streamArn }: StreamFacts): ShardWatch {
  const [store] = useState(() => createStore(nothing))
  useFeed(
    'shards.watch',
    { connectionId: connection.id, streamArn },
    {
      onItem: (item) => {
        store.set(item)
      },
    },
  )
  return useStore(store)
}

/** Lets the timeline's tail go on reading while the timeline itself is not shown: rates come from what it reads. */
export function useMeasuring({ connection, streamArn }: StreamFacts, isMeasuring: boolean) {
  const { tailId, start, readsPerSecond } = useStore(recallTimeline(connection.id, streamArn))
  const params = { connectionId: connection.id, streamArn, tailId, start, readsPerSecond }
  const { error } = useFeed('records.tail', isMeasuring ? params : undefined, {
    onItem: () => {
      // The records are the timeline's.
    },
  })
  return { error, readsPerSecond }
}
