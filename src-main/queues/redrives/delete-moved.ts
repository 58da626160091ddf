import type { MessageId, QueueUrl } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import { deleteBatch } from '../delete-batch.ts'
import { runBatch } from '../handle-batch.ts'
import type { EntryOutcome, HandleEntry } from '../handle-batch.ts'

interface Deletion {
  session: Session
  queueUrl: QueueUrl
  /** At most 10. */
  handles: readonly HandleEntry[]
  clock: Clock
  random(): number
}

/** A throttled delete is made again, so that what arrived does not stay behind for the sake of a moment. */
const mostTries = 6
const retryLimits = { firstMs: 200, maxMs: 5_000 }

/** Surely not carried out, and the same a little later may be. */
function canBeRepeated(outcome: EntryOutcome): boolean {
  return outcome.outcome === 'failed' && outcome.error.retryable
}

/** Deletes by handle; gives those of which SQS said that it did. Never throws. */
export async function deleteMoved({
  session,
  queueUrl,
  handles,
  clock,
  random,
}: Deletion): Promise<ReadonlySet<MessageId>> {
  const deleted = new Set<MessageId>()
  let left = handles
  for (let tries = 1; left.length > 0 && tries <= mostTries; tries += 1) {
    if (tries > 1) await clock.sleep(backoffMs(tries - 1, retryLimits, random))
    const { outcomes } = await runBatch(left, {
      iamAction: 'sqs:DeleteMessage',
      send: (batch) => deleteBatch(session, queueUrl, batch),
    })
    for (const { messageId, outcome } of outcomes) if (outcome === 'done') deleted.add(messageId)
    const again = new Set(outcomes.filter(canBeRepeated).map(({ messageId }) => messageId))
    left = left.filter(({ messageId }) => again.has(messageId))
  }
  return deleted
}
