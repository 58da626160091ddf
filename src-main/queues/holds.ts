import type { HeldQueue, MessageId, QueueUrl, VisibilityOutcome } from '#contract'
import type { Session } from '../connections/session.ts'
import { requestTimeoutMs } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { BatchResult, HandleEntry } from './handle-batch.ts'
import { noLongerSeen } from './handle-batch.ts'
import { heldQueues } from './held-queues.ts'
import type { BulkHoldings } from './bulk-holdings.ts'
import type { HoldKey, HoldRecord, HoldRecords, RecordCall } from './hold-ports.ts'
import { KeptHold } from './kept-hold.ts'
import type { Look, Looker, LookResult } from './looker.ts'
import { QueueHold } from './queue-hold.ts'

/** Ending a connection, or Weir, waits this long for what is held to be returned; the journal knows the rest. */
const releaseTimeoutMs = 4_000

export interface HoldsParts {
  clock: Clock
  looker: Looker
  records: HoldRecords
  record: RecordCall
  bulk: Pick<BulkHoldings, 'heldOf' | 'isHeld' | 'underWay'>
}

export interface HeldTarget {
  session: Session
  queueUrl: QueueUrl
}

function surelyNothing(thrown: unknown): boolean {
  return thrown instanceof AppError && !thrown.effectUnknown
}

/**
 * Looks that keep what they bring hidden. Everything held is in the records before it is held, is renewed only while
 * its queue is shown, and is returned when that ends: by leaving, by closing the connection, by quitting.
 */
export class Holds {
  readonly changes = new Changes()
  readonly #parts: HoldsParts
  readonly #open = new Map<Session, Map<QueueUrl, KeptHold>>()
  /** Records of receives that are in flight now. */
  readonly #taking = new Set<number>()

  constructor(parts: HoldsParts) {
    this.#parts = parts
  }

  /** The hold of a queue, made on first use; it ends with the session, which waits for its return. */
  open({ session, queueUrl }: HeldTarget): KeptHold {
    const queues = this.#open.get(session) ?? this.#openSession(session)
    const existing = queues.get(queueUrl)
    if (existing !== undefined) return existing
    const { clock, records, record } = this.#parts
    const hold = new QueueHold(session, queueUrl, { clock, records, changes: this.changes })
    const kept = new KeptHold(hold, { clock, record })
    queues.set(queueUrl, kept)
    return kept
  }

  /**
   * Receives and holds. What comes after the page was left is returned at once.
   * @throws guarded (would-move), cancelled when nobody shows the queue, and whatever the receive throws
   */
  async take(look: Look): Promise<LookResult> {
    const kept = this.open(look)
    const queue = await this.#parts.looker.prepare(look)
    if (!kept.isKept) throw new AppError('cancelled', 'the queue is not shown any more')
    const result = await kept.during(
      this.#receive(look, kept, () => this.#parts.looker.receive(look, queue)),
    )
    if (!kept.isKept) await kept.release()
    return result
  }

  /** Makes the given messages visible, or all that Weir holds there; also what an earlier run left. */
  async return(target: HeldTarget, messageIds?: readonly MessageId[]): Promise<BatchResult> {
    return this.setVisibility(target, { messageIds, seconds: 0 })
  }

  async setVisibility(
    target: HeldTarget,
    change: { messageIds: readonly MessageId[] | undefined; seconds: number },
  ): Promise<BatchResult> {
    const handles = await this.#handles(target)
    const ids = change.messageIds ?? [...handles.keys()]
    const entries = ids.flatMap((id) => handles.get(id) ?? [])
    const result = await this.open(target).hold.letGo(entries, change.seconds)
    const byId = new Map(result.outcomes.map((each) => [each.messageId, each]))
    const outcomes = ids.map((id): VisibilityOutcome => byId.get(id) ?? noLongerSeen(id))
    return { outcomes, requestId: result.requestId }
  }

  /** What is held or may be held, over all connections. */
  async list(): Promise<HeldQueue[]> {
    const { records, clock, bulk } = this.#parts
    const sums = await records.sum(clock.now(), this.#underWay())
    return heldQueues(sums, (key) => this.#shownOf(key).length + bulk.heldOf(key))
  }

  /** What an earlier run hid of a queue, or may have hidden, and nobody holds now. */
  async listLeft(key: HoldKey): Promise<HoldRecord[]> {
    const { records, clock, bulk } = this.#parts
    const rows = await records.list(clock.now(), key)
    const underWay = new Set(this.#underWay())
    const shown = new Set(this.#shownOf(key).map(({ messageId }) => messageId))
    return rows.filter(({ id, messageId }) =>
      messageId === undefined
        ? !underWay.has(id)
        : !shown.has(messageId) && !bulk.isHeld(key, messageId),
    )
  }

  /** Records of receives whose answers are still to come. */
  #underWay(): number[] {
    return [...this.#taking, ...this.#parts.bulk.underWay()]
  }

  /** What is held because its page is shown. */
  #shownOf({ connectionId, queueUrl }: HoldKey): HandleEntry[] {
    const ofQueue = this.#keptHolds().filter(
      ({ hold, isKept }) =>
        isKept && hold.queueUrl === queueUrl && hold.session.connection.id === connectionId,
    )
    return ofQueue.flatMap(({ hold }) => hold.list().filter(({ state }) => state === 'held'))
  }

  #keptHolds(): KeptHold[] {
    return [...this.#open.values()].flatMap((queues) => [...queues.values()])
  }

  #openSession(session: Session): Map<QueueUrl, KeptHold> {
    const queues = new Map<QueueUrl, KeptHold>()
    this.#open.set(session, queues)
    session.disposables.add(() => this.#release(session))
    return queues
  }

  async #release(session: Session): Promise<void> {
    const queues = [...(this.#open.get(session)?.values() ?? [])]
    const isDone = new AbortController()
    const returned = Promise.all(queues.map((kept) => kept.release()))
    await Promise.race([returned, this.#parts.clock.sleep(releaseTimeoutMs, isDone.signal)])
    isDone.abort()
    this.#open.delete(session)
    this.changes.tell()
  }

  async #receive(
    { session, queueUrl, max, hideSeconds }: Look,
    { hold }: KeptHold,
    receive: () => Promise<LookResult>,
  ): Promise<LookResult> {
    const { clock, records } = this.#parts
    const startMs = clock.now()
    const latestMs = startMs + requestTimeoutMs + hideSeconds * 1000
    const { id: connectionId, name: connectionName } = session.connection
    const record = { connectionId, connectionName, queueUrl, count: max, untilMs: latestMs }
    const id = await records.begin(record)
    this.#taking.add(id)
    try {
      const result = await receive()
      hold.add(result.handles, { startMs, hideSeconds })
      const untilMs = clock.now() + hideSeconds * 1000
      // Hidden as well, and without a handle that could return them.
      const { unreadable } = result
      if (unreadable > 0) await records.begin({ ...record, count: unreadable, untilMs })
      await records.settle(id, untilMs, result.handles)
      return result
    } catch (thrown) {
      // Without an answer that was understood the record stands: up to so many may be hidden until then.
      if (surelyNothing(thrown)) await records.settle(id, latestMs, [])
      throw thrown
    } finally {
      this.#taking.delete(id)
      this.changes.tell()
    }
  }

  /** By the records, which also know what an earlier run held, and by memory, whose handles are the latest. */
  async #handles(target: HeldTarget): Promise<Map<MessageId, HandleEntry>> {
    const { hold } = this.open(target)
    const handles = new Map<MessageId, HandleEntry>()
    for (const row of await this.#parts.records.list(this.#parts.clock.now(), hold.key)) {
      const { messageId, receiptHandle } = row
      if (messageId === undefined || receiptHandle === undefined) continue
      handles.set(messageId, { messageId, receiptHandle })
    }
    for (const { messageId, receiptHandle } of hold.list()) {
      handles.set(messageId, { messageId, receiptHandle })
    }
    return handles
  }
}
