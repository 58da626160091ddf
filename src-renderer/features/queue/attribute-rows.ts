import type { QueueDetail } from '#contract'

/** What kind of value an attribute has, and with that how it is written. */
export type AttributeValue =
  | { kind: 'text'; value: string }
  | { kind: 'count'; value: number }
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

/** What names a queue, under the names that AWS gives. */
export function identityRows(detail: QueueDetail): AttributeRow[] {
  return [
    { name: 'QueueArn', value: { kind: 'text', value: detail.arn } },
    { name: 'QueueUrl', value: { kind: 'text', value: detail.queueUrl } },
  ]
}

/** What is so, and not set on this page. */
export function stateRows(detail: QueueDetail): AttributeRow[] {
  const { createdAtMs } = detail
  return [
    { name: 'FifoQueue', value: { kind: 'flag', value: detail.type === 'fifo' } },
    { name: 'Encrypted', value: { kind: 'flag', value: detail.encrypted } },
    ...redriveRows(detail),
    ...countRows(detail),
    {
      name: 'CreatedTimestamp',
      value: createdAtMs === undefined ? unset : { kind: 'moment', value: createdAtMs },
    },
  ]
}
