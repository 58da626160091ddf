import type { ErrorValue, TapPart } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { AppError } from '../../lib/app-error.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { TapQueues } from './tap-ports.ts'
import type { TapRecord, TapRecords } from './tap-records.ts'
import { findSubscription, unsubscribe } from './tap-subscriptions.ts'

/**
 * Removing is tried so often, also when an answer was lost: the names are of this tap alone, so a second removal
 * removes nothing else (ADR 0012).
 */
const maxTries = 4
const firstPauseMs = 500
/** A creation whose answer was lost may take a moment to show in lists. */
const maxLookUps = 3
const betweenLookUpsMs = 700

export interface RemoverParts {
  clock: Clock
  queues: TapQueues
  records: TapRecords
}

type Kind = TapPart['kind']

function isGone(error: AppError): boolean {
  return error.code === 'not-found'
}

/** Takes away what a tap made, and says of each part what became of it. */
export class TapRemover {
  readonly #parts: RemoverParts

  constructor(parts: RemoverParts) {
    this.#parts = parts
  }

  /** Never throws. The record goes when both parts are gone; otherwise it stays for the next attempt. */
  async remove(session: Session, record: TapRecord): Promise<TapPart[]> {
    // First what fills the queue. When it cannot be removed the queue goes all the same.
    const subscription = await this.#part('subscription', record, () =>
      this.#removeSubscription(session, record),
    )
    const queue = await this.#part('queue', record, () => this.#removeQueue(session, record))
    const isOver = [queue, subscription].every(
      ({ fate }) => fate === 'removed' || fate === 'absent',
    )
    if (isOver) this.#parts.records.remove(record.tapId)
    return [queue, subscription]
  }

  /** `run` says whether there was anything to remove. */
  async #part(kind: Kind, record: TapRecord, run: () => Promise<boolean>): Promise<TapPart> {
    if (record[kind] === 'absent') return { kind, fate: 'absent' }
    if (record[kind] === 'removed') return { kind, fate: 'removed' }
    try {
      const wasThere = await run()
      this.#note(record, kind)
      return { kind, fate: wasThere ? 'removed' : 'absent' }
    } catch (thrown) {
      const error: ErrorValue = errorValue(toAppError(thrown))
      const isKnown = record[kind] === 'there' && !error.effectUnknown
      return { kind, fate: isKnown ? 'left' : 'uncertain', error }
    }
  }

  #note(record: TapRecord, kind: Kind): void {
    try {
      this.#parts.records.update(record.tapId, { [kind]: 'removed' })
    } catch {
      return // it is gone, and a record that says otherwise only makes the next start look for it once more
    }
  }

  async #removeSubscription(session: Session, record: TapRecord): Promise<boolean> {
    const { topicArn, queueArn } = record
    const arn =
      record.subscriptionArn ??
      (await this.#lookUp(() => findSubscription(session, topicArn, queueArn)))
    if (arn !== undefined) await this.#patiently(() => unsubscribe(session, arn))
    return arn !== undefined
  }

  async #removeQueue(session: Session, record: TapRecord): Promise<boolean> {
    const { queues } = this.#parts
    const url =
      record.queueUrl ?? (await this.#lookUp(() => queues.findUrl(session, record.queueName)))
    if (url !== undefined) await this.#patiently(() => queues.remove(session, url))
    return url !== undefined
  }

  /** What is not found at once may only not show yet. */
  async #lookUp<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
    for (let looks = 1; ; looks += 1) {
      const found = await this.#asked(find)
      if (found !== undefined || looks === maxLookUps) return found
      await this.#parts.clock.sleep(betweenLookUpsMs)
    }
  }

  /** Also of a topic that is gone: it has no subscriptions. */
  async #asked<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
    let found: T | undefined
    await this.#patiently(async () => {
      found = await find()
    })
    return found
  }

  async #patiently(run: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await run()
        return
      } catch (thrown) {
        const error = toAppError(thrown)
        if (isGone(error)) return
        const isWorthIt = error.retryable || error.effectUnknown
        if (!isWorthIt || error.code === 'cancelled' || tries === maxTries) throw error
        await this.#parts.clock.sleep(firstPauseMs * 2 ** (tries - 1))
      }
    }
  }
}
