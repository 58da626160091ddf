import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { Message, SQSClient } from '@aws-sdk/client-sqs'
import { queueUrlSchema } from '#contract'
import type { QueueUrl } from '#contract'
import type { ComposedWeir } from '../src-main/testing/composed-weir.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { fillQueue, numbered } from '../src-main/testing/followed-scan.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import { composeForBench } from './many-queues.ts'

/** A near region from an office: what a receive waits for is mostly the network, as it is in use. */
export const delayMs = 20
const padding = 'x'.repeat(180)

export interface QueueGround {
  sqs: SQSClient
  weir: ComposedWeir
  /** A fresh queue with so many messages of about 200 bytes; past the proxy. */
  fill(count: number): Promise<QueueUrl>
  create(): Promise<QueueUrl>
  remove(queueUrl: QueueUrl): Promise<void>
  close(): Promise<void>
}

/** fauxqs behind a network of some delay, for Weir and a bare loop alike. */
export async function startQueueGround(): Promise<QueueGround> {
  const emulator = await startFauxqs()
  const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
  const direct = sqsClientFor(emulator.endpoint)
  const sqs = sqsClientFor(proxy.endpoint)
  const weir = composeForBench(proxy.endpoint)
  let made = 0
  const create = async () => {
    const QueueName = `bench-${String((made += 1))}`
    const { QueueUrl } = await direct.send(new CreateQueueCommand({ QueueName }))
    return queueUrlSchema.parse(QueueUrl)
  }
  return {
    ...{ sqs, weir, create },
    fill: async (count) => {
      const queueUrl = await create()
      const bodies = numbered(count).map((order) => JSON.stringify({ order, note: padding }))
      await fillQueue(direct, queueUrl, bodies)
      return queueUrl
    },
    remove: async (QueueUrl) => {
      await direct.send(new DeleteQueueCommand({ QueueUrl }))
    },
    close: async () => {
      await weir.close()
      sqs.destroy()
      direct.destroy()
      await proxy.close()
      await emulator.close()
    },
  }
}

/** Ten messages with all that belongs to them, hidden for longer than a run takes. */
export async function receiveBare(
  sqs: SQSClient,
  QueueUrl: QueueUrl,
  WaitTimeSeconds = 0,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    ...{ QueueUrl, WaitTimeSeconds, MaxNumberOfMessages: 10, VisibilityTimeout: 900 },
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  })
  return (await sqs.send(command)).Messages ?? []
}
