import { describe, expect, it } from 'vitest'
import { contract } from './contract.ts'
import { findDlqProblem, findEndpointProblem, topicOfSubscription } from './subscription-limits.ts'
import { findDeliveryProblems } from './delivery-policy.ts'
import { findTopicAttributeProblem, findTopicNameProblem, shortensArchive } from './topic-limits.ts'
import { z } from './z.ts'

const topicArn = 'arn:aws:sns:us-east-1:000000000000:orders'
const queue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

it.each([
  ['orders', 'standard', undefined],
  ['orders.fifo', 'fifo', undefined],
  ['a'.repeat(256), 'standard', undefined],
  ['a'.repeat(257), 'standard', 'too-long'],
  ['', 'standard', 'empty'],
  ['.fifo', 'fifo', 'empty'],
  ['orders', 'fifo', 'needs-suffix'],
  ['orders.fifo', 'standard', 'has-suffix'],
  ['주문', 'standard', 'characters'],
  ['a/../b', 'standard', 'characters'],
] as const)('the name %s of a %s topic: %s', (name, type, problem) => {
  expect(findTopicNameProblem(name, type)).toBe(problem)
})

it.each([
  ['MaximumMessageSize', '1048576', undefined],
  ['MaximumMessageSize', '1048577', 'too-large'],
  ['TracingConfig', 'Off', 'not-a-choice'],
  ['DisplayName', 'x'.repeat(101), 'too-long'],
  ['Policy', '', 'not-json'],
  ['Policy', '[]', 'not-json'],
  ['Policy', JSON.stringify({ Id: 'x'.repeat(262_144) }), 'too-long'],
  ['DeliveryPolicy', '', undefined],
  ['DeliveryPolicy', '{"http":{"defaultHealthyRetryPolicy":{"numRetries":101}}}', 'too-large'],
  [
    'DeliveryPolicy',
    '{"http":{"defaultHealthyRetryPolicy":{"backoffFunction":"x"}}}',
    'not-a-choice',
  ],
  ['ArchivePolicy', '', undefined],
  ['ArchivePolicy', '{ }', undefined],
  ['ArchivePolicy', '{"MessageRetentionPeriod":"365"}', undefined],
  ['ArchivePolicy', '{"MessageRetentionPeriod":366}', 'too-large'],
  ['ArchivePolicy', '{"MessageRetentionPeriod":"0"}', 'too-small'],
  ['ArchivePolicy', '{"MessageRetentionPeriod":"-1"}', 'not-a-number'],
  ['ArchivePolicy', '{"Days":"1"}', 'not-a-number'],
] as const)('%s as %s: %s', (name, value, problem) => {
  expect(findTopicAttributeProblem(name, value)).toBe(problem)
})

it.each([
  [{}, []],
  [{ numRetries: 2, numNoDelayRetries: 2, numMinDelayRetries: 1 }, ['phases']],
  [{ minDelayTarget: 21 }, ['delays']],
  [{ numRetries: 100, minDelayTarget: 37, maxDelayTarget: 40 }, ['total']],
  [{ numRetries: 100, minDelayTarget: 36, maxDelayTarget: 40 }, []],
  [
    { numRetries: 1.5, minDelayTarget: 0, maxDelayTarget: 3601 },
    ['numRetries', 'minDelayTarget', 'maxDelayTarget'],
  ],
])('retries of %o: %o', (retry, fields) => {
  const policy = JSON.stringify({ http: { defaultHealthyRetryPolicy: retry } })
  expect(findDeliveryProblems(policy).map(({ field }) => field)).toEqual(fields)
})

it.each([
  ['{"MessageRetentionPeriod":"30"}', '{"MessageRetentionPeriod":"29"}', true],
  ['{"MessageRetentionPeriod":30}', '', true],
  ['{"MessageRetentionPeriod":"30"}', '{"MessageRetentionPeriod":"30"}', false],
  ['{}', '', false],
  ['', '{"MessageRetentionPeriod":"1"}', false],
])('an archive of %s is shortened by %s: %s', (from, to, isShorter) => {
  expect(shortensArchive(from, to)).toBe(isShorter)
})

describe('endpoints', () => {
  it.each([
    ['sqs', queue('billing'), undefined],
    ['sqs', queue('billing.fifo'), 'fifo-queue'],
    ['sqs', 'billing', 'endpoint'],
    ['lambda', 'arn:aws:lambda:us-east-1:000000000000:function:bill', undefined],
    ['https', 'http://example.com', 'endpoint'],
    ['https', 'https://example.com/hook', undefined],
    ['email', 'nobody', 'endpoint'],
    ['sms', '+15551234567', undefined],
  ] as const)('%s %s: %s', (protocol, endpoint, problem) => {
    expect(findEndpointProblem({ protocol, endpoint }, topicArn)).toBe(problem)
  })

  it('lets a FIFO topic have queues of both kinds and nothing else', () => {
    const fifo = `${topicArn}.fifo`
    const of = (protocol: 'sqs' | 'https', endpoint: string) =>
      findEndpointProblem({ protocol, endpoint }, fifo)
    expect(of('sqs', queue('billing.fifo'))).toBeUndefined()
    expect(of('sqs', queue('billing'))).toBeUndefined()
    expect(of('https', 'https://example.com')).toBe('only-queues')
  })
})

it('takes a dead-letter queue of the same account, region and kind', () => {
  expect(findDlqProblem(topicArn, queue('dlq'))).toBeUndefined()
  expect(findDlqProblem(topicArn, queue('dlq.fifo'))).toBe('other-type')
  expect(findDlqProblem(topicArn, 'arn:aws:sqs:eu-west-1:000000000000:dlq')).toBe('other-region')
  expect(findDlqProblem(topicArn, 'arn:aws:sqs:us-east-1:111111111111:dlq')).toBe('other-account')
  expect(findDlqProblem(topicArn, topicArn)).toBe('not-a-queue')
  expect(topicOfSubscription(`${topicArn}:5b1f-11`)).toBe(topicArn)
})

it('refuses a bad redrive policy of a subscription before it is sent', () => {
  const schema: unknown = contract.subscriptions.setAttributes['~orpc'].inputSchema
  if (!(schema instanceof z.ZodType)) throw new Error('no schema')
  const problemsOf = (RedrivePolicy: string) =>
    schema
      .safeParse({
        connectionId: 'c',
        subscriptionArn: `${topicArn}:1`,
        changes: { RedrivePolicy },
        expected: {},
      })
      .error?.issues.map(({ message }) => message)
  const naming = (arn: string) => JSON.stringify({ deadLetterTargetArn: arn })
  expect(problemsOf(naming(queue('dlq')))).toBeUndefined()
  expect(problemsOf('')).toBeUndefined()
  expect(problemsOf(naming(queue('dlq.fifo')))).toEqual(['other-type'])
  expect(problemsOf('{}')).toEqual(['not-a-queue'])
})
