import { SCENARIO_LIMITS } from '#contract'
import type { TwoWaysName } from '#contract'
import type { QueuePlan } from '../queue-plans.ts'
import { numberOf } from './failing.ts'

/** What makes one scenario of two services differ from another. */
export interface ScenarioPlan {
  /** The queue; its dead-letter queue is called `…-dlq`. */
  readonly queue: string
  readonly visibilityS: number
  readonly maxReceives: number
  /** Of the service that is called directly. */
  readonly capacity: number
  readonly room: number
  readonly timeoutMs: number
  readonly isImpossible?: (id: string) => boolean
}

/** The seventh video of every burst cannot be encoded. */
function isBroken(id: string): boolean {
  return numberOf(id) % SCENARIO_LIMITS.burst === 7
}

export const scenarioPlans: Readonly<Record<TwoWaysName, ScenarioPlan>> = {
  store: {
    queue: 'store-orders',
    visibilityS: 5,
    maxReceives: 3,
    capacity: 1,
    room: Number.POSITIVE_INFINITY,
    timeoutMs: 2_000,
  },
  burst: {
    queue: 'videos',
    visibilityS: 5,
    maxReceives: 3,
    capacity: 10,
    room: 30,
    timeoutMs: 2_000,
    isImpossible: isBroken,
  },
}

const tags = { team: 'scenarios', sandbox: 'weir' }

/** The queues of a scenario, as the world's queues are planned. */
export function queuesOf({ queue, visibilityS, maxReceives }: ScenarioPlan): readonly QueuePlan[] {
  const dead = `${queue}-dlq`
  return [
    { name: dead, attributes: { MessageRetentionPeriod: '1209600' }, tags, seeds: [] },
    {
      name: queue,
      attributes: { VisibilityTimeout: String(visibilityS) },
      tags,
      deadLetters: { name: dead, maxReceiveCount: maxReceives },
      seeds: [],
    },
  ]
}
