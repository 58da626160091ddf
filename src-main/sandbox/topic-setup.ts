import { CreateTopicCommand, ListTopicsCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { TopicPlan } from './topic-plans.ts'

async function existing(client: SNSClient): Promise<Map<string, string>> {
  const arns = new Map<string, string>()
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListTopicsCommand({ NextToken }))
    for (const { TopicArn = '' } of page.Topics ?? []) {
      arns.set(TopicArn.slice(TopicArn.lastIndexOf(':') + 1), TopicArn)
    }
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return arns
}

async function make(client: SNSClient, plan: TopicPlan): Promise<string> {
  const { TopicArn = '' } = await client.send(
    new CreateTopicCommand({
      Name: plan.name,
      Attributes: { ...plan.attributes },
      Tags: Object.entries(plan.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  )
  // Topics and queues of an emulator are of one account and region.
  const [, , , region = '', account = ''] = TopicArn.split(':')
  for (const { queue, attributes } of plan.subscriptions) {
    await client.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${region}:${account}:${queue}`,
        Attributes: { ...attributes },
      }),
    )
  }
  return TopicArn
}

/** Makes the topics that are missing, with their subscriptions. Those that are there stay as the user left them. */
export async function ensureTopics(
  client: SNSClient,
  plans: readonly TopicPlan[],
): Promise<ReadonlyMap<string, string>> {
  const arns = await existing(client)
  for (const plan of plans) {
    if (!arns.has(plan.name)) arns.set(plan.name, await make(client, plan))
  }
  return arns
}
