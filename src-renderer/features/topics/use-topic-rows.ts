import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Subscription, Topic } from '#contract'
import { read } from '../../api/read.ts'
import { arrivingTopics, subscriptionList, topicList } from '../../api/topic-list.ts'
import { useStore } from '../../lib/store.ts'

/** Who receives from one topic, from the list of all subscriptions. */
export interface TopicCounts {
  confirmed: number
  pending: number
  /** Confirmed subscriptions of each protocol, the most frequent first. */
  protocols: readonly (readonly [protocol: string, count: number])[]
}

const none: readonly Topic[] = []

function withPins(listed: readonly Topic[], pins: readonly Topic[]): readonly Topic[] {
  if (pins.length === 0) return listed
  const arns = new Set<string>(listed.map(({ topicArn }) => topicArn))
  return [...listed, ...pins.filter(({ topicArn }) => !arns.has(topicArn))]
}

function countsOf(subscriptions: readonly Subscription[]): TopicCounts {
  const confirmed = subscriptions.filter(({ state }) => state === 'confirmed')
  const protocols = new Map<string, number>()
  for (const { protocol } of confirmed) protocols.set(protocol, (protocols.get(protocol) ?? 0) + 1)
  return {
    confirmed: confirmed.length,
    pending: subscriptions.filter(({ state }) => state === 'pending').length,
    protocols: [...protocols].sort((a, b) => b[1] - a[1]),
  }
}

/** Counts by topic ARN; a topic that is not in it has nobody. */
export function countByTopic(
  subscriptions: readonly Subscription[],
): ReadonlyMap<string, TopicCounts> {
  const grouped = new Map<string, Subscription[]>()
  for (const subscription of subscriptions) {
    const ofTopic = grouped.get(subscription.topicArn) ?? []
    ofTopic.push(subscription)
    grouped.set(subscription.topicArn, ofTopic)
  }
  return new Map([...grouped].map(([topicArn, ofTopic]) => [topicArn, countsOf(ofTopic)]))
}

/** The topics of the list: the last whole one, or as much of the first as has come; and those added by hand. */
export function useTopicRows(connectionId: string) {
  const query = useQuery(topicList(connectionId))
  const pins = useQuery(read('topics.listPinned', { connectionId })).data?.topics ?? none
  const arriving = useStore(arrivingTopics(connectionId))
  const isArriving = query.data === undefined && arriving.length > 0
  const listed = isArriving ? arriving : query.data?.topics
  const topics = useMemo(() => {
    // A list that is denied leaves what was added by hand.
    if (listed === undefined && pins.length === 0) return undefined
    return withPins(listed ?? none, pins)
  }, [listed, pins])
  const pinned = useMemo(() => new Set<string>(pins.map(({ topicArn }) => topicArn)), [pins])
  return { query, topics, pinned, isArriving }
}

/** Who receives from each topic; undefined until it is known. */
export function useTopicCounts(connectionId: string) {
  const query = useQuery(subscriptionList(connectionId))
  const counts = useMemo(
    () => (query.data === undefined ? undefined : countByTopic(query.data.subscriptions)),
    [query.data],
  )
  return { query, counts }
}

export function useMatching(
  topics: readonly Topic[] | undefined,
  search: string,
): readonly Topic[] {
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '') return topics ?? none
    return topics?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? none
  }, [topics, search])
}
