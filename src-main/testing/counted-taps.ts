import { ListSubscriptionsCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { ListQueuesCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { TAP_PREFIX } from '#contract'

/** Queues of taps and subscriptions of such queues that are there, asked past any proxy. */
export async function countLeft({ sqs, sns }: { sqs: SQSClient; sns: SNSClient }) {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ MaxResults: 1000, QueueNamePrefix: TAP_PREFIX }),
  )
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}))
  const ofTaps = Subscriptions.filter(({ Endpoint = '' }) => Endpoint.includes(`:${TAP_PREFIX}`))
  return { queues: QueueUrls.length, subscriptions: ofTaps.length }
}
