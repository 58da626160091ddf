import type { Connection, QueueUrl, TopicArn } from '#contract'
import type { SendRules } from '../send-draft.ts'

export type SendTo = { kind: 'queue'; queueUrl: QueueUrl } | { kind: 'topic'; topicArn: TopicArn }

/** Where a form sends to: what pages of queues and of topics have in common. */
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
