import type { ReleaseNote } from './hold-ports.ts'

/** How the journal sees a batch: one entry that may have happened makes the whole uncertain. */
export function summarise(outcomes: readonly { outcome: string }[]): ReleaseNote {
  const count = outcomes.filter(({ outcome }) => outcome === 'done' || outcome === 'deleted').length
  if (outcomes.some((each) => each.outcome === 'uncertain')) return { count, outcome: 'uncertain' }
  if (count === outcomes.length) return { count }
  return { count, outcome: count === 0 ? 'failed' : 'partly' }
}
