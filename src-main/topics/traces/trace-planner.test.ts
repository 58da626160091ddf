import { expect, it } from 'vitest'
import { subscriptionArnSchema, subscriptionSchema, TRACE_MAX } from '#contract'
import type { Subscription, SubscriptionDetail } from '#contract'
import { AppError } from '../../lib/app-error.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import { arnOfQueue, idleSession, traceQueue, tracedTopic } from '../../testing/trace-targets.ts'
import { TopicReader } from '../topic-reader.ts'
import type { SubscriptionPage } from '../topic-reader.ts'
import { planTrace } from './trace-planner.ts'
import type { TraceQueues } from './trace-ports.ts'

const arnOf = (index: number) => subscriptionArnSchema.parse(`${tracedTopic}:${String(index)}`)

function subscription(index: number, change: object = {}): Subscription {
  return subscriptionSchema.parse({
    ...{ state: 'confirmed', subscriptionArn: arnOf(index), topicArn: tracedTopic, owner: '0' },
    ...{ protocol: 'sqs', endpoint: arnOfQueue(`queue-${String(index)}`), ...change },
  })
}

/** SNS's answers, in pages of a hundred. */
class ListedTopic extends TopicReader {
  readonly #all: readonly Subscription[]
  readonly details = new Map<string, Partial<SubscriptionDetail> | AppError>()
  pages = 0

  constructor(all: readonly Subscription[]) {
    super(createSteppedClock())
    this.#all = all
  }

  override listSubscriptions(_session: unknown, { token = '0' }: { token?: string | undefined }) {
    this.pages += 1
    const from = Number(token)
    const isLast = from + 100 >= this.#all.length
    const page: SubscriptionPage = {
      subscriptions: this.#all.slice(from, from + 100),
      nextToken: isLast ? undefined : String(from + 100),
    }
    return Promise.resolve(page)
  }

  override describeSubscription(
    _session: unknown,
    subscriptionArn: SubscriptionDetail['subscriptionArn'],
  ): Promise<SubscriptionDetail> {
    const detail = this.details.get(subscriptionArn) ?? {}
    if (detail instanceof AppError) return Promise.reject(detail)
    return Promise.resolve({
      ...{ subscriptionArn, isRaw: false, filterPolicy: '', filterScope: 'MessageAttributes' },
      ...{ replayPolicy: '', deliveryPolicy: '', isPending: false, attributes: {}, readAtMs: 1 },
      ...detail,
    })
  }
}

const readable: TraceQueues['inspect'] = () => Promise.resolve({ queue: traceQueue(), policy: '' })

async function planOf(reader: ListedTopic, inspect = readable) {
  const queues: TraceQueues = {
    inspect,
    look: () => Promise.reject(new Error('no look is asked for')),
  }
  const of = { session: idleSession(), topicArn: tracedTopic }
  return planTrace({ reader, queues }, of)
}

it('reads all pages and keeps their order', async () => {
  const all = Array.from({ length: 150 }, (_, index) => subscription(index))
  const { targets, isPartial } = await planOf(new ListedTopic(all))
  expect(targets.map(({ id }) => id)).toEqual(all.map((_, index) => arnOf(index)))
  expect(isPartial).toBe(false)
})

it.each([
  [TRACE_MAX, false],
  [TRACE_MAX + 1, true],
])(
  'of %i it watches 200 and reads no page more, and says whether there are others: %s',
  async (count, isMore) => {
    const reader = new ListedTopic(Array.from({ length: count }, (_, index) => subscription(index)))
    const { targets, isPartial } = await planOf(reader)
    expect(targets).toHaveLength(TRACE_MAX)
    expect(isPartial).toBe(isMore)
    expect(reader.pages).toBe(2)
  },
)

it.each([
  ['not-found', {}, 'no-queue'],
  ['invalid-input', { reason: 'other-region' }, 'other-region'],
  ['access-denied', { action: 'sqs:GetQueueAttributes' }, 'denied'],
  ['throttled', {}, 'unread'],
] as const)('a queue that answers %s cannot be watched: %o', async (code, params, unwatched) => {
  const error = new AppError(code, 'refused', { params })
  const { targets } = await planOf(new ListedTopic([subscription(1)]), () => Promise.reject(error))
  expect(targets).toMatchObject([{ unwatched, error: { code } }])
  expect(targets[0]).not.toHaveProperty('queue')
})

it('what is no queue, and what is not confirmed, is not asked for at all', async () => {
  const asked: string[] = []
  const reader = new ListedTopic([
    subscription(1, { protocol: 'https', endpoint: 'https://a.example/hook' }),
    subscription(2, { state: 'pending', subscriptionArn: undefined }),
    subscription(3),
  ])
  // The lists of some say `confirmed` of what only its attributes call pending.
  reader.details.set(arnOf(3), { isPending: true })
  const { targets } = await planOf(reader, (session, queueArn) => {
    asked.push(queueArn)
    return readable(session, queueArn)
  })
  expect(targets.map(({ state, unwatched }) => [state, unwatched])).toEqual([
    ['confirmed', 'not-a-queue'],
    ['pending', 'pending'],
    ['pending', 'pending'],
  ])
  expect(asked).toEqual([])
})

it('a filter that may not be read leaves its queue to be watched, and says why', async () => {
  const reader = new ListedTopic([subscription(1)])
  reader.details.set(arnOf(1), new AppError('access-denied', 'no'))
  const { targets } = await planOf(reader)
  expect(targets).toMatchObject([{ queue: traceQueue(), error: { code: 'access-denied' } }])
  expect(targets[0]?.filterPolicy).toBeUndefined()
})

it.each([
  ['is watched too', readable, traceQueue()],
  [
    'that may not be read stays unseen',
    () => Promise.reject(new AppError('access-denied', 'no')),
    undefined,
  ],
])('its dead-letter queue %s', async (_what, inspectDead, deadLetterQueue) => {
  const reader = new ListedTopic([subscription(1)])
  const deadLetterArn = arnOfQueue('failures')
  reader.details.set(arnOf(1), { deadLetterArn })
  const { targets } = await planOf(reader, (session, arn) =>
    arn === deadLetterArn
      ? inspectDead(session, arn)
      : Promise.reject(new AppError('not-found', 'gone')),
  )
  expect(targets).toMatchObject([{ unwatched: 'no-queue', deadLetterArn }])
  expect(targets[0]?.deadLetterQueue).toEqual(deadLetterQueue)
})
