import { BATCH_MAX, PUT_RECORDS_MAX } from '#contract'
import type { Move, MovePlan, QueueUrl } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { sendConcurrency } from '../sends/send-run.ts'
import type { StoredMove } from './move-messages.ts'

/**
 * By what a message is known whichever move meets it: the queue that it is taken out of. What a capture holds may be sent
 * as often as somebody asks, so there each move knows its own.
 */
export function sourceOf({ id, plan }: Pick<StoredMove, 'id' | 'plan'>): string {
  return plan.kind === 'redrive' ? plan.queueUrl : `move ${String(id)}`
}

/** Edits are of entries of a capture, by their places there: without one they would be passed over in silence. */
export function assertEditable({ choice, shape }: MovePlan): void {
  if (choice !== undefined || (shape.edits ?? []).length === 0) return
  throw new AppError('invalid-input', 'edits without a capture', { params: { field: 'edits' } })
}

/**
 * How a source is taken from. A queue by several at a time, ten each, as it gives them; a capture by one, in pages of which
 * the sender makes batches side by side that keep the order of groups. After a crash nobody knows of a page's messages
 * whether they were sent: it is no larger than what the sender has under way at a time.
 */
export function waysOf({ kind, to }: MovePlan): { lanes: number; batch: number } {
  if (kind === 'redrive') return { lanes: 4, batch: BATCH_MAX }
  const batch = to.kind === 'stream' ? PUT_RECORDS_MAX : sendConcurrency * BATCH_MAX
  return { lanes: 1, batch }
}

/**
 * Whoever else empties a queue knows nothing of what a redrive has sent from it, or may have, and would send that again.
 * @throws conflict
 */
export function assertSettled(moves: readonly Move[], queueUrl: QueueUrl): void {
  const own = moves.filter(({ plan }) => plan.kind === 'redrive' && plan.queueUrl === queueUrl)
  const open = own.map(({ counts }) => counts.sending + counts.sent + counts.kept + counts.unknown)
  const count = open.reduce((sum, each) => sum + each, 0)
  if (count === 0 && own.every(({ state }) => state !== 'running')) return
  throw new AppError('conflict', 'a redrive of this queue is not settled', {
    params: { reason: 'redrive-unsettled', count },
  })
}
