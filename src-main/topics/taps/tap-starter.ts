import type { QueueUrl, TapPart } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, toAppError } from '../../lib/app-error.ts'
import type { LiveTap } from './live-tap.ts'
import { queueAttributes } from './tap-plan.ts'
import type { TapQueues } from './tap-ports.ts'
import type { TapRecord, TapRecords } from './tap-records.ts'
import { subscribe } from './tap-subscriptions.ts'
import type { TapCopy } from './tap-subscriptions.ts'
import { toTags } from './tap-tags.ts'

const maxTries = 6
const betweenTriesMs = 500

export interface StarterParts {
  clock: Clock
  queues: TapQueues
  records: TapRecords
  /** Who made it, for whoever finds it. */
  owner: string
}

interface Starting {
  tap: LiveTap
  session: Session
  fromMs: number | undefined
  copyOf: TapCopy | undefined
}

/** Makes a tap's queue and subscription, each on record before it is made. */
export class TapStarter {
  readonly #parts: StarterParts

  constructor(parts: StarterParts) {
    this.#parts = parts
  }

  /** @throws whatever forbids a step; what was made until then is on record */
  async make(starting: Starting): Promise<void> {
    await this.#makeQueue(starting)
    await this.#makeSubscription(starting)
  }

  async #makeQueue({ tap, session }: Starting): Promise<void> {
    const { queues, records, owner } = this.#parts
    const { record } = tap
    const { queueName: name, endsAtMs: expiresAtMs, topicArn } = record
    const attributes = queueAttributes(record)
    const tags = toTags({ owner, expiresAtMs, topicArn })
    // Its first record says `making`.
    records.add(record)
    const queueUrl = await this.#step(tap, 'queue', () =>
      queues.create(session, { name, attributes, tags }),
    )
    this.#note(tap, { queue: 'there', queueUrl })
    const arn = await this.#arnOf(session, queueUrl)
    if (arn === record.queueArn) return
    // The topic is another account's (or region's): its policy was written for a queue that does not exist.
    throw new AppError('conflict', `the queue is ${arn}`, {
      params: { reason: 'tap-other-account', queueArn: arn, topicArn },
    })
  }

  /** A queue is there a second after it was made ([sdk] CreateQueue); until then SQS may say that it is not. */
  async #arnOf(session: Session, queueUrl: QueueUrl): Promise<string> {
    const { clock, queues } = this.#parts
    for (let tries = 1; ; tries += 1) {
      try {
        return await queues.arnOf(session, queueUrl)
      } catch (thrown) {
        if (toAppError(thrown).code !== 'not-found' || tries === maxTries) throw thrown
        await clock.sleep(betweenTriesMs)
      }
    }
  }

  async #makeSubscription({ tap, session, fromMs, copyOf }: Starting): Promise<void> {
    tap.assertWanted()
    this.#note(tap, { subscription: 'making' })
    const { topicArn, queueArn, delivery } = tap.record
    const subscriptionArn = await this.#step(tap, 'subscription', () =>
      subscribe(session, { topicArn, queueArn, delivery, fromMs, copyOf }),
    )
    this.#note(tap, { subscription: 'there', subscriptionArn })
    tap.assertWanted()
  }

  /** A call that surely did nothing made nothing. */
  async #step<T>(tap: LiveTap, kind: TapPart['kind'], make: () => Promise<T>): Promise<T> {
    try {
      return await make()
    } catch (thrown) {
      if (!toAppError(thrown).effectUnknown) this.#note(tap, { [kind]: 'absent' })
      throw thrown
    }
  }

  /** In memory even when the record cannot be written: what was made is then removed all the same. */
  #note(tap: LiveTap, change: Partial<TapRecord>): void {
    tap.record = { ...tap.record, ...change }
    tap.changes.tell()
    this.#parts.records.update(tap.record.tapId, change)
  }
}
