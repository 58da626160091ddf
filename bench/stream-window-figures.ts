import { PutRecordCommand } from '@aws-sdk/client-kinesis'
import { systemClock } from '../src-main/lib/clock.ts'
import { createStream } from '../src-main/testing/contract-streams.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import type { Figure, Pair } from './figure.ts'
import { machineMs } from './painted.ts'
import { fillMore } from './stream-ground.ts'
import { openStreamWindow } from './stream-window.ts'
import type { StreamWindow } from './stream-window.ts'

interface Ground {
  kinesis: ReturnType<typeof kinesisClientFor>
  window: StreamWindow
}

/** A real window on a stream of kinesalite that has just been made. */
async function onStream(
  shards: number,
  measure: (ground: Ground, name: string) => Promise<Pair[]>,
): Promise<Pair[]> {
  const emulator = await startKinesis('kinesalite')
  const kinesis = kinesisClientFor(emulator.endpoint)
  const window = await openStreamWindow(emulator.endpoint)
  try {
    const name = `bench-window-${String(shards)}`
    await window.tail({ name, streamArn: await createStream(kinesis, name, shards) })
    return await measure({ kinesis, window }, name)
  } finally {
    await window.close()
    kinesis.destroy()
    await emulator.close()
  }
}

const lag = { shards: 100, puts: 200, everyMs: 50, allowedMs: 1_300 }

async function putAndSee({ kinesis, window }: Ground, name: string, at: number): Promise<number> {
  const text = `put-${String(at).padStart(4, '0')}`
  const shown = window.shown(text)
  const startedAt = machineMs()
  const PartitionKey = `${text}-${String(Math.random())}`
  await kinesis.send(
    new PutRecordCommand({ StreamName: name, PartitionKey, Data: Buffer.from(text) }),
  )
  return (await shown) - startedAt
}

const lagFigure: Figure = {
  suite: 'streams',
  name: 'lag',
  unit: 'ms',
  budget: 1,
  compares: `put to painted in the real window, one read a second of each of ${String(lag.shards)} shards, what 19 of 20 do not exceed; ${String(lag.allowedMs)} ms allowed`,
  measure: () =>
    onStream(lag.shards, async (ground, name) => {
      const waits: Promise<number>[] = []
      for (let at = 0; at < lag.puts; at += 1) {
        waits.push(putAndSee(ground, name, at))
        await systemClock.sleep(lag.everyMs)
      }
      const took = (await Promise.all(waits)).toSorted((one, other) => one - other)
      const value = took.at(Math.ceil(took.length * 0.95) - 1) ?? 0
      return [{ value, baseline: lag.allowedMs }]
    }),
}

const memory = { shards: 4, first: 50_000, all: 1_000_000, allowedMb: 100 }

async function putUntil(
  { kinesis }: Ground,
  { name, from, until }: { name: string; from: number; until: number },
): Promise<void> {
  const count = 10_000
  for (let at = from; at < until; at += count) await fillMore(kinesis, { name, from: at, count })
}

const memoryFigure: Figure = {
  suite: 'streams',
  name: 'memory',
  unit: 'MB',
  budget: 1,
  compares: `memory of main process and window after ${String(memory.all)} records, over that after ${String(memory.first)}; ${String(memory.allowedMb)} MB allowed`,
  measure: () =>
    onStream(memory.shards, async (ground, name) => {
      const { window } = ground
      await window.fromOldest()
      await putUntil(ground, { name, from: 0, until: memory.first })
      await window.untilRead(memory.first)
      const before = await window.memoryMb()
      await putUntil(ground, { name, from: memory.first, until: memory.all })
      await window.untilRead(memory.all)
      return [{ value: (await window.memoryMb()) - before, baseline: memory.allowedMb }]
    }),
}

const frame = { shards: 4, perSecond: 5_000, seconds: 20, longMs: 25, allowedPercent: 1 }

/** Puts evenly until it is told to end. */
async function putSteadily({ kinesis }: Ground, name: string, signal: AbortSignal): Promise<void> {
  const [batch, startedAt] = [500, performance.now()]
  for (let put = 0; !signal.aborted; put += batch) {
    const dueInMs = startedAt + (put / frame.perSecond) * 1_000 - performance.now()
    await systemClock.sleep(Math.max(0, dueInMs))
    await fillMore(kinesis, { name, from: put, count: batch, workers: 1 })
  }
}

const frameFigure: Figure = {
  suite: 'streams',
  name: 'frame',
  unit: '%',
  budget: 1,
  compares: `frames of the real window over ${String(frame.longMs)} ms while ${String(frame.perSecond)} records a second arrive; ${String(frame.allowedPercent)} % allowed`,
  measure: () =>
    onStream(frame.shards, async (ground, name) => {
      const ended = new AbortController()
      const putting = putSteadily(ground, name, ended.signal)
      await ground.window.untilRows()
      const took = await ground.window.frames(frame.seconds * 1_000)
      ended.abort()
      await putting
      const long = took.filter((frameMs) => frameMs > frame.longMs).length
      return [{ value: (long * 100) / took.length, baseline: frame.allowedPercent }]
    }),
}

export const streamWindowFigures: readonly Figure[] = [lagFigure, memoryFigure, frameFigure]
