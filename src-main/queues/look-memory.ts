import type { Message, MessageId, QueueUrl } from '#contract'
import { AppError } from '../lib/app-error.ts'

/** A message as a look brought it, with the handle of its latest receive. Stays in main. */
export interface SeenMessage {
  message: Message
  receiptHandle: string
}

/** Bytes of bodies kept for one connection; the messages seen longest ago are let go first. */
const maxBytes = 64 * 1024 * 1024

/**
 * What looks have brought, for one connection: bodies to open, counts for the ledger, handles to delete with.
 * Bounded; ends with the connection.
 */
export class LookMemory {
  readonly #queues = new Map<QueueUrl, Map<MessageId, SeenMessage>>()
  #bytes = 0

  remember(queueUrl: QueueUrl, seen: SeenMessage): void {
    this.forget(queueUrl, seen.message.messageId)
    const queue = this.#queues.get(queueUrl) ?? new Map<MessageId, SeenMessage>()
    this.#queues.set(queueUrl, queue)
    queue.set(seen.message.messageId, seen)
    this.#bytes += seen.message.bodyBytes
    this.#letGo(queueUrl)
  }

  forget(queueUrl: QueueUrl, messageId: MessageId): void {
    const queue = this.#queues.get(queueUrl)
    const seen = queue?.get(messageId)
    if (queue === undefined || seen === undefined) return
    queue.delete(messageId)
    this.#bytes -= seen.message.bodyBytes
    if (queue.size === 0) this.#queues.delete(queueUrl)
  }

  list(queueUrl: QueueUrl): Message[] {
    return [...(this.#queues.get(queueUrl)?.values() ?? [])].map((seen) => seen.message)
  }

  find(queueUrl: QueueUrl, messageId: MessageId): SeenMessage | undefined {
    return this.#queues.get(queueUrl)?.get(messageId)
  }

  /** @throws not-found when it was never looked at, or let go */
  get(queueUrl: QueueUrl, messageId: MessageId): SeenMessage {
    const seen = this.find(queueUrl, messageId)
    if (seen !== undefined) return seen
    throw new AppError('not-found', 'the message is no longer in memory', {
      params: { kind: 'message', name: messageId },
    })
  }

  #letGo(current: QueueUrl): void {
    while (this.#bytes > maxBytes) {
      const [queueUrl, queue] = this.#oldestQueue(current)
      const oldest = queue?.keys().next().value
      if (
        queueUrl === undefined ||
        oldest === undefined ||
        (queueUrl === current && queue?.size === 1)
      )
        return
      this.forget(queueUrl, oldest)
    }
  }

  /** Another queue's messages go before the ones the user is looking at. */
  #oldestQueue(
    current: QueueUrl,
  ): [QueueUrl, Map<MessageId, SeenMessage>] | [undefined, undefined] {
    for (const entry of this.#queues) if (entry[0] !== current) return entry
    const own = this.#queues.get(current)
    return own === undefined ? [undefined, undefined] : [current, own]
  }
}
