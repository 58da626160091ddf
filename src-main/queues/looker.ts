import type { LookLedger, MessageId, MessagePreview, QueueDetail, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, withFacts } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import type { HandleEntry } from './handle-batch.ts'
import { lookLedger } from './look-ledger.ts'
import type { LookMemory } from './look-memory.ts'
import { findMessage, toPreview } from './message-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { queueName } from './queue-mapping.ts'
import { receiveMessages } from './receive.ts'

export interface Look {
  session: Session
  memory: LookMemory
  queueUrl: QueueUrl
  max: number
  /** Messages the user said may go to the dead-letter queue. */
  acceptMoves: readonly MessageId[]
  /** 0 hides nothing. */
  hideSeconds: number
  /** Messages that Weir itself keeps hidden now: no receive can bring or move them. */
  heldIds: ReadonlySet<MessageId>
}

export interface LookResult {
  messages: MessagePreview[]
  lookedAtMs: number
  requestId: string | undefined
  /** By which the messages can be returned or deleted; never leaves main. */
  handles: HandleEntry[]
  /** How many were received and could not be understood, so nothing can be done with them. */
  unreadable: number
}

function arnName(arn: string): string {
  return arn.split(':').at(-1) ?? arn
}

/** A receive whose answer is lost or damaged may have been made: what it then did is told with the error. */
function tellEffect(thrown: unknown, { queueUrl, max, hideSeconds }: Look): unknown {
  if (!(thrown instanceof AppError) || !thrown.effectUnknown) return thrown
  return withFacts(thrown, { queue: queueName(queueUrl), max, hideSeconds })
}

/** Looks into queues, after working out what the look costs. */
export class Looker {
  readonly #reader: QueueReader
  readonly #clock: Clock

  constructor(reader: QueueReader, clock: Clock) {
    this.#reader = reader
    this.#clock = clock
  }

  async estimate(look: Omit<Look, 'acceptMoves'>): Promise<LookLedger> {
    const queue = await this.#reader.describe(look.session, look.queueUrl)
    return this.#ledger(look, queue)
  }

  /** @throws guarded (would-move) while seen messages would go to the dead-letter queue unasked */
  async look(look: Look): Promise<LookResult> {
    return this.receive(look, await this.prepare(look))
  }

  /**
   * Reads the queue and works out what the look would move.
   * @throws guarded (would-move) while seen messages would go to the dead-letter queue unasked
   */
  async prepare(look: Look): Promise<QueueDetail> {
    const queue = await this.#reader.describe(look.session, look.queueUrl)
    this.#refuseMoves(this.#ledger(look, queue), look.acceptMoves)
    return queue
  }

  /**
   * Receives up to 10 messages without waiting, so the call is short; it is never cut, since a message received by a
   * cut call would be hidden and lost to view.
   */
  async receive(look: Look, queue: QueueDetail): Promise<LookResult> {
    const answer = await this.#receive(look)
    // By id: at visibility 0 an emulator may give one message several times over; the last one counts.
    const messages = new Map<MessageId, MessagePreview>()
    const handles = new Map<MessageId, HandleEntry>()
    let unreadable = 0
    for (const received of answer.Messages ?? []) {
      const message = findMessage(received, queue)
      if (message === undefined) {
        unreadable += 1
        continue
      }
      const { messageId } = message
      const receiptHandle = received.ReceiptHandle ?? ''
      look.memory.remember(look.queueUrl, { message, receiptHandle })
      messages.set(messageId, toPreview(message))
      handles.set(messageId, { messageId, receiptHandle })
    }
    // Accepted and not returned: moved, or taken by somebody. Either way nothing is known of its count any more.
    for (const id of look.acceptMoves) if (!messages.has(id)) look.memory.forget(look.queueUrl, id)
    return {
      messages: [...messages.values()],
      handles: [...handles.values()],
      lookedAtMs: this.#clock.now(),
      requestId: answer.$metadata.requestId,
      unreadable,
    }
  }

  #ledger(look: Omit<Look, 'acceptMoves'>, queue: QueueDetail): LookLedger {
    return lookLedger({
      queue,
      seen: look.memory.list(look.queueUrl).filter(({ messageId }) => !look.heldIds.has(messageId)),
      max: look.max,
      hideSeconds: look.hideSeconds,
      deadLetterName:
        queue.redrive === undefined ? undefined : arnName(queue.redrive.deadLetterArn),
    })
  }

  #refuseMoves(ledger: LookLedger, accepted: readonly MessageId[]): void {
    const unasked = ledger.movesNow.filter((id) => !accepted.includes(id))
    if (unasked.length === 0) return
    const target = ledger.deadLetterName ?? ''
    throw new AppError('guarded', `the look would move ${String(unasked.length)} messages`, {
      params: { count: ledger.movesNow.length, target },
      refusal: { reason: 'would-move', messageIds: ledger.movesNow, target },
    })
  }

  async #receive(look: Look) {
    try {
      return await receiveMessages(look.session, { ...look, waitSeconds: 0 })
    } catch (thrown) {
      throw tellEffect(thrown, look)
    }
  }
}
