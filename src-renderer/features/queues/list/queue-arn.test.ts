import { expect, it } from 'vitest'
import { queueArn } from './queue-arn.ts'

it.each([
  [
    'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
    'eu-west-1',
    'arn:aws:sqs:eu-west-1:123456789012:orders',
  ],
  [
    'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/a.fifo',
    'cn-north-1',
    'arn:aws-cn:sqs:cn-north-1:123456789012:a.fifo',
  ],
  [
    'http://sqs.us-east-1.localhost:4566/000000000000/orders',
    'us-east-1',
    'arn:aws:sqs:us-east-1:000000000000:orders',
  ],
])('%s in %s is %s', (queueUrl, region, arn) => {
  expect(queueArn(queueUrl, region)).toBe(arn)
})
