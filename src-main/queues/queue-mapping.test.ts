import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthSchema, queueDetailSchema, queueUrlSchema } from '#contract'
import { findRedrivePolicy, toDepth, toQueue, toQueueDetail } from './queue-mapping.ts'

const url = queueUrlSchema.parse('http://sqs.us-east-1.localhost:4566/000000000000/orders')
const fifoUrl = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders.fifo')

/** GetQueueAttributes as fauxqs 2.4.1 answered it, November 2026; counts changed. */
const recorded = {
  QueueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
  VisibilityTimeout: '45',
  DelaySeconds: '3',
  MaximumMessageSize: '262144',
  MessageRetentionPeriod: '1209600',
  ReceiveMessageWaitTimeSeconds: '0',
  ApproximateNumberOfMessages: '12',
  ApproximateNumberOfMessagesNotVisible: '3',
  ApproximateNumberOfMessagesDelayed: '1',
  CreatedTimestamp: '1795386961',
  LastModifiedTimestamp: '1795386961',
  RedrivePolicy:
    '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:orders-dlq","maxReceiveCount":"2"}',
  SqsManagedSseEnabled: 'true',
}
const redrive = {
  deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:orders-dlq',
  maxReceiveCount: 2,
}

describe('a queue', () => {
  it('has the last part of its URL as name, and a type by that name', () => {
    expect(toQueue(url)).toEqual({ queueUrl: url, name: 'orders', type: 'standard' })
    expect(toQueue(fifoUrl)).toEqual({ queueUrl: fifoUrl, name: 'orders.fifo', type: 'fifo' })
  })

  it.each([
    ['https://sqs.eu-west-1.amazonaws.com/123456789012/fifo', 'fifo', 'standard'],
    ['https://sqs.eu-west-1.amazonaws.com/123456789012/a.fifo-old', 'a.fifo-old', 'standard'],
    ['bare-name', 'bare-name', 'standard'],
  ])('%s is %s, %s', (queueUrl, name, type) => {
    expect(toQueue(queueUrl)).toMatchObject({ name, type })
  })
})

describe('the attributes of a queue', () => {
  it('are told in full', () => {
    expect(toQueueDetail(url, recorded, 1234)).toEqual({
      queueUrl: url,
      name: 'orders',
      type: 'standard',
      arn: 'arn:aws:sqs:us-east-1:000000000000:orders',
      depth: {
        queueUrl: url,
        visible: 12,
        inFlight: 3,
        delayed: 1,
        readAtMs: 1234,
        deadLetterArn: redrive.deadLetterArn,
        maxReceiveCount: 2,
      },
      visibilityTimeoutSeconds: 45,
      retentionSeconds: 1_209_600,
      delaySeconds: 3,
      maximumMessageBytes: 262_144,
      contentBasedDeduplication: false,
      encrypted: true,
      createdAtMs: 1_795_386_961_000,
      redrive,
    })
  })

  it("are SQS's own defaults where an emulator leaves them out", () => {
    expect(toQueueDetail(fifoUrl, {}, 0)).toEqual({
      queueUrl: fifoUrl,
      name: 'orders.fifo',
      type: 'fifo',
      arn: 'arn:aws:sqs:::orders.fifo',
      depth: { queueUrl: fifoUrl, visible: 0, inFlight: 0, delayed: 0, readAtMs: 0 },
      visibilityTimeoutSeconds: 30,
      retentionSeconds: 345_600,
      delaySeconds: 0,
      maximumMessageBytes: 1_048_576,
      contentBasedDeduplication: false,
      encrypted: false,
    })
  })

  it('tell a queue that hides its messages for no time from one that does not say', () => {
    expect(toQueueDetail(url, { VisibilityTimeout: '0' }, 0).visibilityTimeoutSeconds).toBe(0)
  })

  it.each([
    [{ SqsManagedSseEnabled: 'true' }, true],
    [{ SqsManagedSseEnabled: 'false' }, false],
    [{ KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'false' }, true],
    [{ KmsMasterKeyId: '' }, false],
    [{}, false],
  ])('%j is encrypted: %s', (attributes, encrypted) => {
    expect(toQueueDetail(url, attributes, 0).encrypted).toBe(encrypted)
  })

  it('say of a FIFO queue whether it deduplicates by content', () => {
    const attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' }
    expect(toQueueDetail(fifoUrl, attributes, 0).contentBasedDeduplication).toBe(true)
  })
})

describe('a redrive policy', () => {
  const arn = 'arn:aws:sqs:us-east-1:1:dlq'

  it.each([
    ['as a number', '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:1:dlq","maxReceiveCount":5}'],
    ['as text', '{"maxReceiveCount":"5","deadLetterTargetArn":"arn:aws:sqs:us-east-1:1:dlq"}'],
  ])('has its count %s', (_how, text) => {
    expect(findRedrivePolicy({ RedrivePolicy: text })).toEqual({
      deadLetterTargetArn: arn,
      maxReceiveCount: 5,
    })
  })

  it.each([
    ['not there', undefined],
    ['empty', ''],
    ['not JSON', '{"deadLetter'],
    ['null', 'null'],
    ['a list', '[]'],
    ['without a target', '{"maxReceiveCount":3}'],
    ['with a target that is no ARN', '{"deadLetterTargetArn":"dlq","maxReceiveCount":3}'],
    ['without a count', `{"deadLetterTargetArn":"${arn}"}`],
    ['with a count of 0', `{"deadLetterTargetArn":"${arn}","maxReceiveCount":0}`],
    ['with a count over 1,000', `{"deadLetterTargetArn":"${arn}","maxReceiveCount":1001}`],
    ['with a count that is none', `{"deadLetterTargetArn":"${arn}","maxReceiveCount":"many"}`],
  ])('that is %s is none', (_what, text) => {
    const attributes = text === undefined ? {} : { RedrivePolicy: text }
    expect(findRedrivePolicy(attributes)).toBeUndefined()
    expect(toDepth(url, attributes, 0)).not.toHaveProperty('deadLetterArn')
    expect(toQueueDetail(url, attributes, 0).redrive).toBeUndefined()
  })
})

it('makes a queue of the contract out of whatever an emulator answers', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('-1', '1e3', '1e300', 'NaN', 'Infinity', '99999999999999999999', ' 7 ', '2.9'),
  )
  const names = Object.keys(recorded).filter((name) => name !== 'QueueArn')
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), text), (attributes) => {
      const detail = toQueueDetail(url, attributes, 0)
      expect(queueDetailSchema.safeParse(detail).error).toBeUndefined()
      expect(depthSchema.safeParse(toDepth(url, attributes, 0)).error).toBeUndefined()
    }),
  )
})
