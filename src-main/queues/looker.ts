import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { LookLedger, MessageId, MessagePreview, QueueDetail, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { quickLookLedger } from './look-ledger.ts'
import type { LookMemory } from './look-memory.ts'
import { toMessage, toPreview } from './message-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface Look {
  session: Session
  memory: LookMemory
  queueUrl: QueueUrl
  max: number
  /** Messages the user said may go to the dead-letter queue. */
  acceptMoves: readonly MessageId[]
}

export interface LookResult {
  messages: MessagePreview[]
  lookedAtMs: number
  requestId: string | undefined
}

function arnName(arn: string): string {
  return arn.split(':').at(-1) ?? arn
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

  /**
   * Receives up to 10 messages with a visibility timeout of 0 and no waiting, so the call is short; it is never
   * cut, since a message received by a cut call would be hidden and lost to view.
   * @throws guarded (would-move) while seen messages would go to the dead-letter queue unasked
   */
  async look(look: Look): Promise<LookResult> {
    const queue = await this.#reader.describe(look.session, look.queueUrl)
    this.#refuseMoves(this.#ledger(look, queue), look.acceptMoves)
    const answer = await this.#receive(look)
    // By id: at visibility 0 an emulator may give one message several times over; the last one counts.
    const messages = new Map<MessageId, MessagePreview>()
    for (const received of answer.Messages ?? []) {
      const message = toMessage(received, queue)
      look.memory.remember(look.queueUrl, { message, receiptHandle: received.ReceiptHandle ?? '' })
      messages.set(message.messageId, toPreview(message))
    }
    // Accepted and not returned: moved, or taken by somebody. Either way nothing is known of its count any more.
    for (const id of look.acceptMoves) if (!messages.has(id)) look.memory.forget(look.queueUrl, id)
    return {
      messages: [...messages.values()],
      lookedAtMs: this.#clock.now(),
      requestId: answer.$metadata.requestId,
    }
  }

  #ledger(look: Omit<Look, 'acceptMoves'>, queue: QueueDetail): LookLedger {
    return quickLookLedger({
      queue,
      seen: look.memory.list(look.queueUrl),
      max: look.max,
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

  #receive(look: Look) {
    const command = new ReceiveMessageCommand({
      QueueUrl: look.queueUrl,
      MaxNumberOfMessages: look.max,
      VisibilityTimeout: 0,
      WaitTimeSeconds: 0,
      MessageAttributeNames: ['All'],
      // Both names of the same wish: some emulators know only the old one.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- local-aws-sqs answers only to this one
      AttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    })
    const client = sqsClient(look.session, 'change')
    return look.session.call(sqsFacts('ReceiveMessage', 'change'), () => client.send(command))
  }
}
