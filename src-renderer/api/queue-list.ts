import { queryOptions } from '@tanstack/react-query'
import type { Queue } from '#contract'
import { onForget } from '../lib/forget.ts'
import { createStore } from '../lib/store.ts'
import type { Store } from '../lib/store.ts'
import { call } from './client.ts'
import { read } from './read.ts'

/** What has come of a list that is still being read, a page at a time. */
const arriving = new Map<string, Store<readonly Queue[]>>()
const nothing: readonly Queue[] = []
onForget((connectionId) => arriving.delete(connectionId))

export function arrivingQueues(connectionId: string): Store<readonly Queue[]> {
  const store = arriving.get(connectionId) ?? createStore(nothing)
  arriving.set(connectionId, store)
  return store
}

async function readPages(connectionId: string, signal: AbortSignal): Promise<{ queues: Queue[] }> {
  const soFar = arrivingQueues(connectionId)
  const queues: Queue[] = []
  let token: string | undefined
  soFar.set(nothing)
  try {
    do {
      const input = token === undefined ? { connectionId } : { connectionId, token }
      const page = await call('queues.listPage', input, { signal })
      queues.push(...page.queues)
      token = page.nextToken
      if (token !== undefined) soFar.set([...queues])
    } while (token !== undefined)
  } finally {
    soFar.set(nothing)
  }
  return { queues }
}

/**
 * The list of queues as a query, the same as `queues.list` to whoever else asks for that, but read page by page: of
 * thousands the first are there at once. A page that fails fails the list; half a list is not a list.
 */
export function queueList(connectionId: string) {
  return queryOptions({
    ...read('queues.list', { connectionId }),
    queryFn: ({ signal }) => readPages(connectionId, signal),
  })
}
