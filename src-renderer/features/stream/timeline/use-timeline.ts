import { useMemo } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import type { FeedItem, Lane } from '#contract'
import { useFeed } from '../../../api/use-feed.ts'
import { createStore, useStore } from '../../../lib/store.ts'
import type { StreamFacts } from '../stream-facts.ts'
import type { TimelineWish } from './timeline-memory.ts'
import { useExpression } from './use-expression.ts'
import { emptyTimeline, TimelineRows } from './timeline-rows.ts'
import type { Timeline } from './timeline-rows.ts'

/** Each word of a filter that is typed would look through everything again. */
const TYPING_MS = 250

type Item = FeedItem<'records.tail'>

export interface LiveTimeline extends Timeline {
  lanes: readonly Lane[]
  state: Item['state']
  error: Item['error']
  /** Records that were read, whether they match or not. */
  read: number
  /** The call budget a minute that lets less be read than was asked for. */
  slowedBy: number | undefined
  /** What became of a filter's expression. */
  expression: Item['expression']
  atMs: number
}

const nothing: LiveTimeline = {
  ...emptyTimeline,
  lanes: [],
  state: 'starting',
  error: undefined,
  read: 0,
  slowedBy: undefined,
  expression: undefined,
  atMs: 0,
}

type Sought = Pick<TimelineWish, 'text' | 'partitionKey' | 'expression'>

function filterOf({ text, partitionKey, expression }: Sought) {
  return {
    ...(text === '' ? {} : { text }),
    ...(partitionKey === '' ? {} : { partitionKey }),
    ...(expression === '' ? {} : { expression }),
  }
}

/** Follows the tail of a stream while it is shown and not paused. */
export function useTimeline(
  { connection, streamArn }: StreamFacts,
  { tailId, start, readsPerSecond, ...sought }: TimelineWish,
  paused: boolean,
) {
  const [text] = useDebouncedValue(sought.text, TYPING_MS)
  const [partitionKey] = useDebouncedValue(sought.partitionKey, TYPING_MS)
  const { expression, trouble } = useExpression(sought.expression)
  const filter = filterOf({ text, partitionKey, expression })
  const key = JSON.stringify([tailId, start, filter])
  // Another filter, or another start, is another timeline.
  const { rows, store } = useMemo(
    () => ({ key, rows: new TimelineRows(), store: createStore(nothing) }),
    [key],
  )
  const { error } = useFeed(
    'records.tail',
    { connectionId: connection.id, streamArn, tailId, start, readsPerSecond, filter },
    {
      paused,
      onItem: (item) => {
        rows.add(item)
        const { state, status, read, atMs, error, lanes = store.get().lanes } = item
        const judged = item.expression
        const slowedBy = status.state === 'waiting' ? status.slowedBy : undefined
        store.set({
          ...rows.timeline,
          lanes,
          state,
          read,
          slowedBy,
          atMs,
          error,
          expression: judged,
        })
      },
    },
  )
  const isFiltered = Object.keys(filter).length > 0
  return { live: useStore(store), error, filter, isFiltered, trouble }
}
