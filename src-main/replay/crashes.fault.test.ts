import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { expect, it, vi } from 'vitest'
import type { QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'
import { fill, followMove, takeInOrder, takeMessages } from '../testing/followed-move.ts'

const connectionId = 'sandbox'
const child = fileURLToPath(new URL('../testing/move-child.ts', import.meta.url))
/** `npm run test:crash` tries 200. */
const pointCount = Number(process.env['WEIR_CRASH_POINTS'] ?? 26)
const actions = ['ReceiveMessage', 'SendMessageBatch', 'DeleteMessageBatch'] as const
/** `hang`: killed before the call was made. `no-reply`: after it was, before anybody knew. */
const faults = ['hang', 'no-reply'] as const
/** A kill hides up to 40 messages for half a minute: there are enough for each to meet others. */
const messagesPerPoint = 60
const groupSize = 2
const patienceMs = 90_000 + pointCount * 5_000

interface Point {
  action: (typeof actions)[number]
  fault: (typeof faults)[number]
  /** Calls of the action that the program has made by then. */
  after: number
}

/** Each step before and after, again and again, each time a little later in the run. */
const points: Point[] = Array.from({ length: Math.ceil(pointCount / 2) }, (_, at) => ({
  action: actions[at % actions.length] ?? 'SendMessageBatch',
  fault: faults[Math.floor(at / actions.length) % faults.length] ?? 'hang',
  after: (at * 7) % 5,
}))

interface Ground {
  proxy: FaultProxy
  folder: string
  from: QueueUrl
  to: QueueUrl
}

/** Starts the program and kills it at the point; false when it came to its end before. */
async function killAt({ action, fault, after }: Point, ground: Ground): Promise<boolean> {
  const { proxy, folder, from, to } = ground
  const reached = proxy.inject({ action, fault, after, times: 1 })
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'weir-compile-cache') }
  const program = spawn(process.execPath, [child, proxy.endpoint, folder, from, to], { env })
  const exited = once(program, 'exit')
  await vi.waitFor(
    () => {
      // Of `no-reply`, the emulator has carried it out by then.
      expect(program.exitCode !== null || (reached.hits() > 0 && proxy.waiting() > 0)).toBe(true)
    },
    { timeout: 60_000, interval: 5 },
  )
  program.kill('SIGKILL')
  await exited
  proxy.clear()
  return reached.hits() > 0
}

/** Says of each that may have been sent whether it arrived, as who looks into the target would, and goes on to the end. */
async function finish({ proxy, folder }: Ground, arrived: ReadonlySet<string>) {
  const { client, weir, close } = composeForTest(proxy.endpoint, { folder, random: () => 0 })
  const [connection] = weir.connections.list()
  if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')
  const [move] = (await client.moves.list({ connectionId })).moves
  if (move === undefined) throw new Error('the move is forgotten')
  const input = { connectionId, moveId: move.id, step: 'unknown' as const }
  const { entries } = await client.moves.listEntries({ ...input, limit: 500 })
  expect(entries).toHaveLength(move.counts.unknown)
  for (const as of ['arrived', 'send-again'] as const) {
    const some = entries.filter(({ preview }) => arrived.has(preview) === (as === 'arrived'))
    const keys = some.map(({ key }) => key)
    if (keys.length > 0) await client.moves.settle({ ...input, as, keys })
  }
  await client.moves.goOn({ connectionId, moveId: move.id })
  const ended = await followMove(client, move.id)
  const { queues } = await client.holds.list({})
  await close()
  return { unknown: move.counts.unknown, ended, held: queues }
}

const numberOf = (body: string): number => Number(body.slice(2))

async function look(sqs: SQSClient, queueUrl: QueueUrl, isFifo: boolean): Promise<string[]> {
  const messages = await (isFifo ? takeInOrder(sqs, queueUrl) : takeMessages(sqs, queueUrl))
  return messages.map(({ Body = '' }) => Body)
}

function expectOrder(bodies: readonly string[]): void {
  const groups = Map.groupBy(bodies.map(numberOf), (number) => Math.floor(number / groupSize))
  for (const own of groups.values()) expect(own).toEqual(own.toSorted((one, two) => one - two))
}

// Side by side: most of it is waiting for what a kill has hidden.
it.concurrent.each([
  { kind: 'standard', isFifo: false },
  { kind: 'FIFO', isFifo: true },
])(
  'killed at each step of a $kind redrive: nothing lost, nothing twice unasked, nothing left held',
  async ({ kind, isFifo }) => {
    const suffix = isFifo ? '.fifo' : ''
    const attributes: Record<string, string> = isFifo ? { FifoQueue: 'true' } : {}
    const emulator = await startFauxqs()
    const proxy = await startFaultProxy({ target: emulator.endpoint })
    const sqs = sqsClientFor(emulator.endpoint)
    const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
    const from = await createQueue(sqs, `dead${suffix}`, attributes)
    const to = await createQueue(sqs, `live${suffix}`, attributes)
    const ground = { proxy, folder, from, to }
    const count = points.length * messagesPerPoint
    const group = (at: number) => ({
      MessageGroupId: `g-${String(Math.floor(at / groupSize))}`,
      MessageDeduplicationId: `d-${String(at)}`,
    })
    const entries = Array.from({ length: count }, (_, at) => ({
      ...{ MessageBody: `m-${String(at)}`, ...(isFifo ? group(at) : {}) },
    }))
    await fill(sqs, from, entries)

    let killed = 0
    for (const point of points) if (await killAt(point, ground)) killed += 1
    // What arrived by now, in the order in which it did; what comes after is looked at again.
    const early = await look(sqs, to, isFifo)
    const { unknown, ended, held } = await finish(ground, new Set(early))
    const all = [...early, ...(await look(sqs, to, isFifo))]
    process.stdout.write(
      `${kind}: killed at ${String(killed)} points, ${String(unknown)} sends unknown, ${String(all.length)} of ${String(count)} arrived\n`,
    )
    expect(killed).toBe(points.length)
    expect(ended).toMatchObject({ state: 'done', counts: { done: count, unknown: 0, failed: 0 } })
    expect(held).toEqual([])
    expect(all.toSorted()).toEqual(entries.map(({ MessageBody }) => MessageBody).sort())
    expect(await look(sqs, from, isFifo)).toEqual([])
    if (isFifo) expectOrder(all)
    rmSync(folder, { recursive: true, force: true })
    await proxy.close()
    await emulator.close()
  },
  patienceMs,
)
