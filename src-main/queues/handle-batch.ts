import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'
import type { MessageId, VisibilityOutcome } from '#contract'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { refusedEntryError, unnamedEntryError } from './batch-entry-error.ts'

/** One message of a batch, by the handle of its receive. */
export interface HandleEntry {
  messageId: MessageId
  receiptHandle: string
}

/** What SQS answers to any batch. */
interface BatchAnswer {
  Successful?: { Id: string | undefined }[] | undefined
  Failed?: BatchResultErrorEntry[] | undefined
  $metadata: { requestId?: string | undefined }
}

export interface BatchCall {
  /** The IAM action, which covers the batch too. */
  iamAction: string
  /** At most 10 entries, in the order of their ids `0`, `1` … */
  send(entries: readonly (HandleEntry & { id: string })[]): Promise<BatchAnswer>
}

export type EntryOutcome = VisibilityOutcome

export interface BatchResult {
  outcomes: EntryOutcome[]
  requestId?: string | undefined
}

/** Never looked at, or let go since: there is no handle to do it with. */
export function noLongerSeen(messageId: MessageId): EntryOutcome & { outcome: 'failed' } {
  const error = new AppError('not-found', 'the message is no longer in memory', {
    params: { kind: 'message', name: messageId },
  })
  return { messageId, outcome: 'failed', error: errorValue(error) }
}

/** The whole batch failed: each entry shares the reason, and is uncertain if it may have been carried out. */
function allFailed(entries: readonly HandleEntry[], thrown: unknown): EntryOutcome[] {
  const error = errorValue(toAppError(thrown))
  const outcome = error.effectUnknown ? ('uncertain' as const) : ('failed' as const)
  return entries.map(({ messageId }) => ({ messageId, outcome, error }))
}

/** Makes one call for at most 10 messages, once; gives one outcome for each and never throws. */
export async function runBatch(
  entries: readonly HandleEntry[],
  { iamAction, send }: BatchCall,
): Promise<BatchResult> {
  if (entries.length === 0) return { outcomes: [] }
  try {
    const answer = await send(entries.map((entry, index) => ({ ...entry, id: String(index) })))
    const done = new Set(answer.Successful?.map((entry) => entry.Id))
    const failed = new Map(answer.Failed?.map((entry) => [entry.Id, entry]))
    const outcomes = entries.map(({ messageId }, index): EntryOutcome => {
      const id = String(index)
      if (done.has(id)) return { messageId, outcome: 'done' }
      const failure = failed.get(id)
      return failure === undefined
        ? { messageId, outcome: 'uncertain', error: unnamedEntryError(iamAction) }
        : { messageId, outcome: 'failed', error: refusedEntryError(failure, iamAction) }
    })
    return { outcomes, requestId: answer.$metadata.requestId }
  } catch (thrown) {
    return { outcomes: allFailed(entries, thrown) }
  }
}
