import type { QueueDetail } from '#contract'

/** What kind of value an attribute has, and with that how it is written. */
export type AttributeValue =
  | { kind: 'text'; value: string }
  | { kind: 'count'; value: number }
  | { kind: 'seconds'; value: number }
  | { kind: 'bytes'; value: number }
  | { kind: 'moment'; value: number }
  | { kind: 'flag'; value: boolean }
  | { kind: 'unset' }

export interface AttributeRow {
  name: AttributeName
  value: AttributeValue
}

export type AttributeName =
  | 'QueueArn'
  | 'QueueUrl'
  | 'FifoQueue'
  | 'ApproximateNumberOfMessages'
  | 'ApproximateNumberOfMessagesNotVisible'
  | 'ApproximateNumberOfMessagesDelayed'
  | 'VisibilityTimeout'
  | 'MessageRetentionPeriod'
  | 'DelaySeconds'
  | 'MaximumMessageSize'
  | 'ContentBasedDeduplication'
  | 'Encrypted'
  | 'CreatedTimestamp'
  | 'deadLetterTargetArn'
  | 'maxReceiveCount'

const unset: AttributeValue = { kind: 'unset' }

function redriveRows({ redrive }: QueueDetail): AttributeRow[] {
  return [
    {
      name: 'deadLetterTargetArn',
      value: redrive === undefined ? unset : { kind: 'text', value: redrive.deadLetterArn },
    },
    {
      name: 'maxReceiveCount',
      value: redrive === undefined ? unset : { kind: 'count', value: redrive.maxReceiveCount },
    },
  ]
}

function countRows({ depth }: QueueDetail): AttributeRow[] {
  return [
    { name: 'ApproximateNumberOfMessages', value: { kind: 'count', value: depth.visible } },
    {
      name: 'ApproximateNumberOfMessagesNotVisible',
      value: { kind: 'count', value: depth.inFlight },
    },
    { name: 'ApproximateNumberOfMessagesDelayed', value: { kind: 'count', value: depth.delayed } },
  ]
}

/** The attributes of a queue in the order one asks for them, under the names that AWS gives them. */
export function attributeRows(detail: QueueDetail): AttributeRow[] {
  const isFifo = detail.type === 'fifo'
  const { createdAtMs } = detail
  return [
    { name: 'QueueArn', value: { kind: 'text', value: detail.arn } },
    { name: 'QueueUrl', value: { kind: 'text', value: detail.queueUrl } },
    { name: 'FifoQueue', value: { kind: 'flag', value: isFifo } },
    ...countRows(detail),
    {
      name: 'VisibilityTimeout',
      value: { kind: 'seconds', value: detail.visibilityTimeoutSeconds },
    },
    { name: 'MessageRetentionPeriod', value: { kind: 'seconds', value: detail.retentionSeconds } },
    { name: 'DelaySeconds', value: { kind: 'seconds', value: detail.delaySeconds } },
    { name: 'MaximumMessageSize', value: { kind: 'bytes', value: detail.maximumMessageBytes } },
    ...redriveRows(detail),
    ...(isFifo
      ? [
          {
            name: 'ContentBasedDeduplication' as const,
            value: { kind: 'flag' as const, value: detail.contentBasedDeduplication },
          },
        ]
      : []),
    { name: 'Encrypted', value: { kind: 'flag', value: detail.encrypted } },
    {
      name: 'CreatedTimestamp',
      value: createdAtMs === undefined ? unset : { kind: 'moment', value: createdAtMs },
    },
  ]
}
