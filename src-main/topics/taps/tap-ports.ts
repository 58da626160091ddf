import type { ConnectionId, Effect, Message, QueueUrl } from '#contract'
import type { Session } from '../../connections/session.ts'

/** A message of a tap's queue; its handle never leaves main. */
export interface TapReceived {
  message: Message
  receiptHandle: string
}

/** What a tap needs of SQS. Filled by compose: topics know nothing of queues. */
export interface TapQueues {
  /** Once: a lost answer is said, never tried again. */
  create(
    session: Session,
    queue: { name: string; attributes: Record<string, string>; tags: Record<string, string> },
  ): Promise<QueueUrl>
  /** Undefined when there is none of that name. */
  findUrl(session: Session, name: string): Promise<QueueUrl | undefined>
  arnOf(session: Session, queueUrl: QueueUrl): Promise<string>
  /** Up to 10 messages, after `waitSeconds` at the latest. */
  receive(session: Session, queueUrl: QueueUrl, waitSeconds: number): Promise<TapReceived[]>
  /** @throws the first reason when any of them could not be deleted */
  removeMessages(session: Session, queueUrl: QueueUrl, handles: readonly string[]): Promise<void>
  /** @throws not-found when it is gone already */
  remove(session: Session, queueUrl: QueueUrl): Promise<void>
  list(session: Session, prefix: string): Promise<{ queueUrl: QueueUrl; name: string }[]>
  tagsOf(session: Session, queueUrl: QueueUrl): Promise<Record<string, string>>
}

/** Writes into the journal what Weir does by itself: the removal of what a tap made. Filled by compose. */
export type RecordRemoval = (
  call: {
    operation: string
    effect: Effect
    connectionId: ConnectionId
    connectionName: string
    target: string
  },
  run: (
    note: (facts: { count: number; outcome?: 'partly' | 'failed' | 'uncertain' }) => void,
  ) => Promise<void>,
) => Promise<void>
