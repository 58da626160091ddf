import { topicArnSchema, topicDetailSchema } from '#contract'
import type { Topic, TopicArn, TopicDetail } from '#contract'
import { z } from '#contract/z'

type Attributes = Partial<Record<string, string>>

/** SNS's own, where a topic names none: 256 KiB ([sdk] SetTopicAttributes `MaximumMessageSize`). */
const defaultMaximumBytes = 262_144

/** The parts of `arn:aws:sns:eu-west-1:123456789012:orders`. */
function topicName(topicArn: string): string {
  return topicArn.split(':')[5] ?? topicArn
}

export function toTopic(arn: string): Topic {
  const name = topicName(arn)
  // FIFO topics must be named so, and nothing else may be ([sdk] CreateTopic).
  return {
    topicArn: topicArnSchema.parse(arn),
    name,
    type: name.endsWith('.fifo') ? 'fifo' : 'standard',
  }
}

function count(attributes: Attributes, name: string): number {
  const value = Math.trunc(Number(attributes[name] ?? '0'))
  return Number.isSafeInteger(value) ? Math.max(0, value) : 0
}

/** `{"MessageRetentionPeriod":"30"}`, in days, which emulators also give as a number. */
const archivePolicySchema = z.object({
  MessageRetentionPeriod: z.coerce.number().int().min(1).max(365),
})

function findArchive(attributes: Attributes): TopicDetail['archive'] {
  const text = attributes['ArchivePolicy']
  if (text === undefined || text === '') return undefined
  try {
    const { MessageRetentionPeriod } = archivePolicySchema.parse(JSON.parse(text))
    const beganAtMs = Date.parse(attributes['BeginningArchiveTime'] ?? '')
    return {
      retentionDays: MessageRetentionPeriod,
      ...(Number.isNaN(beganAtMs) ? {} : { beginsAtMs: beganAtMs }),
    }
  } catch {
    return undefined // `{}` is how an archive is switched off; other text means nothing
  }
}

/** `GetTopicAttributes` as the topic page shows it. Defaults are SNS's own, for emulators that leave some out. */
export function toTopicDetail(
  topicArn: TopicArn,
  attributes: Attributes,
  readAtMs: number,
): TopicDetail {
  return topicDetailSchema.parse({
    ...toTopic(topicArn),
    owner: attributes['Owner'] ?? topicArn.split(':')[4] ?? '',
    displayName: attributes['DisplayName'] ?? '',
    subscriptions: {
      confirmed: count(attributes, 'SubscriptionsConfirmed'),
      pending: count(attributes, 'SubscriptionsPending'),
      deleted: count(attributes, 'SubscriptionsDeleted'),
    },
    policy: attributes['Policy'] ?? '',
    kmsKeyId: attributes['KmsMasterKeyId'] ?? '',
    maximumMessageBytes: count(attributes, 'MaximumMessageSize') || defaultMaximumBytes,
    contentBasedDeduplication: attributes['ContentBasedDeduplication'] === 'true',
    archive: findArchive(attributes),
    readAtMs,
  })
}
