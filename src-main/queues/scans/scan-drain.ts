import type { MessageId, QueueUrl } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Clock } from '../../lib/clock.ts'
import { deleteBatch } from '../delete-batch.ts'
import { runBatch } from '../handle-batch.ts'
import type { HandleEntry } from '../handle-batch.ts'
import type { ScanCounts } from './scan-counts.ts'
import type { BulkHold } from '../bulk-hold.ts'

/** A handle that is about to run out would be taken by SQS, and perhaps delete nothing. */
const marginMs = 2_000

export interface DrainParts {
  session: Session
  queueUrl: QueueUrl
  hold: BulkHold
  counts: ScanCounts
  clock: Clock
}

/** Deletes what is on the disk, each once by the handle of its last receive. */
export class ScanDrain {
  readonly #parts: DrainParts
  /** Not surely deleted, and not surely there: no answer came. Their next receive tells. */
  readonly #uncertain = new Set<MessageId>()
  readonly #refused = new Set<MessageId>()

  constructor(parts: DrainParts) {
    this.#parts = parts
  }

  /** At most 10, all of them on the disk. What is not deleted stays held, and is given back at the end. */
  async delete(messageIds: readonly MessageId[], fresh: readonly MessageId[]): Promise<void> {
    const { session, queueUrl, hold, counts, clock } = this.#parts
    const now = clock.now()
    const entries = [...new Set(messageIds)].flatMap((messageId): HandleEntry[] => {
      const held = hold.find(messageId)
      if (held !== undefined && held.untilMs - now > marginMs) return [held]
      this.#refused.add(messageId)
      return []
    })
    counts.calls += entries.length === 0 ? 0 : 1
    const { outcomes } = await runBatch(entries, {
      iamAction: 'sqs:DeleteMessage',
      send: (batch) => deleteBatch(session, queueUrl, batch),
    })
    // One that was deleted before and came again had not been: it is deleted again, and counted once.
    const open = new Set([...fresh, ...this.#uncertain, ...this.#refused])
    for (const { messageId, outcome } of outcomes) {
      this.#uncertain.delete(messageId)
      this.#refused.delete(messageId)
      if (outcome === 'uncertain') this.#uncertain.add(messageId)
      if (outcome === 'failed') this.#refused.add(messageId)
    }
    const done = outcomes.flatMap((each) => (each.outcome === 'done' ? each.messageId : []))
    counts.deleted += done.filter((id) => open.has(id)).length
    counts.deleteUncertain = this.#uncertain.size
    counts.notDeleted = this.#refused.size
    const failed = outcomes.find((each) => each.outcome !== 'done')
    if (failed?.outcome === 'failed' || failed?.outcome === 'uncertain') counts.error = failed.error
    await hold.drop(done)
  }
}
