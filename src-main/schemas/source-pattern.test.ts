import { describe, expect, it } from 'vitest'
import { isForSource } from './source-pattern.ts'

const queue = {
  service: 'queue',
  address: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders-dlq',
} as const
const local = { service: 'queue', address: 'http://127.0.0.1:4566/000000000000/orders' } as const
const topic = {
  service: 'topic',
  address: 'arn:aws:sns:eu-west-1:123456789012:orders.fifo',
} as const
const stream = {
  service: 'stream',
  address: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders',
} as const

describe('the sources of a rule', () => {
  it.each([
    [queue, 'orders-dlq'],
    [queue, 'orders-*'],
    [queue, '*-dlq'],
    [queue, '*'],
    [queue, queue.address],
    [queue, 'arn:aws:sqs:eu-west-1:123456789012:orders-dlq'],
    [queue, 'arn:aws:sqs:*:*:orders-*'],
    [local, 'arn:aws:sqs:us-east-1:000000000000:orders'],
    [topic, 'orders.fifo'],
    [topic, topic.address],
    [stream, 'o*d*s'],
    [stream, 'arn:aws:kinesis:*:stream/orders'],
  ])('%j are those of %s', (source, pattern) => {
    expect(isForSource({ service: source.service, pattern }, source)).toBe(true)
  })

  it.each([
    [queue, 'orders'],
    [queue, 'dlq'],
    [queue, 'orders-dlq*x'],
    [queue, 'arn:aws:sqs:us-east-1:123456789012:orders-dlq'],
    [topic, 'orders-fifo'],
    [stream, 'oo*orders'],
    [stream, 'orders*orders'],
    [stream, ''],
  ])('%j are not those of %s', (source, pattern) => {
    expect(isForSource({ service: source.service, pattern }, source)).toBe(false)
  })

  it('are of one service', () => {
    expect(isForSource({ service: 'queue', pattern: '*' }, stream)).toBe(false)
  })

  it('are told in no time, whatever the pattern', () => {
    const address = `arn:aws:sns:eu-west-1:123456789012:${'a'.repeat(256)}`
    const pattern = `${'a*'.repeat(1_000)}b`
    expect(isForSource({ service: 'topic', pattern }, { service: 'topic', address })).toBe(false)
  })
})
