import type { Emulator } from './emulators.ts'
import { startFauxqs, startLocalSqs } from './emulators.ts'

/** What an SQS emulator does not do, or does otherwise than AWS. Each was measured. */
export type SqsLack =
  /** StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask: `InvalidAction`. */
  | 'move-tasks'
  /** ListDeadLetterSourceQueues: `InvalidAction`. */
  | 'dead-letter-sources'
  /** A dead letter says which queue it came from (`DeadLetterQueueSourceArn`). */
  | 'dead-letter-source-arn'
  /** AddPermission, RemovePermission: `InvalidAction`. */
  | 'permissions'
  /** Bodies outside the basic plane (emoji) are refused. */
  | 'astral-characters'
  /** AWSTraceHeader and MessageGroupId on a standard queue are dropped. */
  | 'trace-header'
  /** Messages never expire. */
  | 'retention'
  /** A made-up receipt handle is accepted by DeleteMessage. */
  | 'strict-handles'
  /** Delayed and in-flight counters stand still until the next receive. */
  | 'live-counters'
  /** The visible counter leaves out what is in flight. */
  | 'exact-visible'
  /** `MessageSystemAttributeNames` answers; otherwise only `AttributeNames` does. */
  | 'system-attribute-names'
  /** A group is locked while one of its messages is in flight. */
  | 'fifo-group-lock'
  /** More than one message of a group in one receive. */
  | 'fifo-group-batch'
  /** Repeated looks with visibility 0 come round to every message. */
  | 'rotating-looks'
  /** One receive returns a message once (otherwise, at visibility 0, several times over, each counted). */
  | 'distinct-receive'
  /** PurgeQueue is done when it answers (otherwise after 60 s). */
  | 'instant-purge'
  /** An exhausted message moves to the dead-letter queue as soon as its visibility expires. */
  | 'eager-dead-letter'
  /** RedriveAllowPolicy is enforced. */
  | 'redrive-allow-policy'
  /** ReceiveRequestAttemptId repeats the same receive. */
  | 'receive-attempt-id'
  /** A side-effect-free listing of a queue by HTTP. */
  | 'listing'
  /** A tag may be called `__proto__`. */
  | 'proto-tags'
  /** A tag may have an empty value. */
  | 'empty-tag-values'
  /** Data that survives a restart. */
  | 'persistence'

export type SqsEmulatorName = 'fauxqs' | 'local-aws-sqs'

/** A contract suite asks here what to leave out, so that nothing is skipped silently. */
export const lacks: Readonly<Record<SqsEmulatorName, ReadonlySet<SqsLack>>> = {
  fauxqs: new Set<SqsLack>([
    'move-tasks',
    'dead-letter-sources',
    'dead-letter-source-arn',
    'permissions',
    'astral-characters',
    'trace-header',
    'retention',
    'strict-handles',
    'live-counters',
    'fifo-group-batch',
    'eager-dead-letter',
    'redrive-allow-policy',
    'receive-attempt-id',
  ]),
  'local-aws-sqs': new Set<SqsLack>([
    'exact-visible',
    'system-attribute-names',
    'fifo-group-lock',
    'rotating-looks',
    'distinct-receive',
    'instant-purge',
    'redrive-allow-policy',
    'receive-attempt-id',
    'proto-tags',
    'empty-tag-values',
    'listing',
    'persistence',
  ]),
}

/** What fauxqs, the only SNS emulator here, does not do. Each was measured, and is measured again by the suite. */
export type SnsLack =
  /** The lists say `PendingConfirmation` (otherwise only the attributes of a subscription say that it is). */
  | 'listed-pending'
  /** `AuthenticateOnUnsubscribe` shows as `ConfirmationWasAuthenticated` (otherwise that is always `true`). */
  | 'authenticated-confirmation'
  /** RedrivePolicy and DeliveryPolicy of a subscription are checked (otherwise any text is kept). */
  | 'checked-subscription-policies'
  /** What cannot be delivered goes to the dead-letter queue of its subscription (otherwise it is gone). */
  | 'subscription-redrive'

export const fauxqsSnsLacks: ReadonlySet<SnsLack> = new Set<SnsLack>([
  'listed-pending',
  'authenticated-confirmation',
  'checked-subscription-policies',
  'subscription-redrive',
])

export interface SqsEmulatorChoice {
  readonly name: SqsEmulatorName
  start(): Promise<Emulator>
}

/** For `describe.each`: every emulator a queue suite runs against. */
export const sqsEmulators: readonly SqsEmulatorChoice[] = [
  { name: 'fauxqs', start: () => startFauxqs() },
  { name: 'local-aws-sqs', start: startLocalSqs },
]
