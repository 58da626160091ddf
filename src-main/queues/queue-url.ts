import { GetQueueUrlCommand } from '@aws-sdk/client-sqs'
import { queueUrlSchema } from '#contract'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { toAppError } from '../lib/app-error.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

interface NamedQueue {
  name: string
  /** The connection's own, if not given. */
  account?: string
}

/** Asks for the URL by the name. @throws not-found when there is none */
export async function getQueueUrl(
  session: Session,
  { name, account }: NamedQueue,
): Promise<QueueUrl> {
  const command = new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account })
  const client = sqsClient(session, 'read')
  const answer = await session.call(sqsFacts('GetQueueUrl', 'read'), () => client.send(command))
  return queueUrlSchema.parse(answer.QueueUrl)
}

/** Undefined when there is none. Denied is thrown: what may not be asked for may well be there. */
export async function findQueueUrl(session: Session, name: string): Promise<QueueUrl | undefined> {
  try {
    return await getQueueUrl(session, { name })
  } catch (thrown) {
    if (toAppError(thrown).code === 'not-found') return undefined
    throw thrown
  }
}
