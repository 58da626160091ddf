import type { Subscription as SdkSubscription } from '@aws-sdk/client-sns'
import { subscriptionArnSchema, subscriptionDetailSchema, subscriptionSchema } from '#contract'
import type { Subscription, SubscriptionArn, SubscriptionDetail } from '#contract'
import { z } from '#contract/z'

/** What SNS's lists say in the place of an ARN ([sdk] ListSubscriptions; `Deleted` is seen on AWS for some hours). */
const wordsForNoArn: Readonly<Record<string, Subscription['state']>> = {
  PendingConfirmation: 'pending',
  Deleted: 'deleted',
}

function stateOf(arn: string): Subscription['state'] {
  return Object.hasOwn(wordsForNoArn, arn) ? (wordsForNoArn[arn] ?? 'confirmed') : 'confirmed'
}

export function toSubscription(listed: SdkSubscription): Subscription {
  const arn = listed.SubscriptionArn ?? ''
  const known = subscriptionArnSchema.safeParse(arn)
  return subscriptionSchema.parse({
    state: stateOf(arn),
    ...(known.success ? { subscriptionArn: known.data } : {}),
    topicArn: listed.TopicArn,
    protocol: listed.Protocol ?? '',
    endpoint: listed.Endpoint ?? '',
    owner: listed.Owner ?? '',
  })
}

const redriveSchema = z.object({ deadLetterTargetArn: z.string().min(1) })

function findDeadLetterArn(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return redriveSchema.parse(JSON.parse(text)).deadLetterTargetArn
  } catch {
    return undefined // an emulator may hold any text here; a policy that names no queue is none
  }
}

/** `GetSubscriptionAttributes` as the window shows it. */
export function toSubscriptionDetail(
  subscriptionArn: SubscriptionArn,
  attributes: Readonly<Record<string, string>>,
  readAtMs: number,
): SubscriptionDetail {
  const deadLetterArn = findDeadLetterArn(attributes['RedrivePolicy'])
  const filterPolicy = attributes['FilterPolicy'] ?? ''
  return subscriptionDetailSchema.parse({
    subscriptionArn,
    isRaw: attributes['RawMessageDelivery'] === 'true',
    // `{}` is how a filter is taken away; it filters nothing.
    filterPolicy: filterPolicy.trim() === '{}' ? '' : filterPolicy,
    filterScope:
      attributes['FilterPolicyScope'] === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
    replayPolicy: attributes['ReplayPolicy'] ?? '',
    deliveryPolicy: attributes['DeliveryPolicy'] ?? '',
    isPending: attributes['PendingConfirmation'] === 'true',
    attributes,
    readAtMs,
  })
}
