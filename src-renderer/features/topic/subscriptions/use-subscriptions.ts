import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Subscription, SubscriptionArn } from '#contract'
import { read } from '../../../api/read.ts'
import { subscriptionList } from '../../../api/topic-list.ts'
import type { TopicFacts } from '../topic-facts.ts'

/** Each reading of a subscription is a call, and SNS answers 30 of them a second. */
export const FRESH_MS = 60_000

const none: readonly Subscription[] = []

/** Pending ones have no ARN; a topic has each endpoint of a protocol once. */
export function subscriptionId({ subscriptionArn, protocol, endpoint }: Subscription): string {
  return subscriptionArn ?? `${protocol} ${endpoint}`
}

/** The one that was picked; a pending one that was confirmed meanwhile has got an ARN and is still it. */
export function findPicked(
  subscriptions: readonly Subscription[],
  picked: Subscription | undefined,
): Subscription | undefined {
  if (picked === undefined) return undefined
  const { protocol, endpoint, subscriptionArn } = picked
  const same = subscriptions.find((each) => subscriptionId(each) === subscriptionId(picked))
  if (same !== undefined || subscriptionArn !== undefined) return same
  return subscriptions.find((each) => each.protocol === protocol && each.endpoint === endpoint)
}

export function useSubscriptions({ connection, topicArn }: TopicFacts) {
  return useQuery(subscriptionList(connection.id, topicArn))
}

export function useMatching(
  subscriptions: readonly Subscription[] | undefined,
  search: string,
): readonly Subscription[] {
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '') return subscriptions ?? none
    const matches = ({ protocol, endpoint }: Subscription): boolean =>
      `${protocol} ${endpoint}`.toLowerCase().includes(wanted)
    return subscriptions?.filter(matches) ?? none
  }, [subscriptions, search])
}

export function describeSubscription(connectionId: string, subscriptionArn: string) {
  return read('subscriptions.describe', { connectionId, subscriptionArn })
}

/** What SNS says of one subscription; asked for only where it is shown. */
export function useSubscriptionDetail(
  connectionId: string,
  subscriptionArn: SubscriptionArn | undefined,
  isShown: boolean,
) {
  return useQuery({
    // Not asked for without an ARN: see `enabled`.
    ...describeSubscription(connectionId, subscriptionArn ?? ''),
    enabled: isShown && subscriptionArn !== undefined,
    staleTime: FRESH_MS,
  })
}
