import type { MessageId, QueueUrl } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import { deleteBatch } from '../delete-batch.ts'
import { runBatch } from '../handle-batch.ts'
import type { EntryOutcome, HandleEntry } from '../handle-batch.ts'
import { changeVisibility } from '../visibility.ts'

interface Batch {
  session: Session
  queueUrl: QueueUrl
  handles: readonly HandleEntry[]
  clock: Clock
}

/** A throttled delete is made again, so that what arrived does not stay behind for the sake of a moment. */
const mostTries = 6
const retryLimits = { firstMs: 200, maxMs: 5_000 }

/** Surely not carried out, and the same a little later may be. */
function canBeRepeated(outcome: EntryOutcome): boolean {
  return outcome.outcome === 'failed' && outcome.error.retryable
}

/** Deletes by handle, at most 10; gives those of which SQS said that it did. Never throws. */
export async function deleteHeld({
  session,
  queueUrl,
  handles,
  clock,
  random,
}: Batch & { random(): number }): Promise<ReadonlySet<MessageId>> {
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

/** Makes messages visible; what cannot be is visible by itself when its time is over. Never throws. */
export async function releaseHeld({ session, queueUrl, handles, clock }: Batch): Promise<void> {
  let left = handles
  for (let tries = 1; left.length > 0 && tries <= 3; tries += 1) {
    if (tries > 1) await clock.sleep(500)
    const { outcomes } = await changeVisibility({ session, queueUrl, entries: left, seconds: 0 })
    const again = new Set(outcomes.filter(canBeRepeated).map(({ messageId }) => messageId))
    left = left.filter(({ messageId }) => again.has(messageId))
  }
}
