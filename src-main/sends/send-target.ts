import type { ErrorValue, MessageId, QueueUrl, Sendable, TopicArn } from '#contract'

export interface PackedEntry {
  /** Its place in the plan, from 0. */
  index: number
  message: Sendable
}
export type Packed = readonly PackedEntry[]

export type EntryResult =
  | { outcome: 'sent'; messageId: MessageId }
  /** It was surely not sent. */
  | { outcome: 'failed'; error: ErrorValue }
  | { outcome: 'uncertain'; error: ErrorValue }

/** Where messages go: what queues and topics each give, so that neither knows of the other. */
export interface SendTarget {
  to: { queueUrl: QueueUrl } | { topicArn: TopicArn }
  isFifo: boolean
  /** What one batch takes together. */
  batchBytes: number
  /** Sends one batch, once. @throws when the whole of it failed or nobody knows */
  send(packed: Packed): Promise<EntryResult[]>
}
