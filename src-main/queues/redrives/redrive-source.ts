import type { Message, MessageId, QueueDetail } from '#contract'
import { requestTimeoutMs } from '../../connections/session.ts'
import type { Session } from '../../connections/session.ts'
import { toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import type { BulkHolding } from '../bulk-holdings.ts'
import type { HoldRecord } from '../hold-ports.ts'
import { findMessage } from '../message-mapping.ts'
import { receiveMessages } from '../receive.ts'
import { deleteMoved } from './delete-moved.ts'
import { Hidden } from './hidden.ts'

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
  queue: QueueDetail
  /** Message ids that were chosen; absent for every one. */
  chosen?: Pick<ReadonlySet<string>, 'has' | 'size'> | undefined
  holding: BulkHolding
  hideSeconds: number
  /** What an earlier run hid and nobody holds now. */
  listLeft(): Promise<HoldRecord[]>
  clock: Clock
  random(): number
}

/** A message that was received to be moved. */
export interface ReceivedMessage {
  message: Message
  heldUntilMs: number
}

/**
 * What a move takes out of a queue. It holds everything that it receives: what was moved is deleted, the rest is given
 * back at the end, so that no message is received twice in one going through.
 */
export class RedriveSource {
  readonly #parts: RedriveSourceParts
  readonly #passed = new Set<MessageId>()
  readonly #given = new Set<MessageId>()
  /** Arrived, and not surely deleted: they come again when they are visible. */
  readonly #kept = new Set<MessageId>()
  readonly #hidden: Hidden
  #barren = 0
  #failures = 0

  constructor(parts: RedriveSourceParts) {
    this.#parts = parts
    this.#hidden = new Hidden(parts.clock)
  }

  /** Before the first: gives back what an earlier run held, and knows of what may be hidden beside that. */
  async recover(): Promise<void> {
    const { listLeft, holding, clock } = this.#parts
    const receivedAtMs = clock.now()
    for (const { messageId, receiptHandle, count, untilMs } of await listLeft()) {
      if (messageId === undefined || receiptHandle === undefined)
        this.#hidden.add({ count, untilMs })
      else holding.hold.add({ messageId, receiptHandle, receivedAtMs, untilMs, isAtLimit: false })
    }
    const { notReturned, untilMs } = await holding.hold.returnAll()
    this.#hidden.add({ count: notReturned, untilMs })
  }

  /**
   * Receives, and gives those that were chosen: none where none came, undefined where there are no more.
   * @throws where there is no use in going on
   */
  async next(most: number, signal: AbortSignal): Promise<ReceivedMessage[] | undefined> {
    if (this.#isOver()) return undefined
    if (this.#barren >= barrenEnough) await this.#waitForHidden(signal)
    await this.#parts.holding.hold.renewDue()
    const received = await this.#receive(most, signal)
    return received.filter(({ message }) => this.#isChosen(message))
  }

  /** Deletes what arrived. What cannot be deleted for sure is `kept`: it is deleted when it comes again. */
  async finish(messageIds: readonly MessageId[]): Promise<('done' | 'kept')[]> {
    const { session, queue, holding, clock, random } = this.#parts
    const { hold } = holding
    const handles = messageIds.flatMap((id) => hold.find(id) ?? [])
    const { queueUrl } = queue
    const answered = await deleteMoved({ session, queueUrl, handles, clock, random })
    const now = clock.now()
    // SQS may take a delete with a handle whose time is over without carrying it out ([sdk] DeleteMessage).
    const deleted = messageIds.filter(
      (id) => answered.has(id) && now < (hold.find(id)?.untilMs ?? 0),
    )
    const isDeleted = new Set(deleted)
    for (const id of messageIds) if (!isDeleted.has(id)) this.#kept.add(id)
    for (const id of deleted) this.#kept.delete(id)
    // In the records they are gone a moment later; until then they would be given back in vain.
    void hold.drop(deleted).catch(() => undefined)
    return messageIds.map((id) => (isDeleted.has(id) ? 'done' : 'kept'))
  }

  /** Makes visible what is still held; what could not be stays in the records of holds until it is visible by itself. */
  async release(): Promise<void> {
    const { holding } = this.#parts
    try {
      await holding.pages.close()
    } finally {
      await holding.hold.returnAll()
      holding.close()
    }
  }

  /** Of a FIFO queue's group nothing more comes while one of it is in hand. */
  reopen(): void {
    if (this.#parts.queue.type === 'fifo') this.#barren = 0
  }

  /** Nothing new comes, and nothing of it is known to be hidden. */
  get isExhausted(): boolean {
    const untilMs = this.#hiddenUntilMs()
    const isAllVisible = untilMs === 0 || this.#parts.clock.now() > untilMs + settleMs
    return this.#barren >= barrenEnough && isAllVisible
  }

  facts() {
    return { passed: this.#passed.size, ...this.#hidden.facts() }
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
    const { hold } = this.#parts.holding
    const kept = [...this.#kept].map((id) => hold.find(id)?.untilMs ?? 0)
    return Math.max(this.#hidden.untilMs, ...kept)
  }

  #isOver(): boolean {
    const { chosen } = this.#parts
    const hasAll = chosen !== undefined && this.#given.size >= chosen.size && this.#kept.size === 0
    return hasAll || this.isExhausted
  }

  async #waitForHidden(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts
    const leftMs = this.#hiddenUntilMs() - clock.now()
    if (leftMs > 0) await clock.sleep(Math.min(leftMs, 1_000), signal)
  }

  async #receive(most: number, signal: AbortSignal): Promise<ReceivedMessage[]> {
    const { clock, holding, hideSeconds } = this.#parts
    // On the disk first: that so many may be hidden, and until when at the latest.
    const place = await holding.pages.take()
    try {
      const { received, unnamed } = await this.#ask(most)
      place.came(
        received.map(({ handle }) => handle),
        unnamed,
      )
      return this.#note(
        received.map(({ message, handle: { untilMs } }) => ({ message, heldUntilMs: untilMs })),
      )
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.effectUnknown) {
        place.lost(most)
        const untilMs = clock.now() + requestTimeoutMs + hideSeconds * 1_000
        this.#hidden.add({ count: most, untilMs })
      } else place.nothing()
      await this.#failed(error, signal)
      return []
    }
  }

  async #ask(most: number) {
    const { session, queue, clock, holding, hideSeconds } = this.#parts
    const receivedAtMs = clock.now()
    const untilMs = receivedAtMs + hideSeconds * 1_000
    const receive = { queueUrl: queue.queueUrl, max: most, hideSeconds, waitSeconds }
    const { Messages = [] } = await receiveMessages(session, receive)
    this.#failures = 0
    const received = Messages.flatMap((each) => {
      const message = findMessage(each, queue)
      const { ReceiptHandle: receiptHandle } = each
      if (message === undefined || receiptHandle === undefined) return []
      const { messageId } = message
      const handle = { messageId, receiptHandle, receivedAtMs, untilMs, isAtLimit: false }
      holding.hold.add(handle)
      return [{ message, handle }]
    })
    // Hidden, and nothing can be done with them.
    const unnamed = Messages.length - received.length
    this.#hidden.add({ count: unnamed, untilMs })
    return { received, unnamed }
  }

  #note(received: ReceivedMessage[]): ReceivedMessage[] {
    const isNew = received.some(
      ({ message: { messageId } }) => !this.#given.has(messageId) && !this.#passed.has(messageId),
    )
    this.#barren = isNew ? 0 : this.#barren + 1
    return received
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
