/** What SNS allows in the delivery policy of a topic or of a subscription. The only place of these limits, in both processes. */
import type { LimitProblem } from './queue-limits.ts'

const guide = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html'

export const deliveryNumbers = [
  'numRetries',
  'numNoDelayRetries',
  'numMinDelayRetries',
  'minDelayTarget',
  'maxDelayTarget',
  'numMaxDelayRetries',
] as const
export type DeliveryNumber = (typeof deliveryNumbers)[number]

interface NumberRule {
  min: number
  max: number
  /** What SNS uses where the policy does not say. */
  standard: number
}

export const deliveryRules: Readonly<Record<DeliveryNumber, NumberRule>> = {
  numRetries: { min: 0, max: 100, standard: 3 },
  numNoDelayRetries: { min: 0, max: 100, standard: 0 },
  numMinDelayRetries: { min: 0, max: 100, standard: 0 },
  minDelayTarget: { min: 1, max: 3_600, standard: 20 },
  maxDelayTarget: { min: 1, max: 3_600, standard: 20 },
  numMaxDelayRetries: { min: 0, max: 100, standard: 0 },
}

export const backoffFunctions = ['linear', 'arithmetic', 'geometric', 'exponential'] as const
export const deliveryLimits = { totalSeconds: 3_600, source: guide }

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectIn(outer: Json, name: string): Json {
  const inner = outer[name]
  return isObject(inner) ? inner : {}
}

/** A topic's policy is what its subscriptions go by where they have none of their own, and is written otherwise. */
export type DeliveryOwner = 'topic' | 'subscription'

export const deliverySections = {
  topic: {
    retry: 'defaultHealthyRetryPolicy',
    throttle: 'defaultThrottlePolicy',
    request: 'defaultRequestPolicy',
  },
  subscription: {
    retry: 'healthyRetryPolicy',
    throttle: 'throttlePolicy',
    request: 'requestPolicy',
  },
} as const satisfies Record<DeliveryOwner, object>

/** The parts of a delivery policy that people set; undefined where the text is none. */
export function readDelivery(policy: string, owner: DeliveryOwner = 'topic') {
  try {
    const read: unknown = JSON.parse(policy.trim() === '' ? '{}' : policy)
    if (!isObject(read)) return undefined
    const http = owner === 'topic' ? objectIn(read, 'http') : read
    const { retry, throttle, request } = deliverySections[owner]
    return {
      retry: objectIn(http, retry),
      throttle: objectIn(http, throttle),
      request: objectIn(http, request),
      disableSubscriptionOverrides: http['disableSubscriptionOverrides'] === true,
    }
  } catch {
    return undefined // what is no JSON is no policy
  }
}

export type DeliveryProblem =
  | { field: DeliveryNumber | 'backoffFunction' | 'maxReceivesPerSecond'; problem: LimitProblem }
  | { field: 'delays' | 'phases' | 'total'; problem: 'too-large' }

function numberOf(retry: Json, name: DeliveryNumber): number {
  return Number(retry[name] ?? deliveryRules[name].standard)
}

function numberProblems(retry: Json): DeliveryProblem[] {
  return deliveryNumbers.flatMap((field): DeliveryProblem[] => {
    const { min, max } = deliveryRules[field]
    const value = numberOf(retry, field)
    if (!Number.isInteger(value)) return [{ field, problem: 'not-a-number' }]
    if (value < min) return [{ field, problem: 'too-small' }]
    return value > max ? [{ field, problem: 'too-large' }] : []
  })
}

/** Seconds from the first failure to the last retry: at least and at most, by how the backoff is spread. */
export function deliverySeconds(retry: Json): { least: number; most: number } {
  const of = (name: DeliveryNumber): number => numberOf(retry, name)
  const [first, last] = [of('numMinDelayRetries'), of('numMaxDelayRetries')]
  const backoff = Math.max(0, of('numRetries') - of('numNoDelayRetries') - first - last)
  const fixed = first * of('minDelayTarget') + last * of('maxDelayTarget')
  return {
    least: fixed + backoff * of('minDelayTarget'),
    most: fixed + backoff * of('maxDelayTarget'),
  }
}

function togetherProblems(retry: Json): DeliveryProblem[] {
  const of = (name: DeliveryNumber): number => numberOf(retry, name)
  const phases = of('numNoDelayRetries') + of('numMinDelayRetries') + of('numMaxDelayRetries')
  const problem = 'too-large' as const
  return [
    ...(of('minDelayTarget') > of('maxDelayTarget') ? [{ field: 'delays' as const, problem }] : []),
    ...(phases > of('numRetries') ? [{ field: 'phases' as const, problem }] : []),
    ...(deliverySeconds(retry).least > deliveryLimits.totalSeconds
      ? [{ field: 'total' as const, problem }]
      : []),
  ]
}

/** Everything that SNS would refuse about a delivery policy that is JSON. */
export function findDeliveryProblems(
  policy: string,
  owner: DeliveryOwner = 'topic',
): DeliveryProblem[] {
  const read = readDelivery(policy, owner)
  if (read === undefined) return []
  const { retry, throttle } = read
  const alone = numberProblems(retry)
  const backoff = retry['backoffFunction'] ?? 'linear'
  const rate = throttle['maxReceivesPerSecond']
  const isRate = rate === undefined || rate === null || (Number.isInteger(rate) && Number(rate) > 0)
  return [
    ...alone,
    ...(backoffFunctions.some((each) => each === backoff)
      ? []
      : [{ field: 'backoffFunction' as const, problem: 'not-a-choice' as const }]),
    ...(isRate ? [] : [{ field: 'maxReceivesPerSecond' as const, problem: 'too-small' as const }]),
    ...(alone.length > 0 ? [] : togetherProblems(retry)),
  ]
}
