import { tailIdSchema } from '#contract'
import type { StreamArn, TailId, TailStart } from '#contract'
import { onForget } from '../../../lib/forget.ts'
import { createStore } from '../../../lib/store.ts'
import type { Store } from '../../../lib/store.ts'

/** What the user has chosen for one stream. */
export interface TimelineWish {
  tailId: TailId
  start: TailStart
  readsPerSecond: number
  text: string
  partitionKey: string
}

export const paces = [0.2, 1, 2, 5] as const

/** Fifty streams are more than anyone goes back to. */
const STREAMS_MAX = 50

const memories = new Map<string, Store<TimelineWish>>()
onForget((connectionId) => {
  for (const key of memories.keys()) if (key.startsWith(`${connectionId} `)) memories.delete(key)
})

export function newTailId(): TailId {
  return tailIdSchema.parse(crypto.randomUUID())
}

function firstWish(): TimelineWish {
  const start = { type: 'LATEST' as const }
  return { tailId: newTailId(), start, readsPerSecond: 1, text: '', partitionKey: '' }
}

/** What the timeline of a stream was left with; main keeps what it read for a minute. */
export function recallTimeline(connectionId: string, streamArn: StreamArn): Store<TimelineWish> {
  const key = `${connectionId} ${streamArn}`
  const memory = memories.get(key) ?? createStore(firstWish())
  memories.delete(key)
  memories.set(key, memory)
  const [oldest] = memories.keys()
  if (memories.size > STREAMS_MAX && oldest !== undefined) memories.delete(oldest)
  return memory
}
