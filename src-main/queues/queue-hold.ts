import type { ErrorValue, HeldMessage, MessageId, QueueUrl } from '#contract'
import { requestTimeoutMs } from '../connections/session.ts'
import type { Session } from '../connections/session.ts'
import type { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { BatchResult, EntryOutcome, HandleEntry } from './handle-batch.ts'
import type { HoldKey, HoldRecords } from './hold-ports.ts'
import { renewableSeconds, renewalMarginSeconds } from './renewal.ts'
import { changeVisibility } from './visibility.ts'

interface Held extends HandleEntry {
  receivedAtMs: number
  /** Hidden until then for sure, reckoned from before the call that hid it. */
  untilMs: number
  hideSeconds: number
  state: HeldMessage['state']
  renewError?: ErrorValue | undefined
}

export interface HoldParts {
  clock: Clock
  records: HoldRecords
  changes: Changes
}

export interface HeldSince {
  /** When the receive was begun. */
  startMs: number
  hideSeconds: number
}

/** The handle is good no longer: the hold has run out, or somebody else has the message or the queue. */
const handleIsOver: ReadonlySet<string> = new Set(['conflict', 'invalid-input', 'not-found'])

function isOver(outcome: EntryOutcome): boolean {
  return outcome.outcome === 'failed' && handleIsOver.has(outcome.error.code)
}

/** What Weir holds of one queue in one session: in memory to act with, in the records to survive. */
export class QueueHold {
  readonly session: Session
  readonly queueUrl: QueueUrl
  readonly #parts: HoldParts
  readonly #held = new Map<MessageId, Held>()
  /** Renewals and returns one after the other: a renewal that overtakes a return would hide again. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(session: Session, queueUrl: QueueUrl, parts: HoldParts) {
    this.session = session
    this.queueUrl = queueUrl
    this.#parts = parts
  }

  get key(): HoldKey {
    return { connectionId: this.session.connection.id, queueUrl: this.queueUrl }
  }

  /** What is hidden at this moment. */
  list(): (HeldMessage & HandleEntry)[] {
    const now = this.#parts.clock.now()
    return [...this.#held.values()].flatMap((held) => {
      const { messageId, receiptHandle, untilMs, state, renewError } = held
      if (untilMs <= now) return []
      const failed = renewError === undefined ? {} : { renewError }
      return [{ messageId, receiptHandle, untilMs, state, ...failed }]
    })
  }

  find(messageId: MessageId): HandleEntry | undefined {
    return this.list().find((each) => each.messageId === messageId)
  }

  add(entries: readonly HandleEntry[], { startMs, hideSeconds }: HeldSince): void {
    const untilMs = startMs + hideSeconds * 1000
    for (const entry of entries) {
      this.#held.set(entry.messageId, {
        ...entry,
        receivedAtMs: startMs,
        untilMs,
        hideSeconds,
        state: 'held',
      })
    }
    this.#parts.changes.tell()
  }

  /** Deleted, or otherwise nothing to return any more. */
  async drop(messageIds: readonly MessageId[]): Promise<void> {
    if (messageIds.length === 0) return
    for (const id of messageIds) this.#held.delete(id)
    await this.#parts.records.remove(this.key, messageIds)
    this.#parts.changes.tell()
  }

  /** Renews what runs out soon. A failed renewal is told and tried again in the next round, while there is time. */
  renewDue(): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#parts.clock.now()
      for (const [id, { untilMs }] of this.#held) if (untilMs <= now) this.#held.delete(id)
      const due = [...this.#held.values()].filter(
        ({ state, untilMs, hideSeconds }) =>
          state === 'held' && untilMs - now <= renewalMarginSeconds(hideSeconds) * 1000,
      )
      const bySeconds = Map.groupBy(due, (held) => renewableSeconds({ ...held, nowMs: now }))
      for (const [seconds, some] of bySeconds) {
        // Too close to the 12 hours to win anything.
        if (now + seconds * 1000 > (some[0]?.untilMs ?? 0)) await this.#renew(some, seconds)
      }
    })
  }

  /** When `renewDue` has something to do next, or a hold runs out. */
  nextDueMs(): number {
    const moments = [...this.#held.values()].map(({ state, untilMs, hideSeconds }) =>
      state === 'held' ? untilMs - renewalMarginSeconds(hideSeconds) * 1000 : untilMs,
    )
    return Math.min(...moments)
  }

  /**
   * Hides for so many seconds from now, or with 0 makes visible at once, and lets go: nothing of it is renewed or
   * returned later. What did not surely happen stays in the records until its time is over.
   */
  letGo(entries: readonly HandleEntry[], seconds: number): Promise<BatchResult> {
    return this.#inTurn(async () => {
      const ids = entries.map(({ messageId }) => messageId)
      const { startMs } = await this.#announce(ids, seconds)
      const result = await this.#change(entries, seconds)
      await this.#settle(result.outcomes, startMs + seconds * 1000)
      return result
    })
  }

  async #renew(some: readonly Held[], seconds: number): Promise<void> {
    const ids = some.map(({ messageId }) => messageId)
    const { startMs } = await this.#announce(ids, seconds)
    const { outcomes } = await this.#change(some, seconds)
    for (const outcome of outcomes) {
      const held = this.#held.get(outcome.messageId)
      if (held === undefined) continue
      held.renewError = outcome.outcome === 'done' ? undefined : outcome.error
      if (outcome.outcome === 'done') held.untilMs = startMs + seconds * 1000
    }
    await this.drop(outcomes.filter(isOver).map(({ messageId }) => messageId))
    this.#parts.changes.tell()
  }

  /** On disk first: by when they are visible at the latest, whatever becomes of the call. */
  async #announce(ids: readonly MessageId[], seconds: number): Promise<{ startMs: number }> {
    const startMs = this.#parts.clock.now()
    if (seconds > 0) {
      await this.#parts.records.extend(this.key, ids, startMs + requestTimeoutMs + seconds * 1000)
    }
    return { startMs }
  }

  async #settle(outcomes: readonly EntryOutcome[], untilMs: number): Promise<void> {
    const isGone = untilMs <= this.#parts.clock.now()
    const done = outcomes.filter(({ outcome }) => outcome === 'done')
    for (const { messageId, outcome } of outcomes) {
      const held = this.#held.get(messageId)
      if (held === undefined) continue
      if (outcome === 'done' && !isGone) Object.assign(held, { untilMs, state: 'parked' })
      if (outcome === 'uncertain') this.#held.delete(messageId)
    }
    const over = [...outcomes.filter(isOver), ...(isGone ? done : [])]
    await this.drop(over.map(({ messageId }) => messageId))
    this.#parts.changes.tell()
  }

  #change(entries: readonly HandleEntry[], seconds: number): Promise<BatchResult> {
    const { session, queueUrl } = this
    return changeVisibility({ session, queueUrl, entries, seconds })
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run)
    // Whoever asked is told of a failure; the next in turn has nothing to do with it.
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
