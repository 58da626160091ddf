import type { Depth, Queue } from '#contract'
import type { DepthBook } from '../../api/depth-book.ts'
import { linkQueues } from '../../api/queue-links.ts'

export interface RankedQueue {
  queue: Queue
  depth: Depth
  /** Names of the queues whose dead-letter queue this is. */
  sources: readonly string[]
}

export interface Ranking {
  deepest: readonly RankedQueue[]
  /** Dead-letter queues that are not empty, deepest first. */
  deadLetters: readonly RankedQueue[]
  /** How many more of those there are. */
  moreDeadLetters: number
  hasDeadLetterQueues: boolean
}

/** As many as one takes in at a glance. */
const SHOWN = 10

/** Puts the queues that have been read in the order in which they want attention. */
export function rankQueues(queues: readonly Queue[], book: DepthBook): Ranking {
  const { sourcesOf } = linkQueues(queues, book)
  const ranked = queues
    .flatMap((queue) => {
      const depth = book.find(queue.queueUrl)?.depth
      const sources = sourcesOf.get(queue.queueUrl) ?? []
      return depth === undefined || depth.visible === 0 ? [] : [{ queue, depth, sources }]
    })
    .sort((a, b) => b.depth.visible - a.depth.visible)
  const deadLetters = ranked.filter(({ sources }) => sources.length > 0)
  return {
    deepest: ranked.filter(({ sources }) => sources.length === 0).slice(0, SHOWN),
    deadLetters: deadLetters.slice(0, SHOWN),
    moreDeadLetters: Math.max(0, deadLetters.length - SHOWN),
    hasDeadLetterQueues: sourcesOf.size > 0,
  }
}
