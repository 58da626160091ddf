import type { MessageId, OutputOf, Tap, TapEnd, TapId, TapPart } from '#contract'
import { placeOf } from '../../connections/connection-store.ts'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import { findDecoded } from '../../codecs/decode.ts'
import type { DecodeOptions } from '../../codecs/decode.ts'
import { LiveTap } from './live-tap.ts'
import { firstRecord, planTap } from './tap-plan.ts'
import type { TapWish } from './tap-plan.ts'
import type { RecordRemoval } from './tap-ports.ts'
import { TapReading } from './tap-reading.ts'
import type { ReadingParts } from './tap-reading.ts'
import type { TapRecord, TapRecords } from './tap-records.ts'
import { TapRemover } from './tap-remover.ts'
import { TapStarter } from './tap-starter.ts'
import { newTapId } from './tap-names.ts'

/** Ending a connection, or Weir, waits so long for the removal; the record knows the rest. */
const releaseTimeoutMs = 4_000

export interface TapsParts extends ReadingParts {
  records: TapRecords
  record: RecordRemoval
  owner: string
}

/** The taps of this machine: those that run, those that ended, and what earlier runs left. */
export class Taps {
  /** A tap came, went or changed. */
  readonly changes = new Changes()
  readonly #parts: TapsParts
  readonly #starter: TapStarter
  readonly #remover: TapRemover
  readonly #taps = new Map<TapId, LiveTap>()
  readonly #readings = new WeakMap<LiveTap, TapReading>()
  readonly #releases = new WeakMap<LiveTap, () => void>()
  readonly #working = new WeakMap<LiveTap, Promise<void>>()

  constructor(parts: TapsParts) {
    this.#parts = parts
    this.#starter = new TapStarter(parts)
    this.#remover = new TapRemover(parts)
  }

  list(): Tap[] {
    this.#addRecorded()
    return [...this.#taps.values()].map((tap) => tap.toTap())
  }

  /** @throws not-found */
  get(tapId: TapId): LiveTap {
    this.#addRecorded()
    const tap = this.#taps.get(tapId)
    if (tap !== undefined) return tap
    throw new AppError('not-found', 'there is no such tap', {
      params: { kind: 'tap', name: tapId },
    })
  }

  /** @throws access-denied, not-found and whatever else the read of the topic throws */
  async plan(wish: Omit<TapWish, 'tapId'>): Promise<OutputOf<'taps.plan'>> {
    return this.#plan({ ...wish, tapId: newTapId(this.#parts.random) })
  }

  /** Makes the tap. Once its first call is out it never throws: what failed is said by the tap. */
  async start(wish: TapWish): Promise<LiveTap> {
    const { blockers } = await this.#plan(wish)
    const [blocker] = blockers
    if (blocker !== undefined) throw forbidden(blocker)
    // Asked again: another window may have begun one while this one's topic was read.
    if (this.#isTapped(wish) || this.#taps.has(wish.tapId)) throw forbidden('tapped')
    if (wish.copyOf === undefined) this.#forgetEnded(wish)
    const { session } = wish
    const tap = new LiveTap(firstRecord(wish, this.#parts.clock.now()), session, 'starting')
    this.#add(tap)
    this.#read(tap, session)
    const work = this.#make(tap, wish)
    this.#working.set(tap, work)
    await work
    return tap
  }

  /** Removes what the tap made, after a step under way; never throws. */
  async stop(tap: LiveTap, session: Session, endedBy: TapEnd): Promise<void> {
    tap.ended.abort()
    const work = this.#stopAfter(this.#working.get(tap), { tap, session, endedBy })
    this.#working.set(tap, work)
    await work
  }

  /** @throws conflict when the connection leads elsewhere now */
  assertPlace(tap: LiveTap, session: Session): void {
    if (tap.record.place === placeOf(session.connection)) return
    throw new AppError('conflict', 'the connection leads elsewhere now', {
      params: { reason: 'tap-moved', connection: tap.record.connectionName },
    })
  }

  /** What an earlier run left of this connection is removed as soon as the connection is open. */
  async clean(session: Session): Promise<void> {
    this.#addRecorded()
    const left = [...this.#taps.values()].filter(
      ({ state, record }) =>
        state === 'left' &&
        record.connectionId === session.connection.id &&
        record.place === placeOf(session.connection),
    )
    await Promise.all(left.map((tap) => this.#removeByItself(tap, session, 'crashed')))
  }

  begin(tap: LiveTap): void {
    this.#readings.get(tap)?.begin()
  }

  open(tap: LiveTap, messageId: MessageId, options: DecodeOptions) {
    const message = tap.getMessage(messageId)
    const decoded = findDecoded(message.body, options)
    return decoded === undefined ? message : { ...message, decoded }
  }

  /** @throws conflict while it runs */
  dismiss(tap: LiveTap): void {
    if (!tap.isOver && tap.state !== 'left') {
      throw new AppError('conflict', 'the tap is running', { params: { reason: 'tap-running' } })
    }
    const { tapId } = tap.record
    this.#parts.records.remove(tapId)
    this.#taps.delete(tapId)
    this.changes.tell()
  }

  async #plan(wish: TapWish): Promise<OutputOf<'taps.plan'>> {
    const { reader, clock, owner } = this.#parts
    const attributes = await reader.readAttributes(wish.session, wish.topicArn)
    return planTap(wish, { attributes, isTapped: this.#isTapped(wish), owner, nowMs: clock.now() })
  }

  /** One tap of everything is enough for a topic; what copies a subscription does not count. */
  #isTapped({ session, topicArn, copyOf }: TapWish): boolean {
    if (copyOf !== undefined) return false
    return [...this.#taps.values()].some(
      ({ record, isOver, state }) =>
        record.copyOf === undefined &&
        record.connectionId === session.connection.id &&
        record.topicArn === topicArn &&
        !isOver &&
        state !== 'left',
    )
  }

  /** One that ended cleanly makes room for the next of its topic. */
  #forgetEnded({ session, topicArn }: TapWish): void {
    for (const [tapId, { record, isOver }] of this.#taps) {
      const isSame = record.topicArn === topicArn && record.connectionId === session.connection.id
      if (
        isSame &&
        record.copyOf === undefined &&
        isOver &&
        this.#parts.records.find(tapId) === undefined
      )
        this.#taps.delete(tapId)
    }
  }

  #add(tap: LiveTap): void {
    this.#taps.set(tap.record.tapId, tap)
    const tellOn = async (): Promise<void> => {
      while (this.#taps.get(tap.record.tapId) === tap) {
        await tap.changes.wait()
        this.changes.tell()
      }
    }
    void tellOn()
    this.changes.tell()
  }

  #addRecorded(): void {
    for (const record of this.#parts.records.list()) {
      if (!this.#taps.has(record.tapId)) this.#add(new LiveTap(record, undefined, 'left'))
    }
  }

  #read(tap: LiveTap, session: Session): void {
    const onGone = (why: TapEnd): void => {
      if (!tap.ended.signal.aborted) void this.#removeByItself(tap, session, why)
    }
    this.#readings.set(tap, new TapReading(this.#parts, { tap, session, onGone }))
    const release = session.disposables.add(() => this.#release(tap, session))
    this.#releases.set(tap, release)
  }

  async #make(tap: LiveTap, { session, fromMs, copyOf }: TapWish): Promise<void> {
    try {
      await this.#starter.make({ tap, session, fromMs, copyOf })
      await this.#readings.get(tap)?.first()
      tap.assertWanted()
      tap.set({ state: 'live' })
      void this.#endInTime(tap, session)
    } catch (thrown) {
      const error = errorValue(toAppError(thrown))
      tap.set({ state: 'starting', error })
      const wasAsked = tap.ended.signal.aborted
      await this.#end(
        tap,
        session,
        wasAsked ? { endedBy: 'asked' } : { endedBy: 'not-started', error },
      )
    }
  }

  async #endInTime(tap: LiveTap, session: Session): Promise<void> {
    const { clock } = this.#parts
    await clock.sleep(tap.record.endsAtMs - clock.now(), tap.ended.signal)
    if (!tap.ended.signal.aborted) await this.#removeByItself(tap, session, 'expired')
  }

  async #stopAfter(
    before: Promise<void> | undefined,
    { tap, session, endedBy }: { tap: LiveTap; session: Session; endedBy: TapEnd },
  ): Promise<void> {
    await before
    if (tap.isOver && this.#parts.records.find(tap.record.tapId) === undefined) return
    const { endedBy: earlier = endedBy, error } = tap.why
    await this.#end(tap, session, { endedBy: earlier, error })
  }

  async #end(tap: LiveTap, session: Session, why: LiveTap['why']): Promise<void> {
    const { records } = this.#parts
    tap.ended.abort()
    tap.noteSuccess()
    tap.set({ state: 'stopping', ...why })
    const parts = await this.#remover.remove(session, tap.record)
    const isClean = parts.every(({ fate }) => fate === 'removed' || fate === 'absent')
    const isStarted = why.endedBy !== 'not-started'
    tap.record = records.find(tap.record.tapId) ?? gone(tap.record)
    tap.set({ state: isClean && isStarted ? 'stopped' : 'failed', parts, ...why })
    this.#releases.get(tap)?.()
  }

  /** What Weir does by itself is in the journal, too; where that cannot be written it is removed all the same. */
  async #removeByItself(tap: LiveTap, session: Session, endedBy: TapEnd): Promise<void> {
    const { connectionId, connectionName, topicArn } = tap.record
    const target = topicArn.split(':')[5] ?? topicArn
    const call = {
      operation: 'taps.stop',
      effect: 'look' as const,
      connectionId,
      connectionName,
      target,
    }
    let isBegun = false
    const run = async (): Promise<readonly TapPart[]> => {
      isBegun = true
      await this.stop(tap, session, endedBy)
      return tap.toTap().parts
    }
    await this.#parts
      .record(call, async (note) => {
        note(removalNote(await run()))
      })
      .catch(async () => {
        if (!isBegun) await run()
      })
  }

  async #release(tap: LiveTap, session: Session): Promise<void> {
    if (tap.isOver) return
    const isDone = new AbortController()
    await Promise.race([
      this.#removeByItself(tap, session, 'closed'),
      this.#parts.clock.sleep(releaseTimeoutMs, isDone.signal),
    ])
    isDone.abort()
  }
}

function forbidden(reason: string): AppError {
  return new AppError('conflict', `no tap: ${reason}`, { params: { reason: `tap-${reason}` } })
}

function gone(record: TapRecord): TapRecord {
  return { ...record, queue: 'absent', subscription: 'absent' }
}

/** How the journal sees a removal. */
export function removalNote(parts: readonly TapPart[]) {
  const count = parts.filter(({ fate }) => fate === 'removed').length
  if (parts.some(({ fate }) => fate === 'uncertain'))
    return { count, outcome: 'uncertain' as const }
  const isWhole = parts.every(({ fate }) => fate === 'removed' || fate === 'absent')
  if (isWhole) return { count }
  return { count, outcome: count > 0 ? ('partly' as const) : ('failed' as const) }
}
