import { describe, expect, it } from 'vitest'
import { topicArnSchema } from '#contract'
import { toTopic, toTopicDetail } from './topic-mapping.ts'

const topicArn = topicArnSchema.parse('arn:aws:sns:eu-west-1:123456789012:orders.fifo')

describe('a topic', () => {
  it('is named and typed by its ARN', () => {
    expect(toTopic(topicArn)).toEqual({ topicArn, name: 'orders.fifo', type: 'fifo' })
    expect(toTopic('arn:aws:sns:eu-west-1:123456789012:orders').type).toBe('standard')
  })

  it('has what SNS says of it', () => {
    // The answer of the API reference's example for GetTopicAttributes, with an archive as its developer guide shows it.
    const detail = toTopicDetail(
      topicArn,
      {
        Owner: '123456789012',
        Policy: '{"Version":"2012-10-17"}',
        TopicArn: topicArn,
        SubscriptionsPending: '1',
        SubscriptionsConfirmed: '12',
        SubscriptionsDeleted: '0',
        DisplayName: 'Orders',
        KmsMasterKeyId: 'alias/aws/sns',
        MaximumMessageSize: '1048576',
        ContentBasedDeduplication: 'true',
        ArchivePolicy: '{"MessageRetentionPeriod":"30"}',
        BeginningArchiveTime: '2026-10-01T00:00:00.000Z',
      },
      7,
    )
    expect(detail).toEqual({
      topicArn,
      name: 'orders.fifo',
      type: 'fifo',
      owner: '123456789012',
      displayName: 'Orders',
      subscriptions: { confirmed: 12, pending: 1, deleted: 0 },
      policy: '{"Version":"2012-10-17"}',
      kmsKeyId: 'alias/aws/sns',
      maximumMessageBytes: 1_048_576,
      contentBasedDeduplication: true,
      archive: { retentionDays: 30, beginsAtMs: Date.UTC(2026, 9, 1) },
      readAtMs: 7,
    })
  })

  it('has SNS’s defaults where nothing is said', () => {
    expect(toTopicDetail(topicArn, {}, 7)).toMatchObject({
      owner: '123456789012',
      subscriptions: { confirmed: 0, pending: 0, deleted: 0 },
      maximumMessageBytes: 262_144,
      contentBasedDeduplication: false,
    })
  })

  it.each(['{}', 'not JSON', '{"MessageRetentionPeriod":"never"}', ''])(
    'has no archive where its policy is %s',
    (ArchivePolicy) => {
      expect(toTopicDetail(topicArn, { ArchivePolicy }, 7).archive).toBeUndefined()
    },
  )

  it.each(['-1', 'many', '1e999'])('counts %s subscriptions as none', (SubscriptionsConfirmed) => {
    expect(toTopicDetail(topicArn, { SubscriptionsConfirmed }, 7).subscriptions.confirmed).toBe(0)
  })
})
