import type { Connection, QueueDetail, QueueUrl } from '#contract'
import type { SendRules } from '../../parts/send-draft.ts'
import type { SendPlace } from '../../parts/send-many/send-place.ts'

/** The largest message SQS takes at all, for a queue whose own limit could not be read. */
const MAXIMUM_MESSAGE_BYTES = 1_048_576

/** What the page knows of its queue. Without `detail` (not read yet, or denied) it goes by the URL. */
export interface QueueFacts extends SendPlace {
  connection: Connection
  queueUrl: QueueUrl
  maxReceiveCount: number | undefined
  detail: QueueDetail | undefined
  /** SQS says that it does not exist (any more). */
  isGone: boolean
}

function nameOfUrl(queueUrl: QueueUrl): string {
  return queueUrl.split('/').at(-1) ?? queueUrl
}

export function nameOfArn(arn: string): string {
  return arn.split(':').at(-1) ?? arn
}

/** SQS demands that names of FIFO queues, and only those, end so. */
export function typeOf(name: string): SendRules['type'] {
  return name.endsWith('.fifo') ? 'fifo' : 'standard'
}

export function queueFacts({
  connection,
  queueUrl,
  detail,
  isGone,
}: Pick<QueueFacts, 'connection' | 'queueUrl' | 'detail' | 'isGone'>): QueueFacts {
  const name = detail?.name ?? nameOfUrl(queueUrl)
  return {
    connection,
    queueUrl,
    name,
    detail,
    isGone,
    to: { kind: 'queue', queueUrl },
    maxReceiveCount: detail?.redrive?.maxReceiveCount,
    rules: detail ?? {
      type: typeOf(name),
      maximumMessageBytes: MAXIMUM_MESSAGE_BYTES,
      // Not known: then an empty deduplication id is for SQS to judge.
      contentBasedDeduplication: true,
    },
  }
}
