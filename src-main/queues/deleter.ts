import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'
import type { DeleteOutcome, MessageId, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { findErrorRule, plainErrorName } from '../lib/aws-errors.ts'
import type { LookMemory, SeenMessage } from './look-memory.ts'
import { queueName } from './queue-mapping.ts'
import { sqsErrors } from './sqs-errors.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface Deletion {
  session: Session
  memory: LookMemory
  queueUrl: QueueUrl
  /** At most 10: one batch. */
  messageIds: readonly MessageId[]
}

export interface DeletionResult {
  outcomes: DeleteOutcome[]
  requestId?: string | undefined
}

interface Entry {
  messageId: MessageId
  receiptHandle: string
}

function failedEntry(messageId: MessageId, failure: BatchResultErrorEntry): DeleteOutcome {
  const name = plainErrorName(failure.Code ?? 'Unknown')
  const rule = findErrorRule(name, sqsErrors) ?? { code: 'unexpected' as const }
  const error = new AppError(rule.code, name, {
    params: { action: 'sqs:DeleteMessage', name, message: failure.Message ?? name },
    retryable: failure.SenderFault !== true,
  })
  return { messageId, outcome: 'failed', error: errorValue(error) }
}

function noAnswerFor(messageId: MessageId): DeleteOutcome {
  const error = new AppError('unexpected', 'the answer did not name the entry', {
    params: { action: 'sqs:DeleteMessage', message: 'no outcome' },
    effectUnknown: true,
  })
  return { messageId, outcome: 'uncertain', error: errorValue(error) }
}

/** Never looked at, or let go since: there is no handle to delete it with. */
function noLongerSeen(messageId: MessageId): DeleteOutcome {
  const error = new AppError('not-found', 'the message is no longer in memory', {
    params: { kind: 'message', name: messageId },
  })
  return { messageId, outcome: 'failed', error: errorValue(error) }
}

/** The whole batch failed: each entry shares the reason, and is uncertain if it may have been carried out. */
function allFailed(entries: readonly Entry[], thrown: unknown): DeleteOutcome[] {
  const error = errorValue(toAppError(thrown))
  const outcome = error.effectUnknown ? ('uncertain' as const) : ('failed' as const)
  return entries.map(({ messageId }) => ({ messageId, outcome, error }))
}

/**
 * On a FIFO queue a handle is good only while the message is held, and a quick look holds none: the delete would be
 * refused at best. Said before anything is asked of SQS.
 */
function refuseFifo(queueUrl: QueueUrl): void {
  if (!queueName(queueUrl).endsWith('.fifo')) return
  throw new AppError('conflict', 'a quick look on a FIFO queue gives nothing that can be deleted', {
    params: { reason: 'fifo-quick-look', name: queueName(queueUrl) },
  })
}

async function deleteBatch(deletion: Deletion, entries: readonly Entry[]): Promise<DeletionResult> {
  const { session, queueUrl } = deletion
  const command = new DeleteMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: entries.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
    })),
  })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('DeleteMessageBatch', 'change'), () =>
    client.send(command),
  )
  const done = new Set(answer.Successful?.map((entry) => entry.Id))
  const failed = new Map(answer.Failed?.map((entry) => [entry.Id, entry]))
  const outcomes = entries.map(({ messageId }, index): DeleteOutcome => {
    const id = String(index)
    if (done.has(id)) return { messageId, outcome: 'deleted' }
    const failure = failed.get(id)
    return failure === undefined ? noAnswerFor(messageId) : failedEntry(messageId, failure)
  })
  return { outcomes, requestId: answer.$metadata.requestId }
}

function toEntry({ message, receiptHandle }: SeenMessage): Entry {
  return { messageId: message.messageId, receiptHandle }
}

async function tryBatch(deletion: Deletion, entries: readonly Entry[]): Promise<DeletionResult> {
  if (entries.length === 0) return { outcomes: [] }
  try {
    return await deleteBatch(deletion, entries)
  } catch (thrown) {
    return { outcomes: allFailed(entries, thrown) }
  }
}

/**
 * Deletes looked-at messages with the handle of their latest receive, one outcome for each. SQS takes a delete with
 * an older handle without carrying it out, so another receiver may still have the message ([sdk] DeleteMessage).
 */
export async function deleteMessages(deletion: Deletion): Promise<DeletionResult> {
  const { memory, queueUrl, messageIds } = deletion
  refuseFifo(queueUrl)
  const seen = messageIds.map((messageId) => memory.find(queueUrl, messageId))
  const entries = seen.flatMap((each) => (each === undefined ? [] : [toEntry(each)]))
  const { outcomes, requestId } = await tryBatch(deletion, entries)
  const byId = new Map(outcomes.map((each) => [each.messageId, each]))
  for (const each of outcomes) {
    if (each.outcome === 'deleted') memory.forget(queueUrl, each.messageId)
  }
  return { outcomes: messageIds.map((id) => byId.get(id) ?? noLongerSeen(id)), requestId }
}
