import { DeleteMessageBatchCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'
import { countMessages } from '../src-main/testing/counted-queue.ts'
import { redriveAll } from '../src-main/testing/followed-move.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { delayMs, receiveBare, startQueueGround } from './queue-ground.ts'
import type { QueueGround } from './queue-ground.ts'

const messageCount = 10_000
/** As many batches at a time as a redrive has under way. */
const concurrency = 4
const pairs = 5

interface Between {
  from: QueueUrl
  to: QueueUrl
}

/** The least that any program must do: receive ten, send them, delete them, until nothing comes. */
async function redriveBare({ sqs }: QueueGround, { from, to }: Between): Promise<void> {
  const worker = async (): Promise<void> => {
    for (;;) {
      const messages = await receiveBare(sqs, from, 1)
      if (messages.length === 0) return
      const outgoing = messages.map(({ Body }, at) => ({ Id: String(at), MessageBody: Body }))
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: to, Entries: outgoing }))
      const Entries = messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }))
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: from, Entries }))
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

async function perSecond(
  ground: QueueGround,
  redrive: (queues: Between) => Promise<unknown>,
): Promise<number> {
  const queues = { from: await ground.fill(messageCount), to: await ground.create() }
  const startedAt = performance.now()
  await redrive(queues)
  const tookMs = performance.now() - startedAt
  const [left, arrived] = [
    await countMessages(ground.sqs, queues.from),
    await countMessages(ground.sqs, queues.to),
  ]
  if (left !== 0 || arrived !== messageCount)
    throw new Error(`${String(arrived)} of ${String(messageCount)} moved, ${String(left)} left`)
  await ground.remove(queues.from)
  await ground.remove(queues.to)
  return messageCount / (tookMs / 1000)
}

async function measure(): Promise<Pair[]> {
  const ground = await startQueueGround()
  try {
    return await interleaved(pairs, {
      baseline: () => perSecond(ground, (queues) => redriveBare(ground, queues)),
      value: () => perSecond(ground, (queues) => redriveAll(ground.weir.client, queues)),
    })
  } finally {
    await ground.close()
  }
}

export const redriveFigure: Figure = {
  suite: 'redrive',
  name: 'messages',
  unit: '/s',
  budget: 0.9,
  isLeast: true,
  compares: `${String(messageCount)} messages moved with a record of every step on the disk first, ${String(delayMs)} ms a call; bare loop of receive, send, delete in tens, ${String(concurrency)} at a time`,
  measure,
}
