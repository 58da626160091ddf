import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { Message, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { refusedEntryError } from './batch-entry-error.ts'
import { deleteBatch } from './delete-batch.ts'
import { findMessage } from './message-mapping.ts'
import { createOne } from './queue-creator.ts'
import { toQueue } from './queue-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { deleteQueue } from './queue-removal.ts'
import { listTags } from './queue-tags.ts'
import { findQueueUrl } from './queue-url.ts'
import { receiveClient, sqsFacts } from './sqs.ts'

/** What `findMessage` asks of a queue; of a tap's queue Weir knows it without reading it. */
function shapeOf(queueUrl: QueueUrl, retentionSeconds: number) {
  return { type: toQueue(queueUrl).type, redrive: undefined, retentionSeconds }
}

async function receive(
  session: Session,
  { queueUrl, waitSeconds }: { queueUrl: QueueUrl; waitSeconds: number },
) {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: waitSeconds,
    MessageAttributeNames: ['All'],
    // Both names of the same wish: some emulators know only the old one.
    // oxlint-disable-next-line typescript/no-deprecated -- local-aws-sqs answers only to this one
    AttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  })
  const client = receiveClient(session)
  const answer = await session.call(sqsFacts('ReceiveMessage', 'change'), () =>
    client.send(command),
  )
  return answer.Messages ?? []
}

async function removeMessages(
  session: Session,
  { queueUrl, handles }: { queueUrl: QueueUrl; handles: readonly string[] },
): Promise<void> {
  const batch = handles.map((receiptHandle, index) => ({ id: String(index), receiptHandle }))
  const answer = await deleteBatch(session, queueUrl, batch)
  const [failed] = answer.Failed ?? []
  if (failed === undefined) return
  const { code, params, retryable } = refusedEntryError(failed, 'sqs:DeleteMessage')
  throw new AppError(code, 'a message was not deleted', { params, retryable })
}

interface Received {
  message: Message
  receiptHandle: string
}

/** What taps of topics need of SQS, joined to them by compose. */
export function tapQueues(reader: QueueReader, retentionSeconds: number) {
  return {
    create: async (
      session: Session,
      queue: { name: string; attributes: Record<string, string>; tags: Record<string, string> },
    ): Promise<QueueUrl> => {
      const tags = Object.entries(queue.tags).map(([key, value]) => ({ key, value }))
      return (await createOne(session, { ...queue, tags })).queue.queueUrl
    },
    findUrl: findQueueUrl,
    arnOf: async (session: Session, queueUrl: QueueUrl): Promise<string> => {
      const { QueueArn = '' } = await reader.readAttributes(session, queueUrl, ['QueueArn'])
      return QueueArn
    },
    receive: async (
      session: Session,
      queueUrl: QueueUrl,
      waitSeconds: number,
    ): Promise<Received[]> => {
      const shape = shapeOf(queueUrl, retentionSeconds)
      const received = await receive(session, { queueUrl, waitSeconds })
      return received.flatMap((each) => {
        const message = findMessage(each, shape)
        // What cannot be understood stays in the queue; it costs none of the others.
        return message === undefined ? [] : [{ message, receiptHandle: each.ReceiptHandle ?? '' }]
      })
    },
    removeMessages: (session: Session, queueUrl: QueueUrl, handles: readonly string[]) =>
      removeMessages(session, { queueUrl, handles }),
    remove: async (session: Session, queueUrl: QueueUrl): Promise<void> => {
      await deleteQueue(session, queueUrl)
    },
    list: async (session: Session, prefix: string) =>
      // An emulator may take no notice of the prefix.
      (await reader.list(session, prefix)).filter(({ name }) => name.startsWith(prefix)),
    tagsOf: async (session: Session, queueUrl: QueueUrl): Promise<Record<string, string>> => {
      const tags = await listTags(session, queueUrl)
      return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
    },
  }
}
