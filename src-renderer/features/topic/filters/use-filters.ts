import { useMemo } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Subscription, SubscriptionArn, SubscriptionDetail } from '#contract'
import { read } from '../../../api/read.ts'
import type { LabSubscription } from '../../../parts/filter-lab/lab-memory.ts'
import { FRESH_MS } from '../subscriptions/use-subscriptions.ts'

/** Each is a call of its own, thirty a second: a hundred take about four seconds. */
export const FILTERS_MAX = 100

/** `billing` of a queue's ARN; an address stays as it is. */
export function endpointName(endpoint: string): string {
  return endpoint.startsWith('arn:') ? (endpoint.split(/[:/]/).at(-1) ?? endpoint) : endpoint
}

function findArn({ subscriptionArn }: Subscription): SubscriptionArn[] {
  return subscriptionArn === undefined ? [] : [subscriptionArn]
}

/** Outside the hook: the same function each time, so that the answers are combined only when one of them is new. */
function combine(answers: readonly UseQueryResult<SubscriptionDetail>[]) {
  return {
    details: answers.flatMap(({ data }) => data ?? []),
    failed: answers.filter(({ data, error }) => data === undefined && error !== null).length,
    pending: answers.filter(({ isPending }) => isPending).length,
  }
}

/** The filters of a topic's first hundred confirmed subscriptions; pending ones get nothing and have none. */
export function useFilters(connectionId: string, all: readonly Subscription[]) {
  const confirmed = all.filter(({ state }) => state === 'confirmed')
  const arns = confirmed.slice(0, FILTERS_MAX).flatMap(findArn)
  const { details, failed, pending } = useQueries({
    queries: arns.map((subscriptionArn) => ({
      ...read('subscriptions.describe', { connectionId, subscriptionArn }),
      staleTime: FRESH_MS,
    })),
    combine,
  })
  const subscriptions = useMemo(() => {
    const names = new Map(all.map((each) => [each.subscriptionArn, endpointName(each.endpoint)]))
    return details.map(({ subscriptionArn: arn, filterPolicy, filterScope }): LabSubscription => ({
      arn,
      name: names.get(arn) ?? arn,
      policy: filterPolicy,
      scope: filterScope,
    }))
  }, [all, details])
  return { subscriptions, total: confirmed.length, shown: arns.length, failed, pending }
}
