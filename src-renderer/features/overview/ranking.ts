import type { Depth, Queue } from '#contract'
import type { DepthBook } from '../../api/depth-book.ts'
import { linkQueues } from '../../api/queue-links.ts'

export interface RankedQueue {
  queue: Queue
  depth: Depth
  /** Names of the queues whose dead-letter queue this is. */
  sources: readonly string[]
  /** Visible messages more than at the oldest reading that the trend still holds. */
  growth: number
}

export interface Ranking {
  deepest: readonly RankedQueue[]
  /** Dead-letter queues that are not empty, deepest first. */
  deadLetters: readonly RankedQueue[]
  /** How many more of those there are. */
  moreDeadLetters: number
  hasDeadLetterQueues: boolean
  /** Others whose visible messages have become more while Weir watched, the fastest first. */
  growing: readonly RankedQueue[]
}

/** As many as one takes in at a glance. */
const SHOWN = 10
/** Below this many readings a rise is as likely a producer's burst. */
const readingsForTrend = 4
/** Rising, to be worth a line: a queue that wavers around its level is not growing. */
const leastGrowth = 0.1

function growthOf(trend: readonly number[]): number {
  const [first = 0] = trend
  return trend.length < readingsForTrend ? 0 : (trend.at(-1) ?? 0) - first
}

function isGrowing({ growth, depth }: RankedQueue): boolean {
  return growth > 0 && growth >= leastGrowth * depth.visible
}

/** Puts the queues that have been read in the order in which they want attention. */
export function rankQueues(queues: readonly Queue[], book: DepthBook): Ranking {
  const { sourcesOf } = linkQueues(queues, book)
  const ranked = queues
    .flatMap((queue) => {
      const { depth, trend = [] } = book.find(queue.queueUrl) ?? {}
      const sources = sourcesOf.get(queue.queueUrl) ?? []
      return depth === undefined || depth.visible === 0
        ? []
        : [{ queue, depth, sources, growth: growthOf(trend) }]
    })
    .sort((a, b) => b.depth.visible - a.depth.visible)
  const deadLetters = ranked.filter(({ sources }) => sources.length > 0)
  const others = ranked.filter(({ sources }) => sources.length === 0)
  return {
    growing: others
      .filter(isGrowing)
      .sort((a, b) => b.growth - a.growth)
      .slice(0, SHOWN / 2),
    deepest: others.slice(0, SHOWN),
    deadLetters: deadLetters.slice(0, SHOWN),
    moreDeadLetters: Math.max(0, deadLetters.length - SHOWN),
    hasDeadLetterQueues: sourcesOf.size > 0,
  }
}
