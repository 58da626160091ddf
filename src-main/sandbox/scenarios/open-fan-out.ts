import type { SNSClient } from '@aws-sdk/client-sns'
import {
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
} from '@aws-sdk/client-sns'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { fanSubscribers } from '#contract'
import type { FanSubscriber } from '#contract'
import { letIn } from '../queue-plans.ts'
import { ensureTopics } from '../topic-setup.ts'
import { openWorldTopic } from '../world-topic.ts'
import { filterOf } from './fan-events.ts'
import type { FanQueue } from './fan-service.ts'
import type { FanTopic } from './fan-out.ts'
import { idsIn, openEmptyQueues } from './job-queue.ts'

const topicName = 'shop-orders'
const tags = { team: 'scenarios', sandbox: 'weir' }

function queueOf(subscriber: FanSubscriber): string {
  return `shop-${subscriber}`
}

/** Undefined in a request leaves a filter as it is; `{}` takes it away. */
function filterAttribute(subscriber: FanSubscriber): Record<string, string> {
  const filter = filterOf(subscriber, false)
  return { RawMessageDelivery: 'true', ...(filter !== undefined && { FilterPolicy: filter }) }
}

async function openTopic(sns: SNSClient): Promise<FanTopic> {
  const subscriptions = fanSubscribers.map((name) => ({
    queue: queueOf(name),
    attributes: filterAttribute(name),
  }))
  const attributes = { DisplayName: 'Orders' }
  const topics = await ensureTopics(sns, [{ name: topicName, attributes, tags, subscriptions }])
  const topicArn = topics.get(topicName) ?? ''
  const topic = openWorldTopic(sns, topicArn)
  return {
    topicArn,
    publish: ({ id, event, weightGrams }) =>
      topic.publish({
        body: JSON.stringify({ id, event, weightGrams }),
        attributes: { event, weight: weightGrams },
      }),
    async setFilter(subscriber, filter) {
      const { Subscriptions = [] } = await sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
      )
      const end = `:${queueOf(subscriber)}`
      const found = Subscriptions.find(({ Endpoint }) => Endpoint?.endsWith(end) === true)
      // The user took it away: then there is no filter, and nothing is delivered.
      if (found === undefined) return
      await sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: found.SubscriptionArn,
          AttributeName: 'FilterPolicy',
          AttributeValue: filter ?? '{}',
        }),
      )
    },
  }
}

/** The topic and the three queues, made if they are missing; the queues are empty then. */
export async function openFanOut(sqs: SQSClient, sns: SNSClient, endpoint: string) {
  const plans = fanSubscribers.map((name) => ({
    ...{ name: queueOf(name), attributes: letIn(topicName), tags, seeds: [] },
  }))
  const opened = await openEmptyQueues(sqs, plans)
  const queueFor = (name: FanSubscriber): FanQueue => ({
    ...opened(queueOf(name)),
    held: () => idsIn(endpoint, queueOf(name)),
  })
  const queues = {
    billing: queueFor('billing'),
    shipping: queueFor('shipping'),
    analytics: queueFor('analytics'),
  }
  return { topic: await openTopic(sns), queues }
}
