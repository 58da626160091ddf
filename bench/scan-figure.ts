import { endOfScan, followScan, startScan } from '../src-main/testing/followed-scan.ts'
import type { QueueUrl } from '#contract'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { delayMs, receiveBare, startQueueGround } from './queue-ground.ts'
import type { QueueGround } from './queue-ground.ts'

const messageCount = 50_000
const concurrency = 8
const pairs = 5

/** The least that any program must do: as many receives at a time, until every message has come. */
async function scanBare({ sqs }: QueueGround, queueUrl: QueueUrl): Promise<void> {
  let received = 0
  const worker = async (): Promise<void> => {
    while (received < messageCount) received += (await receiveBare(sqs, queueUrl)).length
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  if (received !== messageCount) throw new Error(`received ${String(received)}`)
}

/** Gives when every message was in the capture, on the disk; the index is built behind it, and all are returned after it. */
async function scanWeir({ weir: { client } }: QueueGround, queueUrl: QueueUrl): Promise<number> {
  const plan = {
    ...{ concurrency, inFlightBudget: 120_000, maxMessages: messageCount },
    whenLeft: 'go-on' as const,
  }
  await startScan(client, queueUrl, { plan })
  await followScan(client, queueUrl, ({ captured }) => captured === messageCount)
  const hadAllAt = performance.now()
  const { returned } = await endOfScan(client, queueUrl)
  if (returned !== messageCount) throw new Error(`returned ${String(returned)}`)
  return hadAllAt
}

async function perSecond(
  ground: QueueGround,
  scan: (queueUrl: QueueUrl) => Promise<number>,
): Promise<number> {
  const queueUrl = await ground.fill(messageCount)
  const startedAt = performance.now()
  const tookMs = (await scan(queueUrl)) - startedAt
  await ground.remove(queueUrl)
  return messageCount / (tookMs / 1000)
}

async function measure(): Promise<Pair[]> {
  const ground = await startQueueGround()
  try {
    return await interleaved(pairs, {
      baseline: () =>
        perSecond(ground, async (queueUrl) => {
          await scanBare(ground, queueUrl)
          return performance.now()
        }),
      value: () => perSecond(ground, (queueUrl) => scanWeir(ground, queueUrl)),
    })
  } finally {
    await ground.close()
  }
}

export const scanFigure: Figure = {
  suite: 'scan',
  name: 'messages',
  unit: '/s',
  budget: 0.9,
  isLeast: true,
  compares: `${String(messageCount)} messages of a queue captured on the disk, ${String(concurrency)} receives at a time, ${String(delayMs)} ms a call; bare receive loop`,
  measure,
}
