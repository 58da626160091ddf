import type { Message, QueueUrl, TraceQueue } from '#contract'
import type { Session } from '../../connections/session.ts'

export interface TraceLook {
  messages: Message[]
  visible: number
  inFlight: number
}

/** What a trace needs of SQS. Filled by compose: topics know nothing of queues. */
export interface TraceQueues {
  /** What a look of it would cost, and its access policy. @throws not-found, access-denied, invalid-input `other-region` */
  inspect(session: Session, queueArn: string): Promise<{ queue: TraceQueue; policy: string }>
  /** Up to ten messages; hides none. @throws guarded when a message would go to the dead-letter queue by it */
  look(session: Session, queueUrl: QueueUrl): Promise<TraceLook>
}
