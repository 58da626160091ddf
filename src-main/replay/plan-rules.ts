import type { MovePlan } from '#contract'
import { AppError } from '../lib/app-error.ts'
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
