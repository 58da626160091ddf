import type { HeldQueue } from '#contract'
import { createStore } from '../lib/store.ts'
import type { Store } from '../lib/store.ts'

/** What Weir holds of which queue, over all connections; followed by the status bar, shown wherever it matters. */
export const heldQueues: Store<readonly HeldQueue[]> = createStore<readonly HeldQueue[]>([])

export interface HeldTotals {
  /** Hidden for sure, and can be returned. */
  held: number
  /** At most so many more may be hidden. */
  uncertain: number
}

export function totalsOf(queues: readonly HeldQueue[]): HeldTotals {
  return {
    held: queues.reduce((sum, { held, left }) => sum + held + left, 0),
    uncertain: queues.reduce((sum, { uncertain }) => sum + uncertain, 0),
  }
}
