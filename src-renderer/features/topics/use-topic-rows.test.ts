import { expect, it } from 'vitest'
import { subscriptionSchema } from '#contract'
import type { Subscription } from '#contract'
import { countByTopic } from './use-topic-rows.ts'

const topicArn = (name: string): string => `arn:aws:sns:us-east-1:000000000000:${name}`

function subscription(name: string, protocol: string, state = 'confirmed'): Subscription {
  return subscriptionSchema.parse({
    topicArn: topicArn(name),
    protocol,
    state,
    endpoint: 'somewhere',
    owner: '',
  })
}

it('counts who receives from each topic, the most frequent protocol first', () => {
  const counts = countByTopic([
    subscription('orders', 'lambda'),
    subscription('orders', 'sqs'),
    subscription('orders', 'sqs'),
    subscription('orders', 'email', 'pending'),
    subscription('alerts', 'email', 'deleted'),
  ])
  expect(counts.get(topicArn('orders'))).toEqual({
    confirmed: 3,
    pending: 1,
    protocols: [
      ['sqs', 2],
      ['lambda', 1],
    ],
  })
  expect(counts.get(topicArn('alerts'))).toEqual({ confirmed: 0, pending: 0, protocols: [] })
  expect(counts.get(topicArn('other'))).toBeUndefined()
})
