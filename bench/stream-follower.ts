import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { StreamArn } from '#contract'
import type { WeirClient } from '../src-main/testing/composed-weir.ts'
import { followRecords } from '../src-main/testing/followed-records.ts'

/** The window of `stream-ground.ts`: follows a stream, and says how many different records it has seen. */
interface Asked {
  streamArn: StreamArn
  count: number
}

// What stream-ground.ts starts this thread with.
const { port } = workerData as { port: MessagePort }
const client = createORPCClient<WeirClient>(new RPCLink({ port }))
let tails = 0

async function read({ streamArn, count }: Asked): Promise<number> {
  const followed = await followRecords(client, {
    ...{ connectionId: 'sandbox', streamArn, readsPerSecond: 5 },
    tailId: `bench-tail-${String((tails += 1))}`,
    start: { type: 'TRIM_HORIZON' },
  })
  await followed.until(() => followed.rows().length >= count)
  const seen = new Set(followed.rows().map(({ index }) => index)).size
  await followed.leave()
  return seen
}

parentPort?.on('message', (asked: Asked) => {
  void read(asked).then((seen) => parentPort?.postMessage(seen))
})
