import { expect, it } from 'vitest'
import { queueUrlSchema } from '#contract'
import {
  emptySubscribeDraft,
  isComplete,
  queueArnFor,
  toSubscribeInput,
} from './subscribe-draft.ts'

const topicArn = 'arn:aws-cn:sns:cn-north-1:123456789012:orders'
const queueUrl = queueUrlSchema.parse('http://127.0.0.1:4566/123456789012/billing')
const endpoint = queueArnFor({ queueUrl, name: 'billing', type: 'standard' }, topicArn)
const draft = { ...emptySubscribeDraft, endpoint }

it('knows the ARN of a queue by its URL and the topic', () => {
  expect(endpoint).toBe('arn:aws-cn:sqs:cn-north-1:123456789012:billing')
})

it('is complete with an endpoint of the protocol and a filter that is JSON', () => {
  expect(isComplete(draft, topicArn)).toBe(true)
  expect(isComplete({ ...draft, filter: '{' }, topicArn)).toBe(false)
  expect(isComplete({ ...draft, protocol: 'https' }, topicArn)).toBe(false)
  expect(isComplete({ ...draft, endpoint: `${endpoint}.fifo` }, topicArn)).toBe(false)
})

it('sends what differs from what SNS does anyway', () => {
  expect(toSubscribeInput(draft).attributes).toEqual({})
  expect(toSubscribeInput({ ...draft, isRaw: true, filter: ' {"a":["b"]} ' }).attributes).toEqual({
    RawMessageDelivery: 'true',
    FilterPolicy: '{"a":["b"]}',
    FilterPolicyScope: 'MessageAttributes',
  })
  const mail = { ...draft, protocol: 'email' as const, endpoint: 'a@b.c', isRaw: true }
  expect(toSubscribeInput(mail).attributes).toEqual({})
})
