import type {
  ErrorValue,
  MessageId,
  QueueUrl,
  Sendable,
  SequenceNumber,
  ShardId,
  StreamArn,
  TopicArn,
} from '#contract'

export interface PackedEntry {
  /** Its place in the plan, from 0. */
  index: number
  message: Sendable
}
export type Packed = readonly PackedEntry[]

export type EntryResult =
  /** A queue and a topic give the message an id; a stream says where it stands. */
  | {
      outcome: 'sent'
      messageId?: MessageId
      shardId?: ShardId
      sequenceNumber?: SequenceNumber
    }
  /** It was surely not sent. */
  | { outcome: 'failed'; error: ErrorValue }
  | { outcome: 'uncertain'; error: ErrorValue }

/** What a batch says of an entry: `throttled` was surely not sent, and the same a little later may be. */
export type EntryAnswer = EntryResult | { outcome: 'throttled'; error: ErrorValue }

/** Messages that must not overtake each other. */
export interface SendOrder {
  /** Those with the same value of it. */
  by: 'groupId' | 'partitionKey'
  /** Of each one alone in a batch: where a batch can take a later one and refuse an earlier one. */
  isOneABatch: boolean
}

/** What a batch takes together. */
export interface BatchLimits {
  entries: number
  bytes: number
  bytesOf(message: Sendable): number
}

/** Where messages go: what queues, topics and streams each give, so that none knows of the others. */
export interface SendTarget {
  to: { queueUrl: QueueUrl } | { topicArn: TopicArn } | { streamArn: StreamArn }
  order: SendOrder | undefined
  limits: BatchLimits
  /** Sends one batch, once. @throws when the whole of it failed or nobody knows */
  send(packed: Packed): Promise<EntryAnswer[]>
}

/** The order of a FIFO queue or topic: within a batch it keeps it by itself. */
export const fifoOrder: SendOrder = { by: 'groupId', isOneABatch: false }
