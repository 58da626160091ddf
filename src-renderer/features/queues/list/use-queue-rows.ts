import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Queue } from '#contract'
import { arrivingQueues, queueList } from '../../../api/queue-list.ts'
import { useStore } from '../../../lib/store.ts'

export interface QueueRows {
  query: UseQueryResult<{ queues: readonly Queue[] }>
  /** Undefined until the first page has come. */
  queues: readonly Queue[] | undefined
  /** Later pages are still being read for the first time. */
  isArriving: boolean
}

/** The queues of the list: the last whole one, or as much of the first as has come. */
export function useQueueRows(connectionId: string): QueueRows {
  const query = useQuery(queueList(connectionId))
  const arriving = useStore(arrivingQueues(connectionId))
  const isArriving = query.data === undefined && arriving.length > 0
  return { query, queues: isArriving ? arriving : query.data?.queues, isArriving }
}

export function useMatching(queues: readonly Queue[], search: string): readonly Queue[] {
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '') return queues
    return queues.filter(({ name }) => name.toLowerCase().includes(wanted))
  }, [queues, search])
}
