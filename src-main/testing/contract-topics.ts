import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { subscriptionArnSchema, topicArnSchema } from '#contract'
import type { SubscriptionArn, TopicArn } from '#contract'

/** Makes a topic by the bare SDK, so that a test's ground does not rest on what it tests. */
export async function createTopic(
  sns: SNSClient,
  name: string,
  attributes: Record<string, string> = {},
): Promise<TopicArn> {
  const { TopicArn } = await sns.send(
    new CreateTopicCommand({ Name: name, Attributes: attributes }),
  )
  return topicArnSchema.parse(TopicArn)
}

/** Subscribes a queue of the same account and region by its name. */
export async function subscribeQueue(
  sns: SNSClient,
  topicArn: TopicArn,
  { queueName, attributes = {} }: { queueName: string; attributes?: Record<string, string> },
): Promise<SubscriptionArn> {
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:us-east-1:000000000000:${queueName}`,
      Attributes: attributes,
      ReturnSubscriptionArn: true,
    }),
  )
  return subscriptionArnSchema.parse(SubscriptionArn)
}

/** Runs `make` for each of so many numbers, as fast as an emulator answers. */
export async function makeMany(
  count: number,
  make: (index: number) => Promise<unknown>,
): Promise<void> {
  const rest = Array.from({ length: count }, (_, index) => index).values()
  const worker = async (): Promise<void> => {
    for (const index of rest) await make(index)
  }
  await Promise.all(Array.from({ length: 32 }, worker))
}
