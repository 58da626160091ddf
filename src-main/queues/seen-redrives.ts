import type { QueueArn, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { findRedrivePolicy } from './queue-mapping.ts'

type Attributes = Partial<Record<string, string>>

/** The redrive policies that reading attributes brought along, one memory a session: no call is made for it. */
export class SeenRedrives {
  readonly #bySession = new WeakMap<Session, Map<QueueUrl, QueueArn | undefined>>()

  note(session: Session, queueUrl: QueueUrl, attributes: Attributes): void {
    this.#of(session).set(queueUrl, findRedrivePolicy(attributes)?.deadLetterTargetArn)
  }

  has(session: Session, queueUrl: QueueUrl): boolean {
    return this.#of(session).has(queueUrl)
  }

  forget(session: Session, queueUrl: QueueUrl): void {
    this.#of(session).delete(queueUrl)
  }

  /** The queues whose policy named this dead-letter queue when it was last read. */
  sourcesOf(session: Session, deadLetterArn: string): QueueUrl[] {
    return [...this.#of(session)].flatMap(([url, arn]) => (arn === deadLetterArn ? [url] : []))
  }

  #of(session: Session): Map<QueueUrl, QueueArn | undefined> {
    const seen = this.#bySession.get(session) ?? new Map<QueueUrl, QueueArn | undefined>()
    this.#bySession.set(session, seen)
    return seen
  }
}
