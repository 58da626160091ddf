import type { Message, MessageId, QueueDetail, QueueUrl } from '#contract'
import { requestTimeoutMs } from '../../connections/session.ts'
import type { Session } from '../../connections/session.ts'
import { toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import type { HandleEntry } from '../handle-batch.ts'
import { findMessage } from '../message-mapping.ts'
import { receiveMessages } from '../receive.ts'
import { deleteHeld, releaseHeld } from './held-batches.ts'

/**
 * How long a receive hides a message. Its send and its delete take a second; one that takes longer is met again, and then
 * deleted, never sent again. What was not chosen is hidden for longer, so that it does not come again and again.
 */
const hideAllSeconds = 30
const hideSomeSeconds = 120
/** Long enough for SQS to ask all of its servers, short enough that nobody waits for the end of it. */
const waitSeconds = 1
/** Receives in a row that bring nothing new, after which there is nothing more. */
const barrenEnough = 3
/** After what was hidden becomes visible again, SQS may need a moment to give it. */
const settleMs = 2_000
const mostFailuresInARow = 5
const retryLimits = { firstMs: 200, maxMs: 5_000 }

export interface RedriveSourceParts {
  session: Session
  queueUrl: QueueUrl
  queue: QueueDetail
  /** Message ids that were chosen; absent for every one. */
  chosen?: Pick<ReadonlySet<string>, 'has' | 'size'> | undefined
  clock: Clock
  random(): number
}

/** A message that was received to be moved. */
export interface ReceivedMessage {
  message: Message
  heldUntilMs: number
}

/** Where it is written down what is about to be hidden, and then what was. */
interface ReceiveRecord {
  begin(receive: { count: number; untilMs: number }): Promise<number>
  end(id: number, held: readonly HeldHandle[]): void
}

interface Going {
  signal: AbortSignal
  record: ReceiveRecord
}

/** What is hidden and can be given back. */
export interface HeldHandle extends HandleEntry {
  untilMs: number
}

/**
 * What a move takes out of a queue. It holds everything that it receives: what was moved is deleted, the rest is given
 * back at the end, so that no message is received twice in one going through.
 */
export class RedriveSource {
  readonly #parts: RedriveSourceParts
  readonly #held = new Map<MessageId, HeldHandle>()
  readonly #passed = new Set<MessageId>()
  readonly #given = new Set<MessageId>()
  /** Arrived, and not surely deleted: they come again when they are visible. */
  readonly #kept = new Set<MessageId>()
  #keptUntilMs = 0
  #lost: { count: number; untilMs: number }[] = []
  /** When the last of what may be hidden is visible for sure. */
  #lostUntilMs = 0
  #barren = 0
  #failures = 0

  constructor(parts: RedriveSourceParts) {
    this.#parts = parts
  }

  /**
   * Receives, and gives those that were chosen: none where none came, undefined where there are no more.
   * @throws where there is no use in going on
   */
  async next(most: number, going: Going): Promise<ReceivedMessage[] | undefined> {
    if (this.#isOver()) return undefined
    if (this.#barren >= barrenEnough) await this.#waitForHidden(going.signal)
    const received = await this.#receive(most, going)
    return received.filter(({ message }) => this.#isChosen(message))
  }

  /** Deletes what arrived. What cannot be deleted for sure is `kept`: it is deleted when it comes again. */
  async finish(messageIds: readonly MessageId[]): Promise<('done' | 'kept')[]> {
    const { session, queueUrl, clock, random } = this.#parts
    const handles = messageIds.flatMap((id) => this.#held.get(id) ?? [])
    const deleted = await deleteHeld({ session, queueUrl, handles, clock, random })
    const now = clock.now()
    return messageIds.map((id) => {
      // SQS may take a delete with a handle whose time is over without carrying it out ([sdk] DeleteMessage).
      const untilMs = this.#held.get(id)?.untilMs ?? 0
      const isDone = deleted.has(id) && now < untilMs
      this.#held.delete(id)
      if (isDone) this.#kept.delete(id)
      else this.#keep(id, untilMs)
      return isDone ? 'done' : 'kept'
    })
  }

  /** Makes visible what is still held. */
  async release(): Promise<void> {
    const { session, queueUrl, clock } = this.#parts
    const handles = [...this.#held.values()].filter(({ untilMs }) => untilMs > clock.now())
    this.#held.clear()
    await releaseHeld({ session, queueUrl, handles, clock })
  }

  /** Makes visible what an earlier run held; what it may have hidden beside that is waited for. */
  async reclaim(
    handles: readonly HeldHandle[],
    open: readonly { count: number; untilMs: number }[],
  ): Promise<void> {
    for (const each of open) this.#lose(each)
    const { session, queueUrl, clock } = this.#parts
    const due = handles.filter(({ untilMs }) => untilMs > clock.now())
    await releaseHeld({ session, queueUrl, handles: due, clock })
  }

  /** Of a FIFO queue's group nothing more comes while one of it is in hand. */
  reopen(): void {
    if (this.#parts.queue.type === 'fifo') this.#barren = 0
  }

  facts() {
    const now = this.#parts.clock.now()
    this.#lost = this.#lost.filter(({ untilMs }) => untilMs > now)
    const hidden = this.#lost.reduce((sum, { count }) => sum + count, 0)
    const hiddenUntilMs = Math.max(...this.#lost.map(({ untilMs }) => untilMs))
    return { passed: this.#passed.size, hidden, ...(hidden === 0 ? {} : { hiddenUntilMs }) }
  }

  #lose(receive: { count: number; untilMs: number }): void {
    this.#lost.push(receive)
    this.#lostUntilMs = Math.max(this.#lostUntilMs, receive.untilMs)
  }

  #keep(id: MessageId, untilMs: number): void {
    this.#kept.add(id)
    this.#keptUntilMs = Math.max(this.#keptUntilMs, untilMs)
  }

  #isChosen({ messageId }: Message): boolean {
    const { chosen } = this.#parts
    const isChosen = chosen === undefined || chosen.has(messageId)
    if (isChosen) this.#given.add(messageId)
    else this.#passed.add(messageId)
    return isChosen
  }

  /** Until then something of this queue may be hidden that is still to be met. */
  #hiddenUntilMs(): number {
    return Math.max(this.#lostUntilMs, this.#kept.size > 0 ? this.#keptUntilMs : 0)
  }

  #isOver(): boolean {
    const { chosen, clock } = this.#parts
    const hasAll = chosen !== undefined && this.#given.size >= chosen.size && this.#kept.size === 0
    if (hasAll) return true
    const untilMs = this.#hiddenUntilMs()
    return this.#barren >= barrenEnough && (untilMs === 0 || clock.now() > untilMs + settleMs)
  }

  async #waitForHidden(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts
    const leftMs = this.#hiddenUntilMs() - clock.now()
    if (leftMs > 0) await clock.sleep(Math.min(leftMs, 1_000), signal)
  }

  get #hideSeconds(): number {
    return this.#parts.chosen === undefined ? hideAllSeconds : hideSomeSeconds
  }

  async #receive(most: number, { signal, record }: Going): Promise<ReceivedMessage[]> {
    const { clock } = this.#parts
    const startMs = clock.now()
    const latestMs = startMs + requestTimeoutMs + this.#hideSeconds * 1_000
    const id = await record.begin({ count: most, untilMs: latestMs })
    try {
      const some = await this.#ask(most, startMs)
      record.end(
        id,
        some.map(({ handle }) => handle),
      )
      return this.#hold(some)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.effectUnknown) this.#lose({ count: most, untilMs: latestMs })
      else record.end(id, [])
      await this.#failed(error, signal)
      return []
    }
  }

  async #ask(most: number, startMs: number) {
    const { session, queueUrl, queue } = this.#parts
    const hideSeconds = this.#hideSeconds
    const receive = { queueUrl, max: most, hideSeconds, waitSeconds }
    const { Messages = [] } = await receiveMessages(session, receive)
    this.#failures = 0
    const untilMs = startMs + hideSeconds * 1_000
    return Messages.flatMap((received) => {
      const message = findMessage(received, queue)
      const { ReceiptHandle: receiptHandle } = received
      if (message !== undefined && receiptHandle !== undefined)
        return [{ message, handle: { messageId: message.messageId, receiptHandle, untilMs } }]
      // Hidden, and nothing can be done with it.
      this.#lose({ count: 1, untilMs })
      return []
    })
  }

  #hold(some: readonly { message: Message; handle: HeldHandle }[]): ReceivedMessage[] {
    const isNew = some.some(
      ({ handle: { messageId } }) => !this.#given.has(messageId) && !this.#passed.has(messageId),
    )
    this.#barren = isNew ? 0 : this.#barren + 1
    return some.map(({ message, handle }) => {
      this.#held.set(handle.messageId, handle)
      return { message, heldUntilMs: handle.untilMs }
    })
  }

  /** One that was surely refused is made again. */
  async #failed(error: AppError, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#parts
    this.#failures += 1
    const isHopeless = !error.effectUnknown && !error.retryable
    if (isHopeless || this.#failures >= mostFailuresInARow) throw error
    await clock.sleep(backoffMs(this.#failures, retryLimits, random), signal)
  }
}
