import { queryOptions } from '@tanstack/react-query'
import type { Stream } from '#contract'
import type { Store } from '../lib/store.ts'
import { call } from './client.ts'
import { PagedReads } from './paged-reads.ts'

const streamReads = new PagedReads<Stream>()

/** What has come of the list of streams while it is still being read. */
export function arrivingStreams(connectionId: string): Store<readonly Stream[]> {
  return streamReads.arriving({ connectionId })
}

/** Every stream of the connection and region. */
export function streamList(connectionId: string) {
  return queryOptions({
    queryKey: [connectionId, 'streams.listPage', 'all'] as const,
    queryFn: async ({ signal }) => {
      const { rows } = await streamReads.readAll({ connectionId }, async (token) => {
        const input = token === undefined ? { connectionId } : { connectionId, token }
        const { streams, nextToken } = await call('streams.listPage', input, { signal })
        return { rows: streams, nextToken }
      })
      return { streams: rows }
    },
  })
}
