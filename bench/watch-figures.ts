import { setTimeout as pause } from 'node:timers/promises'
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs'
import { sqsClientFor } from '../src-main/testing/emulators.ts'
import { FeedReader } from '../src-main/testing/feed-reader.ts'
import { readAttributes } from './read-attributes.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { composeForBench, startWithQueues } from './many-queues.ts'

const queueCount = 1_000
const everyMs = 5_000
/** Calls a minute: each queue once in five seconds. */
const budget = (queueCount * 60_000) / everyMs
const windowMs = 10_000
const pairs = 5
/** A tenth of a core, in microseconds a second. */
const tenthOfCore = 100_000

/** Processor time of this process over a window, in microseconds a second. The emulator is another process. */
async function cpuOver(ms: number): Promise<number> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()]
  await pause(ms)
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / (performance.now() - startedAt)
}

async function bareWatch(endpoint: string): Promise<number> {
  const sqs = sqsClientFor(endpoint)
  const { QueueUrls: urls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }))
  const state = { isOver: false }
  // The same calls evenly: as many each tenth of a second as the budget has.
  const loop = async (): Promise<void> => {
    for (let at = 0; !state.isOver; at = (at + perTick) % urls.length) {
      const due = urls.slice(at, at + perTick)
      await Promise.all([
        pause(100),
        ...due.map((QueueUrl) =>
          sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: readAttributes })),
        ),
      ])
    }
  }
  const perTick = Math.round((queueCount * 100) / everyMs)
  const looping = loop()
  await pause(1_000)
  const cpu = await cpuOver(windowMs)
  state.isOver = true
  await looping
  sqs.destroy()
  return cpu
}

async function weirWatch(endpoint: string): Promise<number> {
  const weir = composeForBench(endpoint)
  const { id } = await weir.client.connections.add({
    name: 'bench',
    target: { kind: 'emulator', endpoint },
    region: 'us-east-1',
    environment: 'local',
    budget,
  })
  const { queues } = await weir.client.queues.list({ connectionId: id })
  const queueUrls = queues.map(({ queueUrl }) => queueUrl)
  const feed = new FeedReader(weir.client, { connectionId: id, queueUrls })
  await pause(1_000)
  const cpu = await cpuOver(windowMs)
  feed.close()
  await weir.close()
  return cpu
}

async function watchBoth(): Promise<Pair[]> {
  const emulator = await startWithQueues(queueCount)
  try {
    return await interleaved(pairs, {
      baseline: () => bareWatch(emulator.endpoint),
      value: () => weirWatch(emulator.endpoint),
    })
  } finally {
    await emulator.close()
  }
}

let run: Promise<Pair[]> | undefined

/** One run for both figures. */
function measured(): Promise<Pair[]> {
  run ??= watchBoth()
  return run
}

const what = `processor time a second of watching ${String(queueCount)} queues, each once in ${String(everyMs / 1000)} s`

export const watchCpuFigure: Figure = {
  suite: 'queues',
  name: 'watchCpu',
  unit: 'µs',
  budget: 1,
  compares: `${what}, window's end of the port included; a tenth of a core`,
  measure: async () => (await measured()).map(({ value }) => ({ value, baseline: tenthOfCore })),
}

export const watchOverBareFigure: Figure = {
  suite: 'queues',
  name: 'watchOverBare',
  unit: 'µs',
  budget: 1.5,
  compares: `${what}; a bare SDK loop that makes the same calls as evenly`,
  measure: measured,
}
