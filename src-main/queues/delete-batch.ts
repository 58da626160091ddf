import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { DeleteMessageBatchCommandOutput } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface Handled {
  id: string
  receiptHandle: string
}

/** Deletes up to 10 messages by their handles, once; the answer says of each whether it was. */
export async function deleteBatch(
  session: Session,
  queueUrl: QueueUrl,
  batch: readonly Handled[],
): Promise<DeleteMessageBatchCommandOutput> {
  const command = new DeleteMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: batch.map(({ id, receiptHandle }) => ({ Id: id, ReceiptHandle: receiptHandle })),
  })
  const client = sqsClient(session, 'change')
  return session.call(sqsFacts('DeleteMessageBatch', 'change'), () => client.send(command))
}
