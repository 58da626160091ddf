import { TAP_SECONDS, isAws } from '#contract'
import type { OutputOf, TapBlocker, TapDelivery, TapId, TopicArn } from '#contract'
import { placeOf } from '../../connections/connection-store.ts'
import type { Session } from '../../connections/session.ts'
import { awsCliLine } from '../../lib/aws-cli-line.ts'
import { toTopic, toTopicDetail } from '../topic-mapping.ts'
import { accountOf, queueArnBeside, tapPolicy, tapQueueName } from './tap-names.ts'
import type { TapRecord } from './tap-records.ts'
import type { TapCopy } from './tap-subscriptions.ts'
import { toTags } from './tap-tags.ts'

export interface TapWish {
  session: Session
  topicArn: TopicArn
  tapId: TapId
  delivery: TapDelivery
  fromMs: number | undefined
  /** Gets what this subscription gets, instead of everything; any number of those may run. */
  copyOf?: TapCopy
}

interface PlanFacts {
  attributes: Readonly<Record<string, string>>
  isTapped: boolean
  owner: string
  nowMs: number
}

/** In the order in which a tap needs them; the last three only where something must be found again. */
const iamActions = [
  'sns:GetTopicAttributes',
  'sqs:CreateQueue',
  'sqs:TagQueue',
  'sqs:GetQueueAttributes',
  'sns:Subscribe',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sns:GetSubscriptionAttributes',
  'sns:Unsubscribe',
  'sqs:DeleteQueue',
  'sqs:GetQueueUrl',
  'sqs:ListQueueTags',
  'sns:ListSubscriptionsByTopic',
]

/** The value of an option is what another line prints: so the lines hold before the tap is made, and after. */
function nested(outer: string, flag: string, inner: string): string {
  return `${outer} ${flag} "$(${inner})"`
}

/** Lines for the AWS CLI that remove what the tap makes, whatever of it was made. */
export function undoLines(
  wish: Pick<TapWish, 'session' | 'topicArn'>,
  queueName: string,
): string[] {
  const { topicArn, session } = wish
  const options = session.cliOptions
  const text = { ...options, output: 'text' }
  const queueArn = queueArnBeside(topicArn, queueName)
  const query = `Subscriptions[?Endpoint=='${queueArn}'].SubscriptionArn`
  const list = { service: 'sns', action: 'ListSubscriptionsByTopic', input: { TopicArn: topicArn } }
  const find = { service: 'sqs', action: 'GetQueueUrl', input: { QueueName: queueName } }
  return [
    nested(
      awsCliLine({ service: 'sns', action: 'Unsubscribe', input: {}, options }),
      '--subscription-arn',
      awsCliLine({ ...list, options: { ...text, query } }),
    ),
    nested(
      awsCliLine({ service: 'sqs', action: 'DeleteQueue', input: {}, options }),
      '--queue-url',
      awsCliLine({ ...find, options: { ...text, query: 'QueueUrl' } }),
    ),
  ]
}

function blockersOf(
  { session, topicArn }: TapWish,
  { attributes, isTapped }: PlanFacts,
): TapBlocker[] {
  const [, , , region = ''] = topicArn.split(':')
  const { account = accountOf(topicArn) } = session.identity ?? {}
  const isElsewhere = isAws(session.connection.target) && region !== session.connection.region
  return [
    ...(isTapped ? ['tapped' as const] : []),
    // Its messages would lie in a queue that the topic's key does not protect, or that SNS may not write to.
    ...(attributes['KmsMasterKeyId'] ? ['encrypted' as const] : []),
    ...(account !== accountOf(topicArn) ? ['other-account' as const] : []),
    ...(isElsewhere ? ['other-region' as const] : []),
  ]
}

/** What a tap would make, and what forbids it. */
export function planTap(wish: TapWish, facts: PlanFacts): OutputOf<'taps.plan'> {
  const { topicArn, tapId } = wish
  const queueName = tapQueueName(topicArn, tapId)
  const detail = toTopicDetail(topicArn, facts.attributes, facts.nowMs)
  const tags = toTags({
    owner: facts.owner,
    expiresAtMs: facts.nowMs + TAP_SECONDS * 1000,
    topicArn,
  })
  return {
    tapId,
    queueName,
    type: detail.type,
    blockers: blockersOf(wish, facts),
    ...(detail.kmsKeyId === '' ? {} : { kmsKeyId: detail.kmsKeyId }),
    ...(detail.archive === undefined ? {} : { archive: detail.archive }),
    policy: tapPolicy(topicArn, queueArnBeside(topicArn, queueName)),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    iamActions,
    undo: undoLines(wish, queueName),
  }
}

/** The record of a tap of which nothing is made yet. */
export function firstRecord(wish: TapWish, nowMs: number): TapRecord {
  const { session, topicArn, tapId, delivery, copyOf } = wish
  const queueName = tapQueueName(topicArn, tapId)
  return {
    tapId,
    connectionId: session.connection.id,
    connectionName: session.connection.name,
    place: placeOf(session.connection),
    topicArn,
    delivery,
    ...(copyOf === undefined ? {} : { copyOf: copyOf.endpoint }),
    queueName,
    queueArn: queueArnBeside(topicArn, queueName),
    startedAtMs: nowMs,
    endsAtMs: nowMs + TAP_SECONDS * 1000,
    queue: 'making',
    subscription: 'absent',
    undo: undoLines(wish, queueName),
  }
}

/** Attributes of the queue: as long as the tap lives, and only for its topic. */
export function queueAttributes({ topicArn, queueArn }: TapRecord): Record<string, string> {
  return {
    Policy: tapPolicy(topicArn, queueArn),
    MessageRetentionPeriod: String(TAP_SECONDS),
    ...(toTopic(topicArn).type === 'fifo' ? { FifoQueue: 'true' } : {}),
  }
}
