import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { runBatch } from './handle-batch.ts'
import type { BatchResult, EntryOutcome, HandleEntry } from './handle-batch.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

/** `ChangeMessageVisibilityBatch` takes 10 at most. */
const batchMax = 10

export interface VisibilityChange {
  session: Session
  queueUrl: QueueUrl
  entries: readonly HandleEntry[]
  /** From now on; 0 makes them visible at once. */
  seconds: number
}

function changeBatch(
  { session, queueUrl, seconds }: VisibilityChange,
  entries: readonly HandleEntry[],
): Promise<BatchResult> {
  return runBatch(entries, {
    iamAction: 'sqs:ChangeMessageVisibility',
    send: (batch) => {
      const command = new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map(({ id, receiptHandle }) => ({
          Id: id,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        })),
      })
      const client = sqsClient(session, 'change')
      return session.call(sqsFacts('ChangeMessageVisibilityBatch', 'change'), () =>
        client.send(command),
      )
    },
  })
}

/** Changes how long messages stay hidden, ten a call, each call once; one outcome for each message, never a throw. */
export async function changeVisibility(change: VisibilityChange): Promise<BatchResult> {
  const outcomes: EntryOutcome[] = []
  let requestId: string | undefined
  for (let at = 0; at < change.entries.length; at += batchMax) {
    const result = await changeBatch(change, change.entries.slice(at, at + batchMax))
    outcomes.push(...result.outcomes)
    requestId = result.requestId ?? requestId
  }
  return { outcomes, requestId }
}
