import type { Outcome } from './change-outcome.tsx'

/** What an editor needs of whoever saves: the page knows the operation, the editor the draft. */
export interface Saving<Change> {
  /** Whether it was saved, so that the draft can go. */
  save: (change: Change) => Promise<boolean>
  pending: boolean
  /** What came of the last one. */
  outcome: Outcome | undefined
  dismiss: () => void
  /** Reads again what is shown. */
  reread: () => Promise<void>
}
