import { tailIdSchema } from '#contract'
import type { TailId, TailStart } from '#contract'
import { createRecall } from '../../../lib/recall.ts'
import { createStore } from '../../../lib/store.ts'

/** What the user has chosen for one stream. */
export interface TimelineWish {
  tailId: TailId
  start: TailStart
  readsPerSecond: number
  text: string
  partitionKey: string
  /** JSONata. */
  expression: string
}

export const paces = [0.2, 1, 2, 5] as const

export function newTailId(): TailId {
  return tailIdSchema.parse(crypto.randomUUID())
}

function firstWish(): TimelineWish {
  const start = { type: 'LATEST' as const }
  return {
    tailId: newTailId(),
    start,
    readsPerSecond: 1,
    text: '',
    partitionKey: '',
    expression: '',
  }
}

/** What the timeline of a stream was left with; main keeps what it read for a minute. */
export const recallTimeline = createRecall(() => createStore(firstWish()))
