import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'

/** What the queue says it holds, asked past any proxy. */
export async function countMessages(sqs: SQSClient, queueUrl: QueueUrl): Promise<number> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages'],
  })
  const { Attributes } = await sqs.send(command)
  return Number(Attributes?.['ApproximateNumberOfMessages'])
}

/** Every body of a queue in the order in which they come; takes them for a while. */
export async function takeBodies(sqs: SQSClient, queueUrl: QueueUrl): Promise<string[]> {
  const bodies: string[] = []
  for (;;) {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 600,
    })
    const { Messages = [] } = await sqs.send(command)
    if (Messages.length === 0) return bodies
    bodies.push(...Messages.map((message) => message.Body ?? ''))
  }
}
