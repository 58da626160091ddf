import { connectionIdSchema } from '#contract'
import { composeForTest } from '../src-main/testing/composed-weir.ts'
import type { ComposedWeir } from '../src-main/testing/composed-weir.ts'
import { createQueues } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { FeedReader } from '../src-main/testing/feed-reader.ts'

const sandboxId = connectionIdSchema.parse('sandbox')

/** fauxqs in a process of its own, with so many empty queues. */
export async function startWithQueues(count: number): Promise<Emulator> {
  const emulator = await startFauxqs()
  const sqs = sqsClientFor(emulator.endpoint)
  await createQueues(
    sqs,
    Array.from({ length: count }, (_, index) => `bench-${String(index)}`),
  )
  sqs.destroy()
  return emulator
}

/** As in the packaged app: answers are parsed in tests and development only. */
export function composeForBench(endpoint: string): ComposedWeir {
  return composeForTest(endpoint, { checkAnswers: false })
}

/** What the list page does once: the names page by page, then the counts of every queue, until the last has come. */
export async function readAll({ client }: ComposedWeir, count: number): Promise<void> {
  let token: string | undefined
  do {
    const input = token === undefined ? {} : { token }
    const page = await client.queues.listPage({ connectionId: sandboxId, ...input })
    token = page.nextToken
  } while (token !== undefined)
  const params = { connectionId: sandboxId, queueUrls: [], sweepSinceMs: Date.now() }
  const feed = new FeedReader(client, params)
  const read = new Set<string>()
  let taken = 0
  await feed.until((items) => {
    for (const { depths } of items.slice(taken)) {
      for (const { queueUrl } of depths) read.add(queueUrl)
    }
    taken = items.length
    return read.size >= count
  })
  feed.close()
}
