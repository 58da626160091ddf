import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Queue } from '#contract'
import { arrivingQueues, queueList } from '../../../api/queue-list.ts'
import { read } from '../../../api/read.ts'
import { useStore } from '../../../lib/store.ts'

export interface QueueRows {
  query: UseQueryResult<{ queues: readonly Queue[] }>
  /** Undefined until the first page has come; then with the queues that were added by hand. */
  queues: readonly Queue[] | undefined
  /** URLs of those added by hand. */
  pinned: ReadonlySet<string>
  /** Later pages are still being read for the first time. */
  isArriving: boolean
}

const none: readonly Queue[] = []

function withPins(listed: readonly Queue[], pins: readonly Queue[]): readonly Queue[] {
  if (pins.length === 0) return listed
  const urls = new Set<string>(listed.map(({ queueUrl }) => queueUrl))
  return [...listed, ...pins.filter(({ queueUrl }) => !urls.has(queueUrl))]
}

/** The queues of the list: the last whole one, or as much of the first as has come; and those added by hand. */
export function useQueueRows(connectionId: string): QueueRows {
  const query = useQuery(queueList(connectionId))
  const pins = useQuery(read('pins.list', { connectionId })).data?.queues ?? none
  const arriving = useStore(arrivingQueues(connectionId))
  const isArriving = query.data === undefined && arriving.length > 0
  const listed = isArriving ? arriving : query.data?.queues
  const queues = useMemo(() => {
    // A list that is denied leaves what was added by hand.
    if (listed === undefined && pins.length === 0) return undefined
    return withPins(listed ?? none, pins)
  }, [listed, pins])
  const pinned = useMemo(() => new Set<string>(pins.map(({ queueUrl }) => queueUrl)), [pins])
  return { query, queues, pinned, isArriving }
}

export interface Sieve {
  search: string
  /** Undefined: all. */
  only: ReadonlySet<string> | undefined
}

export function useMatching(
  queues: readonly Queue[] | undefined,
  { search, only }: Sieve,
): readonly Queue[] {
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    const found =
      wanted === '' ? queues : queues?.filter(({ name }) => name.toLowerCase().includes(wanted))
    const kept = only === undefined ? found : found?.filter(({ queueUrl }) => only.has(queueUrl))
    return kept ?? none
  }, [queues, search, only])
}
