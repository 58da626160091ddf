import type { ConnectionId, Effect, MessageId, QueueUrl } from '#contract'

export interface HoldKey {
  connectionId: ConnectionId
  queueUrl: QueueUrl
}

/** What the journal says is hidden; without a message it is a receive whose answer is not known. */
export interface HoldRecord extends HoldKey {
  id: number
  connectionName: string
  messageId?: MessageId | undefined
  receiptHandle?: string | undefined
  count: number
  untilMs: number
}

/** What is hidden of one queue: with a message each, and receives whose answer is not known. */
export interface HoldSum extends HoldKey {
  connectionName: string
  named: number
  unnamed: number
  untilMs: number
}

/** The durable list of holds, each written before what it says can become true. Filled by compose. */
export interface HoldRecords {
  begin(hold: Omit<HoldRecord, 'id' | 'messageId' | 'receiptHandle'>): Promise<number>
  settle(
    id: number,
    untilMs: number,
    messages: readonly { messageId: string; receiptHandle: string }[],
  ): Promise<void>
  extend(key: HoldKey, messageIds: readonly MessageId[], untilMs: number): Promise<void>
  remove(key: HoldKey, messageIds: readonly MessageId[]): Promise<void>
  list(nowMs: number, key?: HoldKey): Promise<HoldRecord[]>
  sum(nowMs: number, without: readonly number[]): Promise<HoldSum[]>
}

export interface ReleaseNote {
  count: number
  requestId?: string | undefined
  outcome?: 'partly' | 'failed' | 'uncertain'
}

/** Writes into the journal what Weir does by itself: the return of what it holds. Filled by compose. */
export type RecordCall = (
  call: {
    operation: string
    effect: Effect
    connectionId: ConnectionId
    connectionName: string
    target: string
  },
  run: (note: (facts: ReleaseNote) => void) => Promise<void>,
) => Promise<void>
