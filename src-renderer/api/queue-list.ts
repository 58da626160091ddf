import { queryOptions } from '@tanstack/react-query'
import type { Queue } from '#contract'
import type { Store } from '../lib/store.ts'
import { call } from './client.ts'
import { PagedReads } from './paged-reads.ts'
import { read } from './read.ts'

const reads = new PagedReads<Queue>()

/** What has come of the list while it is still being read. */
export function arrivingQueues(connectionId: string): Store<readonly Queue[]> {
  return reads.arriving({ connectionId })
}

/** The list of queues as a query, the same as `queues.list` to whoever else asks for that, but read page by page. */
export function queueList(connectionId: string) {
  return queryOptions({
    ...read('queues.list', { connectionId }),
    queryFn: async ({ signal }) => {
      const { rows } = await reads.readAll({ connectionId }, async (token) => {
        const input = token === undefined ? { connectionId } : { connectionId, token }
        const { queues, nextToken } = await call('queues.listPage', input, { signal })
        return { rows: queues, nextToken }
      })
      return { queues: rows }
    },
  })
}
