import { describe, expect, it } from 'vitest'
import { subscriptionArnSchema } from '#contract'
import { toSubscription, toSubscriptionDetail } from './subscription-mapping.ts'

const TopicArn = 'arn:aws:sns:eu-west-1:123456789012:orders'
const arn = subscriptionArnSchema.parse(`${TopicArn}:80289ba6-0fd4-4079-afb4-ce8c8260f0ca`)
const rest = { TopicArn, Protocol: 'email', Endpoint: 'a@example.com', Owner: '123456789012' }

describe('a subscription', () => {
  it.each([
    [arn, 'confirmed', arn],
    ['PendingConfirmation', 'pending', undefined],
    ['Deleted', 'deleted', undefined],
    ['constructor', 'confirmed', undefined],
  ])('listed as %s is %s', (SubscriptionArn, state, subscriptionArn) => {
    expect(toSubscription({ ...rest, SubscriptionArn })).toEqual({
      state,
      ...(subscriptionArn === undefined ? {} : { subscriptionArn }),
      topicArn: TopicArn,
      protocol: 'email',
      endpoint: 'a@example.com',
      owner: '123456789012',
    })
  })

  it('has what SNS says of it', () => {
    const attributes = {
      RawMessageDelivery: 'true',
      FilterPolicy: '{"type":["paid"]}',
      FilterPolicyScope: 'MessageBody',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:lost"}',
      PendingConfirmation: 'false',
    }
    expect(toSubscriptionDetail(arn, attributes, 7)).toEqual({
      subscriptionArn: arn,
      isRaw: true,
      filterPolicy: '{"type":["paid"]}',
      filterScope: 'MessageBody',
      deadLetterArn: 'arn:aws:sqs:eu-west-1:123456789012:lost',
      replayPolicy: '',
      deliveryPolicy: '',
      isPending: false,
      attributes,
      readAtMs: 7,
    })
  })

  it.each(['', '{}', ' {} '])('whose filter is %j filters nothing', (FilterPolicy) => {
    expect(toSubscriptionDetail(arn, { FilterPolicy }, 7)).toMatchObject({
      filterPolicy: '',
      filterScope: 'MessageAttributes',
    })
  })

  it.each(['', 'no JSON', '{}', '[]'])(
    'whose redrive policy is %j has no dead-letter queue',
    (RedrivePolicy) => {
      expect(toSubscriptionDetail(arn, { RedrivePolicy }, 7).deadLetterArn).toBeUndefined()
    },
  )
})
