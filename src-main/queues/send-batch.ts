import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { SendMessageBatchResult } from '@aws-sdk/client-sqs'
import { messageIdSchema } from '#contract'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { EntryResult, Packed } from '../sends/send-target.ts'
import { refusedEntryError, unnamedEntryError } from './batch-entry-error.ts'
import { toSdkMessage } from './sdk-message.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

const iamAction = 'sqs:SendMessage'

function resultsOf(packed: Packed, answer: Partial<SendMessageBatchResult>): EntryResult[] {
  const sent = new Map(answer.Successful?.map((entry) => [entry.Id, entry.MessageId]))
  const failed = new Map(answer.Failed?.map((entry) => [entry.Id, entry]))
  return packed.map((_entry, index): EntryResult => {
    const id = String(index)
    const messageId = messageIdSchema.safeParse(sent.get(id))
    if (messageId.success) return { outcome: 'sent', messageId: messageId.data }
    const failure = failed.get(id)
    return failure === undefined
      ? { outcome: 'uncertain', error: unnamedEntryError(iamAction) }
      : { outcome: 'failed', error: refusedEntryError(failure, iamAction) }
  })
}

/** Sends one batch, once. @throws when the whole of it failed or nobody knows */
export async function sendBatch(
  session: Session,
  queueUrl: QueueUrl,
  packed: Packed,
): Promise<EntryResult[]> {
  const command = new SendMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: packed.map(({ message }, index) => ({ Id: String(index), ...toSdkMessage(message) })),
  })
  const client = sqsClient(session, 'change')
  const facts = sqsFacts('SendMessageBatch', 'change')
  return resultsOf(packed, await session.call(facts, () => client.send(command)))
}
