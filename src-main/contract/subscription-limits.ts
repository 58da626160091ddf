/** What SNS takes as a subscriber and as a dead-letter queue of one. */
import { findDeliveryProblems } from './delivery-policy.ts'
import { utf8Bytes } from './message-size.ts'

export const subscriptionProtocols = [
  'sqs',
  'lambda',
  'firehose',
  'https',
  'http',
  'email',
  'email-json',
  'sms',
  'application',
] as const
export type SubscriptionProtocol = (typeof subscriptionProtocols)[number]

/** Those that can get the message as it is. Source: SNS Developer Guide, raw message delivery. */
export const rawProtocols: ReadonlySet<string> = new Set(['sqs', 'firehose', 'https', 'http'])

const service = '[a-z]{2}[a-z0-9-]*:\\d{12}'
/** Source: SNS API Reference, Subscribe, `Endpoint`. */
const endpointPatterns: Readonly<Record<SubscriptionProtocol, RegExp>> = {
  sqs: new RegExp(`^arn:aws[a-z-]*:sqs:${service}:[\\w-]{1,80}(\\.fifo)?$`),
  lambda: new RegExp(`^arn:aws[a-z-]*:lambda:${service}:function:[\\w:$-]{1,200}$`),
  firehose: new RegExp(`^arn:aws[a-z-]*:firehose:${service}:deliverystream/[\\w.-]{1,64}$`),
  application: new RegExp(`^arn:aws[a-z-]*:sns:${service}:endpoint/[\\w./-]{1,400}$`),
  https: /^https:\/\/[^\s/]+\S*$/,
  http: /^http:\/\/[^\s/]+\S*$/,
  email: /^[^\s@]+@[^\s@]+$/,
  'email-json': /^[^\s@]+@[^\s@]+$/,
  sms: /^\+?[\d-]{5,20}$/,
}

export type EndpointProblem = 'endpoint' | 'fifo-queue' | 'only-queues'

/** Why SNS would refuse this endpoint: of the wrong form, or not one for a topic of this kind. */
export function findEndpointProblem(
  { protocol, endpoint }: { protocol: SubscriptionProtocol; endpoint: string },
  topicArn: string,
): EndpointProblem | undefined {
  const isFifoTopic = topicArn.endsWith('.fifo')
  if (isFifoTopic && protocol !== 'sqs') return 'only-queues'
  if (!endpointPatterns[protocol].test(endpoint)) return 'endpoint'
  return !isFifoTopic && protocol === 'sqs' && endpoint.endsWith('.fifo') ? 'fifo-queue' : undefined
}

export const dlqProblems = ['not-a-queue', 'other-account', 'other-region', 'other-type'] as const
export type DlqProblem = (typeof dlqProblems)[number]

/**
 * Why SNS would refuse, or not honour, a dead-letter queue of a subscription.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export function findDlqProblem(topicArn: string, queueArn: string): DlqProblem | undefined {
  if (!endpointPatterns.sqs.test(queueArn)) return 'not-a-queue'
  const [topic, queue] = [topicArn, queueArn].map((arn) => arn.split(':'))
  if (topic?.[4] !== queue?.[4]) return 'other-account'
  if (topic?.[3] !== queue?.[3]) return 'other-region'
  return topicArn.endsWith('.fifo') === queueArn.endsWith('.fifo') ? undefined : 'other-type'
}

/** `arn:…:sns:region:account:topic:id` is a subscription of `arn:…:sns:region:account:topic`. */
export function topicOfSubscription(subscriptionArn: string): string {
  return subscriptionArn.split(':').slice(0, 6).join(':')
}

export const editableSubscriptionAttributes = [
  'RawMessageDelivery',
  'FilterPolicy',
  'FilterPolicyScope',
  'RedrivePolicy',
  'DeliveryPolicy',
] as const
export type EditableSubscriptionAttribute = (typeof editableSubscriptionAttributes)[number]

/** 256 KB: SNS Developer Guide, filter policy constraints. The others have no limit of their own. */
export const SUBSCRIPTION_JSON_MAX_BYTES = 262_144

export type SubscriptionAttributeProblem =
  'not-a-choice' | 'not-json' | 'too-long' | 'out-of-limits'

const choices: Partial<Record<EditableSubscriptionAttribute, readonly string[]>> = {
  RawMessageDelivery: ['true', 'false'],
  FilterPolicyScope: ['MessageAttributes', 'MessageBody'],
}

/** What of a value is refused before SNS is asked; an empty text takes a policy away. */
export function findSubscriptionAttributeProblem(
  name: EditableSubscriptionAttribute,
  value: string,
): SubscriptionAttributeProblem | undefined {
  const allowed = choices[name]
  if (allowed !== undefined) return allowed.includes(value) ? undefined : 'not-a-choice'
  if (value === '') return undefined
  if (utf8Bytes(value) > SUBSCRIPTION_JSON_MAX_BYTES) return 'too-long'
  try {
    const parsed: unknown = JSON.parse(value)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    if (!isObject) return 'not-json'
    const isRefused =
      name === 'DeliveryPolicy' && findDeliveryProblems(value, 'subscription').length > 0
    return isRefused ? 'out-of-limits' : undefined
  } catch {
    return 'not-json' // that it cannot be parsed is what was asked
  }
}
