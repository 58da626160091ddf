import {
  ListSubscriptionsByTopicCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns'
import { subscriptionArnSchema } from '#contract'
import type { FilterScope, SubscriptionArn, TapDelivery, TopicArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { snsClient, snsFacts } from '../sns.ts'

/** A subscription that a tap stands in for: it gets what that one gets. */
export interface TapCopy {
  endpoint: string
  /** Empty where it has none. */
  filterPolicy: string
  filterScope: FilterScope
}

export interface TapSubscription {
  topicArn: TopicArn
  queueArn: string
  delivery: TapDelivery
  /** Archived messages from then on first. */
  fromMs: number | undefined
  copyOf?: TapCopy | undefined
}

export function subscriptionAttributes({
  delivery,
  fromMs,
  copyOf,
}: Pick<TapSubscription, 'delivery' | 'fromMs' | 'copyOf'>): Record<string, string> {
  const point = (atMs: number): string =>
    JSON.stringify({ PointType: 'Timestamp', StartingPoint: new Date(atMs).toISOString() })
  return {
    ...(delivery === 'raw' ? { RawMessageDelivery: 'true' } : {}),
    ...(fromMs === undefined ? {} : { ReplayPolicy: point(fromMs) }),
    ...(copyOf === undefined || copyOf.filterPolicy === ''
      ? {}
      : { FilterPolicy: copyOf.filterPolicy, FilterPolicyScope: copyOf.filterScope }),
  }
}

/** Subscribes the queue, once; without a filter unless it copies one. @throws with `effectUnknown` when no answer came */
export async function subscribe(
  session: Session,
  wanted: TapSubscription,
): Promise<SubscriptionArn> {
  const command = new SubscribeCommand({
    TopicArn: wanted.topicArn,
    Protocol: 'sqs',
    Endpoint: wanted.queueArn,
    ReturnSubscriptionArn: true,
    Attributes: subscriptionAttributes(wanted),
  })
  const client = snsClient(session, 'change')
  const { SubscriptionArn } = await session.call(snsFacts('Subscribe', 'change'), () =>
    client.send(command),
  )
  const { data } = subscriptionArnSchema.safeParse(SubscriptionArn)
  if (data !== undefined) return data
  // A queue of the same account needs no confirmation; one that waits for it will never get anything.
  throw new AppError('conflict', 'the subscription waits for a confirmation', {
    params: { action: 'sns:Subscribe', reason: 'tap-pending' },
    effectUnknown: true,
  })
}

export async function unsubscribe(session: Session, arn: SubscriptionArn): Promise<void> {
  const command = new UnsubscribeCommand({ SubscriptionArn: arn })
  const client = snsClient(session, 'change')
  await session.call(snsFacts('Unsubscribe', 'change'), () => client.send(command))
}

/** The subscription of a queue to a topic; undefined when there is none. */
export async function findSubscription(
  session: Session,
  topicArn: TopicArn,
  queueArn: string,
): Promise<SubscriptionArn | undefined> {
  const client = snsClient(session, 'read')
  let token: string | undefined
  do {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token })
    const page = await session.call(snsFacts('ListSubscriptionsByTopic', 'read'), () =>
      client.send(command),
    )
    const found = page.Subscriptions?.find(({ Endpoint }) => Endpoint === queueArn)
    if (found !== undefined) return subscriptionArnSchema.safeParse(found.SubscriptionArn).data
    token = page.NextToken === '' ? undefined : page.NextToken
  } while (token !== undefined)
  return undefined
}
