import { DeleteTopicCommand, PublishCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import {
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { connectionIdSchema } from '#contract'
import type { QueueUrl, TopicArn } from '#contract'
import { composeForTest } from '../src-main/testing/composed-weir.ts'
import type { WeirClient } from '../src-main/testing/composed-weir.ts'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { followTap } from '../src-main/testing/followed-tap.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'

const publishes = 20
const pairs = 5
/** A near region from an office. */
const delayMs = 20
/** What the way through Weir may add. */
const allowedMs = 60
const connectionId = connectionIdSchema.parse('sandbox')

interface Clients {
  sns: SNSClient
  sqs: SQSClient
  client: WeirClient
}

/** Publishes one message after the other, each once the last was shown; gives the median of publish to shown. */
async function timed(
  sns: SNSClient,
  topicArn: TopicArn,
  shown: (text: string) => Promise<void>,
): Promise<number> {
  const tookMs: number[] = []
  for (let index = 0; index < publishes; index += 1) {
    const text = `m-${String(index)}`
    const isShown = shown(text)
    const startedAt = performance.now()
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: text }))
    await isShown
    tookMs.push(performance.now() - startedAt)
  }
  return tookMs.sort((one, other) => one - other)[publishes >> 1] ?? 0
}

/** Resolves each promise when its text comes by. */
function waitingRoom() {
  const waiting = new Map<string, () => void>()
  return {
    wait: (text: string) =>
      new Promise<void>((resolve) => {
        waiting.set(text, resolve)
      }),
    came: (text: string): void => {
      waiting.get(text)?.()
    },
  }
}

/** The least that any program must do: receive, note, and receive again while what came is deleted. */
async function receiveUntil(
  sqs: SQSClient,
  queueUrl: QueueUrl,
  { came, isOver }: { came: (text: string) => void; isOver: () => boolean },
): Promise<void> {
  let deleted: Promise<unknown> = Promise.resolve()
  while (!isOver()) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 2,
      }),
    )
    for (const { Body = '' } of Messages) came(Body)
    if (Messages.length === 0) continue
    const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }))
    deleted = sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
  }
  await deleted
}

async function bare({ sns, sqs }: Clients, name: string): Promise<number> {
  const topicArn = await createTopic(sns, name)
  const queueUrl = await createQueue(sqs, name)
  await subscribeQueue(sns, topicArn, {
    queueName: name,
    attributes: { RawMessageDelivery: 'true' },
  })
  const room = waitingRoom()
  let isOver = false
  const loop = receiveUntil(sqs, queueUrl, { came: room.came, isOver: () => isOver })
  const tookMs = await timed(sns, topicArn, room.wait)
  isOver = true
  await loop
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
  await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }))
  return tookMs
}

async function tapped({ sns, client }: Clients, name: string): Promise<number> {
  const topicArn = await createTopic(sns, name)
  const at = { connectionId, topicArn, delivery: 'raw' as const }
  const { tapId } = await client.taps.plan(at)
  await client.taps.start({ ...at, tapId })
  const room = waitingRoom()
  const page = await followTap(client, tapId, ({ preview }) => {
    room.came(preview)
  })
  const tookMs = await timed(sns, topicArn, room.wait)
  await page.leave()
  await client.taps.stop({ connectionId, topicArn, tapId })
  await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }))
  return tookMs
}

async function measure(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
  // As in the packaged app: answers are parsed in tests and development only.
  const weir = composeForTest(proxy.endpoint, { checkAnswers: false })
  weir.weir.connections.setGuard(connectionId, 'open')
  const sns = snsClientFor(proxy.endpoint)
  const sqs = sqsClientFor(proxy.endpoint)
  const clients = { sns, sqs, client: weir.client }
  let turn = 0
  const next = (): string => `tap-bench-${String((turn += 1))}`
  try {
    const measured = await interleaved(pairs, {
      value: () => tapped(clients, next()),
      baseline: () => bare(clients, next()),
    })
    return measured.map(({ value, baseline }) => ({ value: value - baseline, baseline: allowedMs }))
  } finally {
    await weir.close()
    sns.destroy()
    sqs.destroy()
    await proxy.close()
    await emulator.close()
  }
}

export const tapFigure: Figure = {
  suite: 'tap',
  name: 'latency',
  unit: 'ms',
  budget: 1,
  compares: `publish to row at the window's end of the port, ms over a bare receive loop, median of ${publishes}, ${delayMs} ms a call; ${allowedMs} ms allowed`,
  measure,
}
