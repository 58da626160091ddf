import type { Message, MessageId, QueueUrl } from '#contract'
import { AppError } from '../lib/app-error.ts'

/** A message as a look brought it, with the handle of its latest receive. Stays in main. */
export interface SeenMessage {
  message: Message
  receiptHandle: string
}

/** Kept for one connection; the messages seen longest ago are let go first. */
const maxBytes = 64 * 1024 * 1024
/** What a message takes beside its texts: ids, times, handle, objects. Many small ones fill memory too. */
const overheadBytes = 2048

function bytesOf({ message }: SeenMessage): number {
  const texts = [...message.attributes, ...message.systemAttributes]
  const characters = texts.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return message.bodyBytes + characters + overheadBytes
}

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
    // Put last, so that the first is the one looked into longest ago.
    this.#queues.delete(queueUrl)
    this.#queues.set(queueUrl, queue)
    queue.set(seen.message.messageId, seen)
    this.#bytes += bytesOf(seen)
    this.#letGo(queueUrl)
  }

  forget(queueUrl: QueueUrl, messageId: MessageId): void {
    const queue = this.#queues.get(queueUrl)
    const seen = queue?.get(messageId)
    if (queue === undefined || seen === undefined) return
    queue.delete(messageId)
    this.#bytes -= bytesOf(seen)
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

  /** Another queue's messages go before those of the queue that the user is looking into. */
  #letGo(current: QueueUrl): void {
    for (const [queueUrl, queue] of this.#queues) {
      for (const messageId of queue.keys()) {
        const isTheLast = queueUrl === current && queue.size === 1
        if (this.#bytes <= maxBytes || isTheLast) return
        this.forget(queueUrl, messageId)
      }
    }
  }
}
