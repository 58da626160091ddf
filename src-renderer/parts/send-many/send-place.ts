import type { Connection, QueueUrl, StreamArn, TopicArn } from '#contract'
import type { SendRules } from '../send-draft.ts'

export type SendTo =
  | { kind: 'queue'; queueUrl: QueueUrl }
  | { kind: 'topic'; topicArn: TopicArn }
  /** `keepsOrder`: records of one key go one after another. */
  | { kind: 'stream'; streamArn: StreamArn; keepsOrder: boolean }

/** Where a form sends to: what pages of queues, topics and streams have in common. */
export interface SendPlace {
  connection: Connection
  name: string
  rules: SendRules
  to: SendTo
}

/** What decides which parts of a message a place takes. */
export interface PlaceShape {
  kind: SendTo['kind']
  type: SendRules['type']
}
