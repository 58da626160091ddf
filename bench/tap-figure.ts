import { DeleteTopicCommand, PublishCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import {
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { QueueUrl, TopicArn } from '#contract'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { machineMs } from './painted.ts'
import { openTapWindow } from './tap-window.ts'
import type { TapWindow } from './tap-window.ts'

const publishes = 20
const pairs = 5
/** A near region from an office. */
const delayMs = 20
/** What the way through Weir may add. */
const allowedMs = 60

interface Clients {
  sns: SNSClient
  sqs: SQSClient
  window: TapWindow
}

/** Publishes one message after the other, each once the last was shown; gives the median of publish to shown. */
async function timed(
  sns: SNSClient,
  topicArn: TopicArn,
  shown: (text: string) => Promise<number>,
): Promise<number> {
  const tookMs: number[] = []
  for (let index = 0; index < publishes; index += 1) {
    const text = `message-${String(index).padStart(4, '0')}`
    const shownAt = shown(text)
    const startedAt = machineMs()
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: text }))
    tookMs.push((await shownAt) - startedAt)
  }
  return tookMs.sort((one, other) => one - other)[publishes >> 1] ?? 0
}

/** Resolves each promise when its text comes by, with when that was. */
function waitingRoom() {
  const waiting = new Map<string, (atMs: number) => void>()
  return {
    wait: (text: string) =>
      new Promise<number>((resolve) => {
        waiting.set(text, resolve)
      }),
    came: (text: string): void => {
      waiting.get(text)?.(machineMs())
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

async function tapped({ sns, window }: Clients, name: string): Promise<number> {
  const topicArn = await createTopic(sns, name)
  await window.start(name, topicArn)
  const tookMs = await timed(sns, topicArn, (text) => window.shown(text))
  await window.stop()
  await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }))
  return tookMs
}

async function measure(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
  const window = await openTapWindow(proxy.endpoint)
  const sns = snsClientFor(proxy.endpoint)
  const sqs = sqsClientFor(proxy.endpoint)
  const clients = { sns, sqs, window }
  let turn = 0
  const next = (): string => `tap-bench-${String((turn += 1))}`
  try {
    const measured = await interleaved(pairs, {
      value: () => tapped(clients, next()),
      baseline: () => bare(clients, next()),
    })
    return measured.map(({ value, baseline }) => ({ value: value - baseline, baseline: allowedMs }))
  } finally {
    await window.close()
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
  compares: `publish to painted in the real window, ms over a bare receive loop, median of ${publishes}, ${delayMs} ms a call; ${allowedMs} ms allowed`,
  measure,
}
