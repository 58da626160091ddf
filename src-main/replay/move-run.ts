import type { ErrorValue, MoveCounts, MoveStep } from '#contract'
import { errorValue, toAppError } from '../lib/app-error.ts'
import type { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Fate } from '../sends/send-tally.ts'
import { BatchSend } from './batch-send.ts'
import { fateNotes } from './fate-notes.ts'
import { Lanes } from './lanes.ts'
import type { MoveLog } from './move-log.ts'
import type { Known, Of } from './move-messages.ts'
import type { Going, MoveSource, MoveTo, Outgoing, Taken } from './move-ports.ts'
import type { Pacer } from './pacer.ts'
import { RunRecord, sendingNow } from './run-record.ts'
import type { Noted } from './run-record.ts'

/** A message whose hold ends sooner than this is not sent any more: the delete would come too late. */
const holdMarginMs = 10_000
/** Batches in a row of which no answer came: more would only make more that nobody knows of. */
const mostLostInARow = 3

export interface RunParts {
  of: Of
  log: MoveLog
  source: MoveSource
  /** Where a message goes, and as what. @throws what is wrong with it */
  shape(taken: Taken): Promise<Omit<Outgoing, 'taken'>>
  counts: MoveCounts
  /** Source groups of which an earlier message did not surely arrive. */
  blocked: readonly string[]
  lanes: number
  /** Messages that are taken together. */
  batch: number
  pacer?: Pacer | undefined
  /** Messages that are begun at most. */
  limit?: number | undefined
  clock: Clock
  random(): number
  onChange(): void
}

/** What was sent, now or before, and is to be taken away. */
interface Arrived {
  taken: Taken
  before: Known
}

const sentNow: Known = { step: 'sent', isOwn: true }
/** What is wrong with one message alone; anything else the next one would meet as well. */
function isOwn({ code, params }: AppError): boolean {
  const isExpression = String(params['reason'] ?? '').startsWith('expression-')
  return isExpression || ['invalid-input', 'not-found', 'answer-damaged'].includes(code)
}

/** Steps after which a message that is met again is only deleted. */
const arrived: ReadonlySet<MoveStep> = new Set(['sent', 'kept', 'done'])

/**
 * One going through of a source: take, write down, send, write down, take away, write down. What is on disk as sent is
 * never sent again, and what may have been sent is left alone until somebody says what became of it.
 */
export class MoveRun {
  readonly #parts: RunParts
  readonly #stop = new AbortController()
  readonly #lanes: Lanes
  readonly #sending = new Set<BatchSend>()
  readonly #blocked: Set<string>
  readonly #record: RunRecord
  readonly #going: Going
  readonly #moved = new Changes()
  readonly #abandoned = Promise.withResolvers<undefined>()
  #moving = 0
  #left: number
  #lostInARow = 0
  /** Not sent, since an earlier one of their group was not. */
  heldBack = 0
  /** Why it stopped by itself. */
  error: ErrorValue | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
    this.#record = new RunRecord(parts.log, parts.of, parts.counts)
    const { signal } = this.#stop
    this.#going = { signal, findKnown: (keys) => this.#record.findKnown(keys) }
    this.#lanes = new Lanes(parts.lanes)
    this.#blocked = new Set(parts.blocked)
    this.#left = parts.limit ?? Number.POSITIVE_INFINITY
  }

  get counts(): MoveCounts {
    return this.#parts.counts
  }

  get isThrottled(): boolean {
    return [...this.#sending].some((each) => each.isThrottled)
  }

  /** It began as many as it was asked to. */
  get isAtLimit(): boolean {
    return this.#left <= 0
  }

  get wasStopped(): boolean {
    return this.#stop.signal.aborted
  }

  /** Resolves when nothing is in flight and nothing is held any more, or when it was abandoned. Never throws. */
  async run(): Promise<void> {
    await Promise.race([this.#goThrough(), this.#abandoned.promise])
  }

  /** Begins no further batch. */
  stop(): void {
    this.#stop.abort()
    this.#lanes.tell()
    for (const each of this.#sending) each.stop()
  }

  /** Waits no longer: what is in flight may have been sent, and what is held is known to the records of holds. */
  abandon(): void {
    this.stop()
    this.#record.abandon()
    for (const each of this.#sending) each.abandon()
    this.#abandoned.resolve(undefined)
  }

  async #goThrough(): Promise<void> {
    const { lanes, source } = this.#parts
    await Promise.all(Array.from({ length: lanes }, () => this.#work()))
    try {
      await source.release()
      await this.#record.close()
    } catch (thrown) {
      this.error ??= errorValue(toAppError(thrown))
    }
  }

  async #work(): Promise<void> {
    const { signal } = this.#stop
    for (let isMore = true; isMore && !signal.aborted && this.#left > 0;) {
      await this.#lanes.enter(signal)
      try {
        isMore = await this.#round()
      } catch (thrown) {
        this.error ??= errorValue(toAppError(thrown))
        this.stop()
      } finally {
        this.#lanes.leave()
      }
    }
  }

  /** False when the source has no more. */
  async #round(): Promise<boolean> {
    const { source, pacer, batch, onChange } = this.#parts
    const { signal } = this.#stop
    const most = Math.min(batch, this.#left, pacer?.most ?? batch)
    if (most <= 0) return false
    this.#left -= most
    await pacer?.take(most, signal)
    const taken = signal.aborted ? [] : await source.next(most, this.#going)
    const begun = taken === undefined || taken.length === 0 ? 0 : await this.#moveOne(taken)
    this.#left += most - begun
    // The pace is that of sending: what was met and is not sent takes nothing of it.
    pacer?.giveBack(most - begun)
    onChange()
    return taken !== undefined || this.#reopened()
  }

  async #moveOne(taken: readonly Taken[]): Promise<number> {
    this.#moving += 1
    try {
      return await this.#move(taken)
    } finally {
      this.#moving -= 1
      this.#moved.tell()
    }
  }

  /** What another batch has in hand may keep back more of its group: the source is asked again when that is over. */
  async #reopened(): Promise<boolean> {
    if (this.#moving === 0) return false
    await this.#moved.wait()
    this.#parts.source.reopen?.()
    return true
  }

  /** Gives how many were begun: what is known from before does not count. */
  async #move(taken: readonly Taken[]): Promise<number> {
    const free = taken.filter((each) => this.#isFree(each))
    const known = await this.#record.claim(free)
    const fresh = free.filter((_, index) => known[index] === undefined)
    const again = free.flatMap((each, index): Arrived[] => {
      const before = known[index]
      return before !== undefined && arrived.has(before.step) ? [{ taken: each, before }] : []
    })
    const outgoing = await this.#shapeAll(fresh)
    const sent = await this.#sendAll(outgoing)
    await this.#finish([...sent.map((taken) => ({ taken, before: sentNow })), ...again])
    return fresh.length
  }

  #isFree(taken: Taken): boolean {
    const { clock } = this.#parts
    const heldUntilMs = taken.heldUntilMs ?? Number.POSITIVE_INFINITY
    return !this.#isBlocked(taken) && heldUntilMs - clock.now() > holdMarginMs
  }

  /** Its order would not hold. */
  #isBlocked({ facts: { groupId } }: Taken): boolean {
    const isBlocked = groupId !== undefined && this.#blocked.has(groupId)
    if (isBlocked) this.heldBack += 1
    return isBlocked
  }

  async #shapeAll(taken: readonly Taken[]): Promise<Outgoing[]> {
    const outgoing: Outgoing[] = []
    const failed: Noted[] = []
    const behind: Taken[] = []
    for (const each of taken) {
      try {
        if (this.#isBlocked(each)) behind.push(each)
        else outgoing.push({ taken: each, ...(await this.#parts.shape(each)) })
      } catch (thrown) {
        const error = toAppError(thrown)
        // None of this batch is sent yet.
        if (!isOwn(error)) {
          await this.#record.takeBack(taken)
          throw error
        }
        failed.push({
          ...{ key: each.key, step: 'failed', error: errorValue(error), before: sendingNow },
        })
        this.#block(each)
      }
    }
    await Promise.all([this.#record.note(failed), this.#record.takeBack(behind)])
    return outgoing
  }

  /** Gives those that arrived. */
  async #sendAll(outgoing: readonly Outgoing[]): Promise<Taken[]> {
    const arrivals: Taken[] = []
    for (const [to, some] of Map.groupBy(outgoing, (each) => each.to)) {
      if (this.wasStopped) await this.#record.takeBack(some.map(({ taken }) => taken))
      else arrivals.push(...(await this.#send(to, some)))
    }
    return arrivals
  }

  async #send(to: MoveTo, some: readonly Outgoing[]): Promise<Taken[]> {
    const { clock, random } = this.#parts
    let hasWaited = false
    const onThrottled = (): void => {
      hasWaited = true
      this.#lanes.throttled()
    }
    const send = new BatchSend({ to, some, clock, random: () => random(), onThrottled })
    this.#sending.add(send)
    const { fates, error } = await send.run()
    this.#sending.delete(send)
    if (!hasWaited) this.#lanes.wentWell()
    await this.#noteFates(to, some, fates)
    this.#judge(fates, error)
    return some.filter((_, at) => fates[at]?.outcome === 'sent').map(({ taken }) => taken)
  }

  async #noteFates(to: MoveTo, some: readonly Outgoing[], fates: readonly Fate[]): Promise<void> {
    const isKeptThere = this.#parts.source.finish === undefined
    const { notes, unsent, behind, failed } = fateNotes({ to, some, fates, isKeptThere })
    this.heldBack += behind
    for (const taken of failed) this.#block(taken)
    await Promise.all([this.#record.note(notes), this.#record.takeBack(unsent)])
  }

  #judge(fates: readonly Fate[], error: ErrorValue | undefined): void {
    const isLost = fates.length > 0 && fates.every(({ outcome }) => outcome === 'uncertain')
    this.#lostInARow = isLost ? this.#lostInARow + 1 : 0
    const why = error ?? (this.#lostInARow >= mostLostInARow ? fates[0]?.error : undefined)
    if (why === undefined) return
    this.error ??= why
    this.stop()
  }

  /** The order of a group holds: what follows one that did not surely arrive is not sent. */
  #block({ facts }: Taken): void {
    if (facts.groupId !== undefined) this.#blocked.add(facts.groupId)
  }

  async #finish(some: readonly Arrived[]): Promise<void> {
    const { source } = this.#parts
    if (source.finish === undefined || some.length === 0) return
    const ends = await source.finish(some.map(({ taken }) => taken))
    // Nothing waits for this to be on disk: what is deleted twice is deleted once.
    this.#record.noteLater(
      some.map(({ taken: { key }, before }, at) => ({ key, step: ends[at] ?? 'kept', before })),
    )
  }
}
