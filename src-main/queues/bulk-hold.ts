import type { MessageId, QueueUrl } from '#contract'
import { LOOK_MAX } from '#contract'
import { requestTimeoutMs } from '../connections/session.ts'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import { concurrently } from '../polling/concurrently.ts'
import type { EntryOutcome, HandleEntry } from './handle-batch.ts'
import type { HoldKey, HoldRecords } from './hold-ports.ts'
import { renewableSeconds, renewalMarginSeconds } from './renewal.ts'
import { changeVisibility } from './visibility.ts'

export interface BulkHeld extends HandleEntry {
  receivedAtMs: number
  /** Hidden until then for sure, reckoned from before the call that hid it. */
  untilMs: number
  /** One more receive would move it: it is not given back while others are still received. */
  isAtLimit: boolean
}

export interface BulkHoldParts {
  session: Session
  queueUrl: QueueUrl
  records: HoldRecords
  clock: Clock
  hideSeconds: number
  concurrency: number
  onCall(): void
  /** It has begun to hold, or holds nothing any more. */
  onHolding(): void
}

export interface Returned {
  returned: number
  /** Hidden until `untilMs` at the latest, or visible. */
  notReturned: number
  untilMs: number
}

/** The handle is good no longer: the hold has run out, or the message is gone. Nothing of it is hidden by Weir. */
const handleIsOver: ReadonlySet<string> = new Set(['conflict', 'invalid-input', 'not-found'])
/** A return that was surely not carried out is tried so often in all. */
const maxTries = 4
const betweenTriesMs = 300

function isOver(outcome: EntryOutcome): boolean {
  return outcome.outcome === 'failed' && handleIsOver.has(outcome.error.code)
}

function* inBatches<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += LOOK_MAX) yield items.slice(at, at + LOOK_MAX)
}

/** What a scan or a redrive hides from others: renewed while it runs, and given back. Thousands, so nothing here goes over all. */
export class BulkHold {
  readonly #parts: BulkHoldParts
  /** Those that run out first come first: what is renewed goes to the end. */
  readonly #held = new Map<MessageId, BulkHeld>()
  /** Renewals and returns one after the other: a renewal that overtakes a return would hide again. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: BulkHoldParts) {
    this.#parts = parts
  }

  get size(): number {
    return this.#held.size
  }

  get key(): HoldKey {
    const { session, queueUrl } = this.#parts
    return { connectionId: session.connection.id, queueUrl }
  }

  find(messageId: string): BulkHeld | undefined {
    // Asked with ids from the records as well, which are the same strings.
    return this.#held.get(messageId as MessageId)
  }

  add(held: BulkHeld): void {
    const wasEmpty = this.#held.size === 0
    this.#held.delete(held.messageId)
    this.#held.set(held.messageId, held)
    if (wasEmpty) this.#parts.onHolding()
  }

  /** Deleted, or otherwise nothing to give back. */
  async drop(messageIds: readonly MessageId[]): Promise<void> {
    for (const id of messageIds) this.#forget(id)
    if (messageIds.length > 0) await this.#parts.records.remove(this.key, messageIds)
  }

  /** Renews what runs out soon; what could not be is tried again in the next round, while there is time. */
  renewDue(): Promise<void> {
    return this.#inTurn(async () => {
      const due = this.#due()
      if (due.length === 0) return
      const ids = due.map(({ messageId }) => messageId)
      const { records, clock, hideSeconds } = this.#parts
      // On disk first: by when they are visible at the latest, whatever becomes of the calls.
      const latestMs = clock.now() + requestTimeoutMs * 2 + hideSeconds * 1000
      await records.extend(this.key, ids, latestMs)
      const nowMs = clock.now()
      const bySeconds = Map.groupBy(due, ({ receivedAtMs }) =>
        renewableSeconds({ receivedAtMs, hideSeconds, nowMs }),
      )
      for (const [seconds, some] of bySeconds) if (seconds > 0) await this.#renew(some, seconds)
    })
  }

  /** Gives back the oldest of them, without those that one more receive would move. */
  returnOldest(count: number): Promise<Returned> {
    const oldest: BulkHeld[] = []
    for (const held of this.#held.values()) {
      if (oldest.length >= count) break
      if (!held.isAtLimit) oldest.push(held)
    }
    return this.#inTurn(() => this.#return(oldest))
  }

  returnAll(): Promise<Returned> {
    return this.#inTurn(() => this.#return([...this.#held.values()]))
  }

  #forget(id: MessageId): void {
    if (this.#held.delete(id) && this.#held.size === 0) this.#parts.onHolding()
  }

  #due(): BulkHeld[] {
    const { clock, hideSeconds } = this.#parts
    const now = clock.now()
    const due: BulkHeld[] = []
    for (const held of this.#held.values()) {
      if (held.untilMs - now > renewalMarginSeconds(hideSeconds) * 1000) break
      if (held.untilMs <= now) this.#forget(held.messageId)
      else due.push(held)
    }
    return due
  }

  async #renew(some: readonly BulkHeld[], seconds: number): Promise<void> {
    const gone: MessageId[] = []
    await this.#change(some, seconds, (outcomes, startMs) => {
      for (const outcome of outcomes) {
        const held = this.#held.get(outcome.messageId)
        if (held === undefined) continue
        if (outcome.outcome === 'done') this.add({ ...held, untilMs: startMs + seconds * 1000 })
        if (isOver(outcome)) gone.push(outcome.messageId)
      }
    })
    await this.drop(gone)
  }

  async #return(entries: readonly BulkHeld[]): Promise<Returned> {
    const total: Returned = { returned: 0, notReturned: 0, untilMs: 0 }
    let left = entries
    for (let tries = 1; left.length > 0 && tries <= maxTries; tries += 1) {
      if (tries > 1) await this.#parts.clock.sleep(betweenTriesMs * tries)
      const again: BulkHeld[] = []
      await this.#returnOnce(left, { total, again, isLast: tries === maxTries })
      left = again
    }
    return total
  }

  async #returnOnce(
    entries: readonly BulkHeld[],
    { total, again, isLast }: { total: Returned; again: BulkHeld[]; isLast: boolean },
  ): Promise<void> {
    const over: MessageId[] = []
    await this.#change(entries, 0, (outcomes) => {
      for (const outcome of outcomes) {
        const { messageId } = outcome
        const held = this.#held.get(messageId)
        if (outcome.outcome === 'done') total.returned += 1
        if (outcome.outcome === 'done' || isOver(outcome)) over.push(messageId)
        else if (outcome.outcome === 'failed' && outcome.error.retryable && !isLast) {
          if (held !== undefined) again.push(held)
        } else {
          // Its record stays until its time is over.
          total.notReturned += 1
          total.untilMs = Math.max(total.untilMs, held?.untilMs ?? 0)
          this.#forget(messageId)
        }
      }
    })
    await this.drop(over)
  }

  async #change(
    entries: readonly BulkHeld[],
    seconds: number,
    onOutcomes: (outcomes: readonly EntryOutcome[], startMs: number) => void,
  ): Promise<void> {
    const { session, queueUrl, clock, concurrency, onCall } = this.#parts
    await concurrently([...inBatches(entries)], concurrency, async (batch) => {
      const startMs = clock.now()
      onCall()
      const change = { session, queueUrl, entries: batch, seconds }
      onOutcomes((await changeVisibility(change)).outcomes, startMs)
    })
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run)
    // Whoever asked is told of a failure; the next in turn has nothing to do with it.
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
