import type { DeleteOutcome, MessageId, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { deleteBatch } from './delete-batch.ts'
import { noLongerSeen, runBatch } from './handle-batch.ts'
import type { EntryOutcome, HandleEntry } from './handle-batch.ts'
import type { LookMemory } from './look-memory.ts'
import { queueName } from './queue-mapping.ts'

export interface Deletion {
  session: Session
  memory: LookMemory
  queueUrl: QueueUrl
  /** At most 10: one batch. */
  messageIds: readonly MessageId[]
  /** The handle of a message that is held at this moment. */
  findHeld?(messageId: MessageId): string | undefined
}

export interface DeletionResult {
  outcomes: DeleteOutcome[]
  requestId?: string | undefined
}

/**
 * On a FIFO queue a handle is good only while the message is held: after that the delete would be refused at best. Said
 * before anything is asked of SQS.
 */
function refuseFifo({ queueUrl, messageIds, findHeld }: Deletion): void {
  const name = queueName(queueUrl)
  const areHeld = messageIds.every((id) => findHeld?.(id) !== undefined)
  if (!name.endsWith('.fifo') || areHeld) return
  throw new AppError('conflict', 'a FIFO message can only be deleted while it is held', {
    params: { reason: 'fifo-not-held', name },
  })
}

function toDeleteOutcome(outcome: EntryOutcome): DeleteOutcome {
  return outcome.outcome === 'done' ? { messageId: outcome.messageId, outcome: 'deleted' } : outcome
}

/**
 * Deletes looked-at messages with the handle of their latest receive, one outcome for each. SQS takes a delete with
 * an older handle without carrying it out, so another receiver may still have the message ([sdk] DeleteMessage).
 */
export async function deleteMessages(deletion: Deletion): Promise<DeletionResult> {
  const { memory, queueUrl, messageIds, findHeld } = deletion
  refuseFifo(deletion)
  const entries = messageIds.flatMap((messageId): HandleEntry[] => {
    const receiptHandle = findHeld?.(messageId) ?? memory.find(queueUrl, messageId)?.receiptHandle
    return receiptHandle === undefined ? [] : [{ messageId, receiptHandle }]
  })
  const { outcomes, requestId } = await runBatch(entries, {
    iamAction: 'sqs:DeleteMessage',
    send: (batch) => deleteBatch(deletion.session, queueUrl, batch),
  })
  const byId = new Map(outcomes.map((each) => [each.messageId, toDeleteOutcome(each)]))
  for (const each of byId.values()) {
    if (each.outcome === 'deleted') memory.forget(queueUrl, each.messageId)
  }
  return { outcomes: messageIds.map((id) => byId.get(id) ?? noLongerSeen(id)), requestId }
}
