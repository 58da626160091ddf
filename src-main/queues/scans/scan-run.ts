import type { Message, MessageId, QueueDetail, ScanEnd, ScanPlan } from '#contract'
import { LOOK_MAX } from '#contract'
import { requestTimeoutMs } from '../../connections/session.ts'
import type { Session } from '../../connections/session.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import type { Clock } from '../../lib/clock.ts'
import type { ScanCapture } from './capture-port.ts'
import type { HoldPages, ReceivePlace } from '../hold-pages.ts'
import { receivePage } from './receive-page.ts'
import type { PageAnswer } from './receive-page.ts'
import type { ScanCounts } from './scan-counts.ts'
import type { ScanDrain } from './scan-drain.ts'
import type { BulkHold } from '../bulk-hold.ts'
import { CONFIRMING_RECEIVES } from './scan-plan.ts'
import { roomFor } from './scan-room.ts'
import type { Room } from './scan-room.ts'
import { ScanTroubles } from './scan-troubles.ts'

export interface RunParts {
  session: Session
  queue: QueueDetail
  plan: ScanPlan
  hideSeconds: number
  counts: ScanCounts
  hold: BulkHold
  pages: HoldPages
  capture: ScanCapture
  /** Of a drain: what deletes, once it is on the disk. */
  drain: ScanDrain | undefined
  clock: Clock
  random(): number
  onChange(): void
}

/** So long a receive waits for a message once one came back empty: then all of SQS's servers are asked. */
const confirmSeconds = 1
/** Sliding brings the same ones again: without anything new in so many receives there is no use in going on. */
const leastWithoutNew = 30
const mostWithoutNew = 600

/** Receives from a queue, many calls side by side, until there is nothing more or a limit is reached. */
export class ScanRun {
  readonly #parts: RunParts
  readonly #startedMs: number
  readonly #seen = new Set<MessageId>()
  readonly #troubles: ScanTroubles
  readonly #over = new AbortController()
  readonly #freed = new Changes()
  readonly #writes = new Set<Promise<void>>()
  #budget: number
  #reserved = 0
  #changes = 0
  #withoutNew = 0
  /** Of them, those that asked all servers. */
  #confirmed = 0
  #sliding: Promise<void> | undefined
  #end: ScanEnd | undefined
  #writeFailed = false

  constructor(parts: RunParts) {
    this.#parts = parts
    this.#startedMs = parts.clock.now()
    this.#budget = parts.plan.inFlightBudget
    this.#troubles = new ScanTroubles(parts.random)
  }

  /** Begins no further receive; those in flight are waited for, and what they bring is kept. */
  stop(end: ScanEnd): void {
    this.#end ??= end
    this.#over.abort()
    this.#freed.tell()
  }

  /** Resolves when nothing is received or written any more, with why. Never throws. */
  async run(): Promise<ScanEnd> {
    const workers = Array.from({ length: this.#parts.plan.concurrency }, () => this.#work())
    await Promise.all(workers)
    await Promise.all(this.#writes)
    return this.#end ?? 'failed'
  }

  async #work(): Promise<void> {
    try {
      while (this.#end === undefined) await this.#step()
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #fail(thrown: unknown): void {
    this.#parts.counts.error = errorValue(toAppError(thrown))
    this.stop('failed')
  }

  async #step(): Promise<void> {
    const room = this.#room()
    if (room.kind === 'end') this.stop(room.end)
    else if (room.kind === 'full') await this.#makeRoom()
    else if (room.kind === 'wait') await this.#freed.wait()
    else await this.#receiveInto(room.max)
  }

  #room(): Room {
    const { plan, hold, counts, clock } = this.#parts
    const { received, calls } = counts
    const elapsedMs = clock.now() - this.#startedMs
    const held = hold.size
    const now = { budget: this.#budget, held, reserved: this.#reserved, received, calls, elapsedMs }
    return roomFor({ plan, ...now })
  }

  /** As many as may be hidden are: the user's choice holds. */
  async #makeRoom(): Promise<void> {
    const { plan, hold } = this.#parts
    if (plan.mode === 'drain' || plan.whenFull === 'stop' || hold.size === 0) {
      this.stop('budget')
      return
    }
    this.#sliding ??= this.#slide().finally(() => {
      this.#sliding = undefined
      this.#freed.tell()
    })
    await this.#sliding
  }

  async #slide(): Promise<void> {
    const { plan, hold, counts } = this.#parts
    const count = Math.min(plan.concurrency * LOOK_MAX, Math.ceil(this.#budget / 2))
    const before = hold.size
    const { returned, notReturned } = await hold.returnOldest(count)
    counts.slid += returned
    counts.notReturned += notReturned
    // All that is held is at its last receive, or nothing could be given back.
    if (hold.size === before) this.stop('budget')
  }

  async #receiveInto(max: number): Promise<void> {
    const { pages, capture, counts } = this.#parts
    this.#reserved += max
    try {
      const place = await pages.take()
      await capture.ready()
      if (this.#end !== undefined) {
        place.nothing()
        return
      }
      counts.calls += 1
      await this.#receive(place, max)
    } finally {
      this.#reserved -= max
      this.#freed.tell()
      this.#parts.onChange()
    }
  }

  async #receive(place: ReceivePlace, max: number): Promise<void> {
    const { session, queue, hideSeconds, clock } = this.#parts
    const waitSeconds = this.#withoutNew > 0 ? confirmSeconds : 0
    const startMs = clock.now()
    const before = this.#changes
    let answer: PageAnswer
    try {
      const { queueUrl } = queue
      answer = await receivePage(session, queue, { queueUrl, max, hideSeconds, waitSeconds })
    } catch (thrown) {
      await this.#failed(place, toAppError(thrown), max)
      return
    }
    this.#troubles.came()
    this.#parts.counts.isThrottled = false
    this.#take(answer, startMs)
    place.came(answer.handles, answer.unnamed)
    const fresh = this.#note(answer.messages)
    this.#countNew(fresh.length, waitSeconds > 0 && before === this.#changes)
    await this.#keep(fresh, answer.messages)
  }

  /** Before anything else: what is hidden is known to be. */
  #take({ messages, handles, unnamed }: PageAnswer, startMs: number): void {
    const { hold, counts, hideSeconds } = this.#parts
    const atLimit = new Set(messages.flatMap((each) => (each.atReceiveLimit ? each.messageId : [])))
    for (const handle of handles) {
      const isAtLimit = atLimit.has(handle.messageId)
      const times = { receivedAtMs: startMs, untilMs: startMs + hideSeconds * 1000 }
      hold.add({ ...handle, ...times, isAtLimit })
    }
    counts.unreadable += unnamed + handles.length - messages.length
  }

  /** Those that had not come before. */
  #note(messages: readonly Message[]): Message[] {
    const { counts } = this.#parts
    const fresh = messages.filter(({ messageId }) => {
      const isNew = !this.#seen.has(messageId)
      this.#seen.add(messageId)
      return isNew
    })
    counts.received += fresh.length
    counts.duplicates += messages.length - fresh.length
    return fresh
  }

  /** `confirms`: it asked all servers, and nothing new came and nothing was deleted while it did. */
  #countNew(fresh: number, confirms: boolean): void {
    const { counts } = this.#parts
    if (fresh > 0) this.#changed()
    else {
      this.#withoutNew += 1
      if (confirms) this.#confirmed += 1
    }
    counts.emptyReceives = this.#withoutNew
    const most = Math.min(mostWithoutNew, Math.max(leastWithoutNew, this.#budget / 5))
    if (counts.slid > 0 || counts.duplicates > 0) {
      if (this.#withoutNew >= most) this.stop('nothing-new')
    }
    if (this.#confirmed >= CONFIRMING_RECEIVES && counts.slid === 0) this.stop('exhausted')
  }

  #changed(): void {
    this.#changes += 1
    this.#withoutNew = 0
    this.#confirmed = 0
  }

  /** A scan goes on while it is written; a drain deletes first, and only what is on the disk. */
  async #keep(fresh: readonly Message[], all: readonly Message[]): Promise<void> {
    const { drain } = this.#parts
    const write = this.#write(fresh)
    if (drain === undefined || all.length === 0) return
    await write
    // One that came again may be on its way to the disk by another receive.
    if (fresh.length < all.length) await Promise.all(this.#writes)
    if (this.#writeFailed) return
    const ids = (messages: readonly Message[]) => messages.map(({ messageId }) => messageId)
    await drain.delete(ids(all), ids(fresh))
    // What was behind it in its group can come only now.
    this.#changed()
  }

  /** Resolves when they are on the disk, or the scan has failed of it. */
  async #write(fresh: readonly Message[]): Promise<void> {
    if (fresh.length === 0) return
    const { capture, counts } = this.#parts
    const write = capture.add(fresh).then(
      () => {
        counts.captured += fresh.length
      },
      (thrown: unknown) => {
        this.#writeFailed = true
        this.#fail(thrown)
      },
    )
    this.#writes.add(write)
    await write
    this.#writes.delete(write)
  }

  async #failed(place: ReceivePlace, error: AppError, max: number): Promise<void> {
    const { counts, clock, hideSeconds, plan } = this.#parts
    if (error.effectUnknown) {
      place.lost(max)
      counts.maybeHidden += max
      counts.hiddenUntilMs = clock.now() + requestTimeoutMs + hideSeconds * 1000
    } else place.nothing()
    counts.error = errorValue(error)
    counts.isThrottled = error.code === 'throttled'
    const verdict = this.#troubles.failed(error, plan)
    if (verdict.kind === 'failed') this.stop('failed')
    else if (verdict.kind === 'again') await clock.sleep(verdict.afterMs, this.#over.signal)
    else {
      // SQS hides no more for now: less than was allowed is what there is.
      this.#budget = Math.max(LOOK_MAX, this.#parts.hold.size)
      if (plan.whenFull === 'stop') this.stop('budget')
    }
  }
}
