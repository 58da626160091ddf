import { useDeferredValue, useMemo } from 'react'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { findPayloads } from '#contract'
import type { FilterBlocker, Subscription, SubscriptionDetail } from '#contract'
import { read } from '../../../api/read.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import {
  describeSubscription,
  subscriptionId,
  useSubscriptions,
} from '../subscriptions/use-subscriptions.ts'
import type { TopicFacts } from '../topic-facts.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import { toFiltered } from './publish-draft.ts'

export type Verdict = 'yes' | 'no' | 'unknown' | 'reading'

/** Why a subscription gets a message or not. */
export type Why =
  | { kind: 'noFilter' | 'passes' | 'pending' | 'deleted' | 'refused' | 'reading' }
  | { kind: 'unread'; error: WeirError }
  | {
      kind: 'blocked'
      blocker: FilterBlocker
      policy: string
      scope: SubscriptionDetail['filterScope']
    }

export interface Recipient {
  subscription: Subscription
  verdict: Verdict
  why: Why
  isRaw: boolean
  /** Which text it gets, where each protocol has its own. */
  payload: 'own' | 'default' | undefined
}

/** More than so many filters a topic cannot have, unless its quota was raised (SNS quotas: 200 a topic). */
const JUDGED_MAX = 500
const FRESH_MS = 60_000
const none: readonly Subscription[] = []

interface Details {
  byArn: ReadonlyMap<string, SubscriptionDetail>
  errors: ReadonlyMap<string, WeirError>
}

function useDetails(connectionId: string, subscriptions: readonly Subscription[]): Details {
  const arns = subscriptions.flatMap(({ subscriptionArn }) => subscriptionArn ?? [])
  return useQueries({
    queries: arns.map((arn) => ({
      ...describeSubscription(connectionId, arn),
      staleTime: FRESH_MS,
    })),
    combine: (results) => ({
      byArn: new Map(results.flatMap(({ data }, at) => (data ? [[arns[at] ?? '', data]] : []))),
      errors: new Map(results.flatMap(({ error }, at) => (error ? [[arns[at] ?? '', error]] : []))),
    }),
  })
}

interface Judged {
  passes?: boolean[] | undefined
  blocker?: FilterBlocker | undefined
}

function judge(
  detail: SubscriptionDetail,
  judged: Judged | undefined,
): Pick<Recipient, 'verdict' | 'why'> {
  if (detail.isPending) return { verdict: 'no', why: { kind: 'pending' } }
  if (detail.filterPolicy === '') return { verdict: 'yes', why: { kind: 'noFilter' } }
  if (judged === undefined) return { verdict: 'reading', why: { kind: 'reading' } }
  if (judged.passes === undefined) return { verdict: 'unknown', why: { kind: 'refused' } }
  const { blocker } = judged
  if (blocker === undefined) return { verdict: 'yes', why: { kind: 'passes' } }
  const { filterPolicy: policy, filterScope: scope } = detail
  return { verdict: 'no', why: { kind: 'blocked', blocker, policy, scope } }
}

/** What the filters say of the draft, by the subscription's ARN. */
function useJudged(details: Details, draft: SendDraft): ReadonlyMap<string, Judged> {
  const message = useMemo(() => toFiltered(draft), [draft])
  const policies = [...details.byArn]
    .filter(([, { filterPolicy }]) => filterPolicy !== '')
    .map(([id, { filterPolicy, filterScope }]) => ({ id, text: filterPolicy, scope: filterScope }))
  const { data } = useQuery({
    ...read('filters.judge', { policies, messages: [message] }),
    enabled: policies.length > 0,
    placeholderData: keepPreviousData,
    // Each keystroke is a key of its own.
    gcTime: 0,
  })
  return useMemo(() => new Map(data?.rows.map((row) => [row.id, row])), [data])
}

function payloadOf(
  payloads: Readonly<Record<string, string>> | undefined,
  { protocol }: Subscription,
): Recipient['payload'] {
  if (payloads === undefined) return undefined
  return Object.hasOwn(payloads, protocol) ? 'own' : 'default'
}

function verdictOf(
  subscription: Subscription,
  details: Details,
  judged: ReadonlyMap<string, Judged>,
): Pick<Recipient, 'verdict' | 'why'> {
  const { state } = subscription
  if (state !== 'confirmed') return { verdict: 'no', why: { kind: state } }
  const id = subscriptionId(subscription)
  const detail = details.byArn.get(id)
  if (detail !== undefined) return judge(detail, judged.get(id))
  const error = details.errors.get(id)
  return error === undefined
    ? { verdict: 'reading', why: { kind: 'reading' } }
    : { verdict: 'unknown', why: { kind: 'unread', error } }
}

/** Every subscription of the topic, whether it would get the draft, and why; kept up while typing. */
export function useRecipients(facts: TopicFacts, draft: SendDraft) {
  const query = useSubscriptions(facts)
  const subscriptions = useMemo(
    () => query.data?.subscriptions.slice(0, JUDGED_MAX) ?? none,
    [query.data],
  )
  const details = useDetails(facts.connection.id, subscriptions)
  const settled = useDeferredValue(draft)
  const judged = useJudged(details, settled)
  const payloads = useMemo(
    () => (settled.isPerProtocol ? findPayloads(settled.body) : undefined),
    [settled],
  )
  const recipients = subscriptions.map((subscription): Recipient => ({
    subscription,
    ...verdictOf(subscription, details, judged),
    payload: payloadOf(payloads, subscription),
    isRaw: details.byArn.get(subscriptionId(subscription))?.isRaw ?? false,
  }))
  return { query, recipients, isPartial: (query.data?.subscriptions.length ?? 0) > JUDGED_MAX }
}
