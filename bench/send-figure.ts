import {
  CreateQueueCommand,
  DeleteQueueCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { connectionIdSchema, queueUrlSchema } from '#contract'
import type { QueueUrl } from '#contract'
import { sendConcurrency } from '../src-main/sends/send-run.ts'
import { composeForTest } from '../src-main/testing/composed-weir.ts'
import type { WeirClient } from '../src-main/testing/composed-weir.ts'
import { countMessages } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { endOfSend } from '../src-main/testing/followed-send.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'

const messageCount = 10_000
const batchSize = 10
/** A near region from an office: what a send waits for is mostly the network, as it is in use. */
const delayMs = 20
const pairs = 5
const connectionId = connectionIdSchema.parse('sandbox')

/** About 200 bytes, as an event of a shop is. */
const bodyOf = (index: string): string =>
  JSON.stringify({ order: `o-${index}`, note: 'x'.repeat(170) })

/** The least that any program must do: batches of ten, so many at a time. */
async function sendBare(sqs: SQSClient, queueUrl: QueueUrl): Promise<void> {
  const starts = Array.from({ length: messageCount / batchSize }, (_, batch) => batch * batchSize)
  const rest = starts.values()
  const worker = async (): Promise<void> => {
    for (const start of rest) {
      const Entries = Array.from({ length: batchSize }, (_, at) => ({
        Id: String(at),
        MessageBody: bodyOf(String(start + at + 1)),
      }))
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
    }
  }
  await Promise.all(Array.from({ length: sendConcurrency }, worker))
}

/** What the window does: begins the send and follows its progress to the end. */
async function sendWeir(client: WeirClient, queueUrl: QueueUrl): Promise<void> {
  const template = { body: bodyOf('{{index}}') }
  const what = { kind: 'repeat' as const, template, count: messageCount }
  const { sendId } = await client.sends.start({ connectionId, queueUrl, what })
  await endOfSend(client, sendId)
}

/** A fresh queue for each run: what an emulator holds already must not slow the later ones. */
async function timed(sqs: SQSClient, send: (queueUrl: QueueUrl) => Promise<void>): Promise<number> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `b-${Date.now()}` }))
  const queueUrl = queueUrlSchema.parse(QueueUrl)
  const startedAt = performance.now()
  await send(queueUrl)
  const tookMs = performance.now() - startedAt
  const count = await countMessages(sqs, queueUrl)
  if (count !== messageCount) throw new Error(`${count} of ${messageCount} messages were sent`)
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
  return tookMs
}

async function measure(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
  const sqs = sqsClientFor(proxy.endpoint)
  // As in the packaged app: answers are parsed in tests and development only.
  const weir = composeForTest(proxy.endpoint, { checkAnswers: false })
  try {
    return await interleaved(pairs, {
      baseline: () => timed(sqs, (queueUrl) => sendBare(sqs, queueUrl)),
      value: () => timed(sqs, (queueUrl) => sendWeir(weir.client, queueUrl)),
    })
  } finally {
    await weir.close()
    sqs.destroy()
    await proxy.close()
    await emulator.close()
  }
}

export const sendFigure: Figure = {
  suite: 'send',
  name: 'batch',
  unit: 'ms',
  budget: 1.2,
  compares: `${messageCount} messages sent in batches of ${batchSize}, ${delayMs} ms a call; bare SDK loop of the same ${sendConcurrency} at a time`,
  measure,
}
