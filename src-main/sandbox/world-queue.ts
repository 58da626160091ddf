import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs'
import type { SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs'

export interface Outgoing {
  readonly body: string
  readonly attributes?: Readonly<Record<string, string>>
  /** Both on a FIFO queue, neither elsewhere. */
  readonly groupId?: string
  readonly deduplicationId?: string
}

export interface Received {
  readonly handle: string
  readonly body: string
}

/** A queue as the world's small services see it. */
export interface WorldQueue {
  send(messages: readonly Outgoing[]): Promise<void>
  /** Up to ten, without waiting: a long poll that is cut swallows the next message. */
  receive(max: number, visibilityS: number): Promise<Received[]>
  remove(messages: readonly Received[]): Promise<void>
  /** Puts one back, to be seen again after so many seconds. */
  giveBack(message: Received, afterS: number): Promise<void>
  /** Messages waiting now. */
  waiting(): Promise<number>
}

// The limit of SQS for one batch.
const batchSize = 10

function batches<T>(all: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) => i * batchSize)
  return starts.map((start) => all.slice(start, start + batchSize))
}

function entryOf(message: Outgoing, index: number): SendMessageBatchRequestEntry {
  const attributes = Object.entries(message.attributes ?? {}).map(
    ([name, StringValue]) => [name, { DataType: 'String', StringValue }] as const,
  )
  return {
    Id: String(index),
    MessageBody: message.body,
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
    ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
    ...(message.deduplicationId !== undefined && {
      MessageDeduplicationId: message.deduplicationId,
    }),
  }
}

export function openWorldQueue(client: SQSClient, QueueUrl: string): WorldQueue {
  return {
    async send(messages) {
      for (const batch of batches(messages)) {
        await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: batch.map(entryOf) }))
      }
    },
    async receive(max, visibilityS) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(max, batchSize),
          VisibilityTimeout: visibilityS,
          WaitTimeSeconds: 0,
        }),
      )
      return Messages.map((m) => ({ handle: m.ReceiptHandle ?? '', body: m.Body ?? '' }))
    },
    async remove(messages) {
      for (const batch of batches(messages)) {
        const Entries = batch.map((m, i) => ({ Id: String(i), ReceiptHandle: m.handle }))
        await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
      }
    },
    async giveBack({ handle: ReceiptHandle }, VisibilityTimeout) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
      )
    },
    async waiting() {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      )
      return Number(Attributes?.['ApproximateNumberOfMessages'])
    },
  }
}
