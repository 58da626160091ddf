import { queryOptions } from '@tanstack/react-query'
import type { Subscription, Topic } from '#contract'
import type { Store } from '../lib/store.ts'
import { call } from './client.ts'
import { PagedReads } from './paged-reads.ts'

/**
 * At most so many pages of 100 subscriptions are read for the counts of the list. An account may hold millions, and the
 * service answers no more than 30 pages a second.
 */
const MAX_PAGES = 100

const topicReads = new PagedReads<Topic>()
const subscriptionReads = new PagedReads<Subscription>()

/** What has come of the list of topics while it is still being read. */
export function arrivingTopics(connectionId: string): Store<readonly Topic[]> {
  return topicReads.arriving({ connectionId })
}

/** Every topic of the connection and region. */
export function topicList(connectionId: string) {
  return queryOptions({
    queryKey: [connectionId, 'topics.listPage', 'all'] as const,
    queryFn: async ({ signal }) => {
      const { rows } = await topicReads.readAll({ connectionId }, async (token) => {
        const input = token === undefined ? { connectionId } : { connectionId, token }
        const { topics, nextToken } = await call('topics.listPage', input, { signal })
        return { rows: topics, nextToken }
      })
      return { topics: rows }
    },
  })
}

/** Every subscription of one topic, or of all topics, up to 10,000; `isWhole` says whether there are no more. */
export function subscriptionList(connectionId: string, topicArn?: string) {
  const ofTopic = topicArn === undefined ? {} : { topicArn }
  const name = { connectionId, of: topicArn ?? '' }
  return queryOptions({
    queryKey: [connectionId, 'subscriptions.listPage', topicArn ?? 'all'] as const,
    queryFn: async ({ signal }) => {
      const { rows, isWhole } = await subscriptionReads.readAll(
        name,
        async (token) => {
          const input = { connectionId, ...ofTopic, ...(token === undefined ? {} : { token }) }
          const page = await call('subscriptions.listPage', input, { signal })
          return { rows: page.subscriptions, nextToken: page.nextToken }
        },
        MAX_PAGES,
      )
      return { subscriptions: rows, isWhole }
    },
  })
}
