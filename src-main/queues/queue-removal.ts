import { DeleteQueueCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { toAppError } from '../lib/app-error.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

/** Deletes a queue with all its messages, once. Its name is free again after 60 s. */
export async function deleteQueue(session: Session, queueUrl: QueueUrl) {
  const command = new DeleteQueueCommand({ QueueUrl: queueUrl })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('DeleteQueue', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}

/** Empties a queue, once: takes up to 60 s, and messages in flight or sent meanwhile go, too ([sdk] PurgeQueue). */
export async function purgeQueue(session: Session, queueUrl: QueueUrl) {
  const command = new PurgeQueueCommand({ QueueUrl: queueUrl })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('PurgeQueue', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}

/**
 * Makes a purge and tells `onQuiet` whenever another one must wait a minute now: it was made, it may have been, or SQS
 * says that one is under way.
 */
export async function notingPurge<T>(onQuiet: () => void, purge: () => Promise<T>): Promise<T> {
  try {
    const answer = await purge()
    onQuiet()
    return answer
  } catch (thrown) {
    const { effectUnknown, params } = toAppError(thrown)
    if (effectUnknown || params['name'] === 'PurgeQueueInProgress') onQuiet()
    throw thrown
  }
}
