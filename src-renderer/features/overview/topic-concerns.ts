import type { Queue, Subscription, Topic } from '#contract'

/** Why a topic wants a look: what is published there is lost, in whole or in part. */
export type TopicConcern =
  | { kind: 'nobody'; topic: Topic }
  | { kind: 'pending'; topic: Topic; endpoints: readonly string[] }
  /** Subscribed queues that are not there: SNS goes on trying to deliver to them. */
  | { kind: 'missing-queue'; topic: Topic; endpoints: readonly string[] }

export interface Known {
  topics: readonly Topic[]
  /** Every subscription of the account and region. */
  subscriptions: readonly Subscription[]
  /** Every queue of the account and region. */
  queues: readonly Queue[]
  region: string
}

/** `…/123456789012/orders` is queue `orders` of that account. */
function placeOf({ queueUrl, name }: Queue): string {
  return `${queueUrl.split('/').at(-2) ?? ''}:${name}`
}

/** Queues of other accounts and regions are on nobody's list; of those it cannot be said. */
function isMissing(
  { protocol, endpoint, state }: Subscription,
  known: ReadonlySet<string>,
  { topics, region }: Known,
) {
  if (protocol !== 'sqs' || state !== 'confirmed') return false
  const [, , , ofRegion, account = '', name = ''] = endpoint.split(':')
  const isOwn = topics.some(({ topicArn }) => topicArn.split(':')[4] === account)
  return isOwn && ofRegion === region && !known.has(`${account}:${name}`)
}

function concernsOf(
  topic: Topic,
  ofTopic: readonly Subscription[],
  missing: ReadonlySet<Subscription>,
): TopicConcern[] {
  const endpoints = (kept: (each: Subscription) => boolean): string[] =>
    ofTopic.filter(kept).map(({ endpoint }) => endpoint)
  const gone = endpoints((each) => missing.has(each))
  const pending = endpoints(({ state }) => state === 'pending')
  const isHeard = ofTopic.some(({ state }) => state === 'confirmed')
  return [
    ...(gone.length > 0 ? [{ kind: 'missing-queue', topic, endpoints: gone } as const] : []),
    ...(pending.length > 0 ? [{ kind: 'pending', topic, endpoints: pending } as const] : []),
    ...(isHeard || pending.length > 0 ? [] : [{ kind: 'nobody', topic } as const]),
  ]
}

const order: Record<TopicConcern['kind'], number> = { 'missing-queue': 0, pending: 1, nobody: 2 }

/** The topics that want a look, those that lose messages unseen first. */
export function findTopicConcerns(known: Known): TopicConcern[] {
  const places = new Set(known.queues.map(placeOf))
  const missing = new Set(known.subscriptions.filter((each) => isMissing(each, places, known)))
  const grouped = new Map<string, Subscription[]>()
  for (const each of known.subscriptions) {
    const ofTopic = grouped.get(each.topicArn) ?? []
    ofTopic.push(each)
    grouped.set(each.topicArn, ofTopic)
  }
  return known.topics
    .flatMap((topic) => concernsOf(topic, grouped.get(topic.topicArn) ?? [], missing))
    .sort((a, b) => order[a.kind] - order[b.kind])
}
