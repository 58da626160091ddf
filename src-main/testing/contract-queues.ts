import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { queueUrlSchema } from '#contract'
import type { QueueUrl } from '#contract'

/** Makes a queue by the bare SDK, so that a test's ground does not rest on what it tests. */
export async function createQueue(
  sqs: SQSClient,
  name: string,
  attributes: Record<string, string> = {},
): Promise<QueueUrl> {
  const command = new CreateQueueCommand({ QueueName: name, Attributes: attributes })
  const { QueueUrl } = await sqs.send(command)
  return queueUrlSchema.parse(QueueUrl)
}

/** Many at once, as fast as an emulator makes them. */
export async function createQueues(sqs: SQSClient, names: readonly string[]): Promise<void> {
  const rest = names.values()
  const worker = async (): Promise<void> => {
    for (const name of rest) await createQueue(sqs, name)
  }
  await Promise.all(Array.from({ length: 32 }, worker))
}

async function arnOf(sqs: SQSClient, queueUrl: QueueUrl): Promise<string> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['QueueArn'],
  })
  const { Attributes } = await sqs.send(command)
  return Attributes?.['QueueArn'] ?? ''
}

/** Sends what `from` cannot deliver within `maxReceiveCount` receives to `to`. */
export async function wireDeadLetters(
  sqs: SQSClient,
  wiring: { from: QueueUrl; to: QueueUrl; maxReceiveCount: number },
): Promise<void> {
  const policy = {
    deadLetterTargetArn: await arnOf(sqs, wiring.to),
    maxReceiveCount: wiring.maxReceiveCount,
  }
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: wiring.from,
      Attributes: { RedrivePolicy: JSON.stringify(policy) },
    }),
  )
}
