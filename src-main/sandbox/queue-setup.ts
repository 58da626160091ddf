import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { QueuePlan } from './queue-plans.ts'
import { openWorldQueue } from './world-queue.ts'

export interface QueueSetup {
  /** Queue URLs by name, of every plan. */
  readonly urls: ReadonlyMap<string, string>
  /** The names that were not there before. */
  readonly made: ReadonlySet<string>
}

async function existing(client: SQSClient): Promise<Map<string, string>> {
  // Without a page size SQS answers at most 1,000 and no token; a user may have made more.
  const urls = new Map<string, string>()
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListQueuesCommand({ MaxResults: 1000, NextToken }))
    for (const url of page.QueueUrls ?? []) urls.set(url.slice(url.lastIndexOf('/') + 1), url)
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return urls
}

async function arnOf(client: SQSClient, url: string | undefined): Promise<string> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  )
  return Attributes?.['QueueArn'] ?? ''
}

async function make(
  client: SQSClient,
  plan: QueuePlan,
  urls: ReadonlyMap<string, string>,
): Promise<string> {
  const { deadLetters } = plan
  const redrive = deadLetters && {
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: await arnOf(client, urls.get(deadLetters.name)),
      maxReceiveCount: deadLetters.maxReceiveCount,
    }),
  }
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({
      QueueName: plan.name,
      Attributes: { ...plan.attributes, ...redrive },
      tags: plan.tags,
    }),
  )
  await openWorldQueue(client, QueueUrl).send(plan.seeds)
  return QueueUrl
}

/** Makes and seeds the queues that are missing. Those that are there stay as the user left them. */
export async function ensureQueues(
  client: SQSClient,
  plans: readonly QueuePlan[],
): Promise<QueueSetup> {
  const urls = await existing(client)
  const made = new Set<string>()
  for (const plan of plans) {
    if (urls.has(plan.name)) continue
    urls.set(plan.name, await make(client, plan, urls))
    made.add(plan.name)
  }
  return { urls, made }
}
