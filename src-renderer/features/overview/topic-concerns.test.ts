import { expect, it } from 'vitest'
import { queueSchema, subscriptionSchema, topicSchema } from '#contract'
import type { Subscription, Topic } from '#contract'
import { findTopicConcerns } from './topic-concerns.ts'

const region = 'eu-west-1'
const account = '123456789012'

function topic(name: string): Topic {
  const topicArn = `arn:aws:sns:${region}:${account}:${name}`
  return topicSchema.parse({ topicArn, name, type: 'standard' })
}

function subscription(
  name: string,
  endpoint: string,
  { protocol = 'sqs', state = 'confirmed' } = {},
): Subscription {
  const { topicArn } = topic(name)
  return subscriptionSchema.parse({ topicArn, protocol, endpoint, state, owner: account })
}

const queue = queueSchema.parse({
  queueUrl: `https://sqs.${region}.amazonaws.com/${account}/billing`,
  name: 'billing',
  type: 'standard',
})
const sqs = (name: string, ofRegion = region, of = account): string =>
  `arn:aws:sqs:${ofRegion}:${of}:${name}`

function kinds(subscriptions: readonly Subscription[], ...names: string[]) {
  return findTopicConcerns({
    topics: names.map(topic),
    subscriptions,
    queues: [queue],
    region,
  }).map(({ kind, topic: { name }, ...rest }) => [kind, name, ...Object.values(rest)])
}

it('a topic that delivers to a queue that is there wants no look', () => {
  expect(kinds([subscription('orders', sqs('billing'))], 'orders')).toEqual([])
})

it('a topic that nobody receives from is named, and one whose subscriptions were all removed', () => {
  const removed = subscription('alerts', sqs('billing'), { state: 'deleted' })
  expect(kinds([removed], 'orders', 'alerts')).toEqual([
    ['nobody', 'orders'],
    ['nobody', 'alerts'],
  ])
})

it('a queue that is gone is named, those of other accounts and regions are not judged', () => {
  const subscriptions = [
    subscription('orders', sqs('gone')),
    subscription('orders', sqs('gone', 'us-east-1')),
    subscription('orders', sqs('gone', region, '999999999999')),
    subscription('orders', 'arn:aws:lambda:eu-west-1:123456789012:function:gone', {
      protocol: 'lambda',
    }),
  ]
  expect(kinds(subscriptions, 'orders')).toEqual([['missing-queue', 'orders', [sqs('gone')]]])
})

it('what loses messages comes first', () => {
  const subscriptions = [
    subscription('news', 'a@example.com', { protocol: 'email', state: 'pending' }),
    subscription('orders', sqs('gone')),
  ]
  expect(kinds(subscriptions, 'silent', 'news', 'orders').map(([kind]) => kind)).toEqual([
    'missing-queue',
    'pending',
    'nobody',
  ])
})
