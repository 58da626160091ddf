import { queueArnSchema, queueDetailSchema, queueUrlSchema } from '#contract'
import type { Depth, Queue, QueueDetail, QueueUrl } from '#contract'
import { z } from '#contract/z'

type Attributes = Partial<Record<string, string>>

/** A redrive policy as SQS stores it: JSON, in which emulators give the count as text or as a number. */
const redrivePolicySchema = z.object({
  deadLetterTargetArn: queueArnSchema,
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
})
export type RedrivePolicy = z.infer<typeof redrivePolicySchema>

export function queueName(queueUrl: string): string {
  return queueUrl.split('/').at(-1) ?? queueUrl
}

export function toQueue(url: string): Queue {
  const name = queueName(url)
  return {
    queueUrl: queueUrlSchema.parse(url),
    name,
    // FIFO queues must be named so, and nothing else may be ([sdk] CreateQueue).
    type: name.endsWith('.fifo') ? 'fifo' : 'standard',
  }
}

/** Undefined when there is none, or when it is not one that SQS would accept. */
export function findRedrivePolicy(attributes: Attributes): RedrivePolicy | undefined {
  const text = attributes['RedrivePolicy']
  if (text === undefined || text === '') return undefined
  try {
    return redrivePolicySchema.parse(JSON.parse(text))
  } catch {
    return undefined // an emulator may hold any text here; a policy that means nothing is none
  }
}

function count(attributes: Attributes, name: string): number {
  const value = Math.trunc(Number(attributes[name] ?? '0'))
  return Number.isSafeInteger(value) ? Math.max(0, value) : 0
}

export function toDepth(queueUrl: QueueUrl, attributes: Attributes, readAtMs: number): Depth {
  const policy = findRedrivePolicy(attributes)
  return {
    queueUrl,
    visible: count(attributes, 'ApproximateNumberOfMessages'),
    inFlight: count(attributes, 'ApproximateNumberOfMessagesNotVisible'),
    delayed: count(attributes, 'ApproximateNumberOfMessagesDelayed'),
    readAtMs,
    ...(policy === undefined
      ? {}
      : { deadLetterArn: policy.deadLetterTargetArn, maxReceiveCount: policy.maxReceiveCount }),
  }
}

function isEncrypted(attributes: Attributes): boolean {
  return attributes['SqsManagedSseEnabled'] === 'true' || Boolean(attributes['KmsMasterKeyId'])
}

/** `GetQueueAttributes` as the queue page shows it. Defaults are SQS's own, for emulators that leave some out. */
export function toQueueDetail(
  queueUrl: QueueUrl,
  attributes: Attributes,
  readAtMs: number,
): QueueDetail {
  const policy = findRedrivePolicy(attributes)
  const createdAtMs = count(attributes, 'CreatedTimestamp') * 1000
  const seconds = (name: string, fallback: number): number =>
    attributes[name] === undefined ? fallback : count(attributes, name)
  return queueDetailSchema.parse({
    ...toQueue(queueUrl),
    arn: attributes['QueueArn'] ?? `arn:aws:sqs:::${queueName(queueUrl)}`,
    depth: toDepth(queueUrl, attributes, readAtMs),
    visibilityTimeoutSeconds: seconds('VisibilityTimeout', 30),
    retentionSeconds: seconds('MessageRetentionPeriod', 345_600),
    delaySeconds: seconds('DelaySeconds', 0),
    maximumMessageBytes: seconds('MaximumMessageSize', 1_048_576),
    contentBasedDeduplication: attributes['ContentBasedDeduplication'] === 'true',
    encrypted: isEncrypted(attributes),
    createdAtMs: createdAtMs === 0 ? undefined : createdAtMs,
    redrive:
      policy === undefined
        ? undefined
        : { deadLetterArn: policy.deadLetterTargetArn, maxReceiveCount: policy.maxReceiveCount },
  })
}
