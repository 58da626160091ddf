import { TRACE_MAX } from '#contract'
import type { Subscription, TopicArn, TraceQueue, TraceTarget, TraceUnwatched } from '#contract'
import type { Session } from '../../connections/session.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import { concurrently } from '../../polling/concurrently.ts'
import { judgeAdmission } from '../queue-admission.ts'
import type { TopicReader } from '../topic-reader.ts'
import type { TraceQueues } from './trace-ports.ts'

/** Subscriptions read at a time; the reader keeps to SNS's rate by itself. */
const concurrency = 8

export interface PlannerParts {
  reader: TopicReader
  queues: TraceQueues
}

export interface TraceOf {
  session: Session
  topicArn: TopicArn
}

function isQueueArn(arn: string): boolean {
  return arn.split(':')[2] === 'sqs'
}

function unwatchedBy({ code, params }: AppError): TraceUnwatched {
  if (code === 'not-found') return 'no-queue'
  if (params['reason'] === 'other-region') return 'other-region'
  return code === 'access-denied' ? 'denied' : 'unread'
}

async function listSubscriptions(reader: TopicReader, { session, topicArn }: TraceOf) {
  const all: Subscription[] = []
  let token: string | undefined
  do {
    const page = await reader.listSubscriptions(session, { topicArn, token })
    all.push(...page.subscriptions)
    token = page.nextToken
  } while (token !== undefined && all.length < TRACE_MAX)
  const isPartial = token !== undefined || all.length > TRACE_MAX
  return { subscriptions: all.slice(0, TRACE_MAX), isPartial }
}

type Filtering = Pick<
  TraceTarget,
  'isRaw' | 'filterPolicy' | 'filterScope' | 'deadLetterArn' | 'error'
> & { isPending?: boolean }

/** What SNS says of the subscription. One that may not be read is watched all the same. */
async function readFilter(
  reader: TopicReader,
  session: Session,
  { subscriptionArn }: Subscription,
): Promise<Filtering> {
  if (subscriptionArn === undefined) return {}
  try {
    const detail = await reader.describeSubscription(session, subscriptionArn)
    const { isRaw, filterPolicy, filterScope, deadLetterArn, isPending } = detail
    const deadLetter = deadLetterArn === undefined ? {} : { deadLetterArn }
    return { isRaw, filterPolicy, filterScope, isPending, ...deadLetter }
  } catch (thrown) {
    return { error: errorValue(toAppError(thrown)) }
  }
}

type Inspected = Pick<TraceTarget, 'queue' | 'unwatched' | 'admission' | 'statement' | 'error'>

async function inspect(
  queues: TraceQueues,
  { session, topicArn }: TraceOf,
  { protocol, endpoint }: Subscription,
): Promise<Inspected> {
  if (protocol !== 'sqs' || !isQueueArn(endpoint)) return { unwatched: 'not-a-queue' }
  try {
    const { queue, policy } = await queues.inspect(session, endpoint)
    return { queue, ...judgeAdmission(policy, { topicArn, queueArn: endpoint }) }
  } catch (thrown) {
    const error = toAppError(thrown)
    return { unwatched: unwatchedBy(error), error: errorValue(error) }
  }
}

async function findDeadLetters(
  queues: TraceQueues,
  session: Session,
  deadLetterArn: string | undefined,
): Promise<{ deadLetterQueue?: TraceQueue }> {
  if (deadLetterArn === undefined || !isQueueArn(deadLetterArn)) return {}
  try {
    return { deadLetterQueue: (await queues.inspect(session, deadLetterArn)).queue }
  } catch {
    return {} // not to be read: what is in it stays unseen, and the row says only what its queue says
  }
}

async function toTarget(
  { reader, queues }: PlannerParts,
  of: TraceOf,
  subscription: Subscription,
): Promise<TraceTarget> {
  const { subscriptionArn, protocol, endpoint } = subscription
  const { isPending = false, ...filter } = await readFilter(reader, of.session, subscription)
  const state = isPending ? 'pending' : subscription.state
  const base = {
    id: subscriptionArn ?? `${protocol} ${endpoint}`,
    ...(subscriptionArn === undefined ? {} : { subscriptionArn }),
    ...{ state, protocol, endpoint },
    ...filter,
  }
  if (state !== 'confirmed') return { ...base, unwatched: state }
  const [inspected, deadLetters] = await Promise.all([
    inspect(queues, of, subscription),
    findDeadLetters(queues, of.session, filter.deadLetterArn),
  ])
  return { ...base, ...inspected, ...deadLetters }
}

/** Every subscription of the topic: whether it can be watched, what that costs, and what would keep a message out. */
export async function planTrace(
  parts: PlannerParts,
  of: TraceOf,
): Promise<{ targets: TraceTarget[]; isPartial: boolean }> {
  const { subscriptions, isPartial } = await listSubscriptions(parts.reader, of)
  const targets = new Map<number, TraceTarget>()
  await concurrently([...subscriptions.entries()], concurrency, async ([index, each]) => {
    targets.set(index, await toTarget(parts, of, each))
  })
  const inOrder = subscriptions.flatMap((_, index) => targets.get(index) ?? [])
  return { targets: inOrder, isPartial }
}
