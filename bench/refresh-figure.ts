import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { connectionIdSchema } from '#contract'
import { depthConcurrency } from '../src-main/queues/queue-reader.ts'
import { composeForTest } from '../src-main/testing/composed-weir.ts'
import type { WeirClient } from '../src-main/testing/composed-weir.ts'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { readAttributes } from './read-attributes.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Figure, Pair } from './figure.ts'
import { inParallel } from './in-parallel.ts'
import { interleaved } from './interleaved.ts'
import { timed } from './timed.ts'

const queueCount = 1_000
/** A near region from an office: what the calls wait for is mostly the network, as it is in use. */
const delayMs = 20
const pairs = 7
const connectionId = connectionIdSchema.parse('sandbox')

function expectAll(count: number): void {
  if (count !== queueCount) throw new Error(`${count} of ${queueCount} queues were read`)
}

/** The least that any program must do: pages of names, then the attributes of each. */
async function refreshBare(sqs: SQSClient): Promise<void> {
  const urls: string[] = []
  let token: string | undefined
  do {
    const page = await sqs.send(new ListQueuesCommand({ MaxResults: 1000, NextToken: token }))
    urls.push(...(page.QueueUrls ?? []))
    token = page.NextToken
  } while (token !== undefined && token !== '')
  const read = new Map<string, unknown>()
  await inParallel(urls, depthConcurrency, async (url) => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: readAttributes,
    })
    read.set(url, (await sqs.send(command)).Attributes)
  })
  expectAll(read.size)
}

/** What the window does: asks for the list, then for one round of depths, until the last of them has arrived. */
async function refreshWeir(client: WeirClient): Promise<void> {
  const { queues } = await client.queues.list({ connectionId })
  const queueUrls = queues.map((queue) => queue.queueUrl)
  const end = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId, queueUrls }, credit: 1 }
    await end.promise
  }
  const read = new Set<string>()
  try {
    for await (const item of await client.queues.watch(demand())) {
      for (const depth of item.depths) read.add(depth.queueUrl)
      if (read.size >= queueCount || item.failures.length > 0) break
    }
  } finally {
    end.resolve(undefined)
  }
  expectAll(read.size)
}

async function measureThrough(endpoint: string): Promise<Pair[]> {
  const sqs = sqsClientFor(endpoint)
  // As in the packaged app: answers are parsed in tests and development only.
  const weir = composeForTest(endpoint, { checkAnswers: false })
  try {
    return await interleaved(pairs, {
      baseline: () => timed(() => refreshBare(sqs)),
      value: () => timed(() => refreshWeir(weir.client)),
    })
  } finally {
    await weir.close()
    sqs.destroy()
  }
}

async function measure(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  try {
    const sqs = sqsClientFor(emulator.endpoint)
    const names = Array.from({ length: queueCount }, (_, index) => `bench-${index}`)
    await inParallel(names, depthConcurrency, (name) => createQueue(sqs, name))
    sqs.destroy()
    const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
    const measured = await measureThrough(proxy.endpoint)
    await proxy.close()
    return measured
  } finally {
    await emulator.close()
  }
}

export const refreshFigure: Figure = {
  suite: 'queues',
  name: 'refresh',
  unit: 'ms',
  budget: 1.15,
  compares: `${queueCount} queues listed with their depths, ${delayMs} ms a call; bare SDK loop of the same ${depthConcurrency} at a time`,
  measure,
}
