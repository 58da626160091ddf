import { describe, expect, it } from 'vitest'
import { allowsSource, wiringProblems } from './wiring-rules.ts'

const arn = (name: string, place = 'eu-west-1:111111111111') => `arn:aws:sqs:${place}:${name}`
const orders = arn('orders')

it.each([
  ['a queue beside it', arn('orders-dlq'), []],
  ['itself', orders, ['itself']],
  ['a FIFO queue', arn('dlq.fifo'), ['other-type']],
  ['another region', arn('dlq', 'eu-west-2:111111111111'), ['other-region']],
  ['another account', arn('dlq', 'eu-west-1:222222222222'), ['other-account']],
  ['all at once', arn('dlq.fifo', 'x:y'), ['other-type', 'other-region', 'other-account']],
])('dead letters of a standard queue to %s', (_what, to, problems) => {
  expect(wiringProblems({ arn: orders }, { arn: to })).toEqual(problems)
})

it('takes FIFO for FIFO', () => {
  expect(wiringProblems({ arn: arn('a.fifo') }, { arn: arn('b.fifo') })).toEqual([])
  expect(wiringProblems({ arn: arn('a.fifo') }, { arn: arn('b') })).toEqual(['other-type'])
})

describe('a redrive allow policy', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['{"redrivePermission":"allowAll"}', true],
    ['{"redrivePermission":"denyAll"}', false],
    [`{"redrivePermission":"byQueue","sourceQueueArns":["${orders}"]}`, true],
    ['{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:x:y:z"]}', false],
    ['{"redrivePermission":"byQueue"}', false],
    ['not JSON', true],
    ['{"redrivePermission":"sometimes"}', true],
  ])('%s lets it: %s', (policy, isAllowed) => {
    expect(allowsSource(policy, orders)).toBe(isAllowed)
    const problems = wiringProblems({ arn: orders }, { arn: arn('dlq'), allowPolicy: policy })
    expect(problems).toEqual(isAllowed ? [] : ['not-allowed'])
  })
})
