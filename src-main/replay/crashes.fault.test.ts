import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import { MOVE_PAGE_MAX } from '#contract'
import type { MoveEntry, MoveId, QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { WeirClient } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { crashPoints, killAt } from '../testing/crash-points.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'
import { fill, followMove, takeInOrder, takeMessages } from '../testing/followed-move.ts'
import { drainQueue } from '../testing/followed-scan.ts'

const connectionId = 'sandbox'
const file = fileURLToPath(new URL('../testing/move-child.ts', import.meta.url))
/** `npm run test:crash` tries 200, over all of these and those of scans. */
const pointCount = Math.ceil(Number(process.env['WEIR_CRASH_POINTS'] ?? 48) / 6)
const groupSize = 2
/** What a kill hid may stay hidden for a minute, and the next run may need it: so long for each, and for the end. */
const patienceMs = (pointCount + 2) * 60_000

interface Ground {
  proxy: FaultProxy
  sqs: SQSClient
  folder: string
  from: QueueUrl
  to: QueueUrl
  isFifo: boolean
}

/** All of which nobody knows, page by page. */
async function unknownEntries(client: WeirClient, moveId: MoveId): Promise<MoveEntry[]> {
  const all: MoveEntry[] = []
  for (;;) {
    const { entries } = await client.moves.listEntries({
      ...{ connectionId, moveId, step: 'unknown', offset: all.length, limit: MOVE_PAGE_MAX },
    })
    if (entries.length === 0) return all
    all.push(...entries)
  }
}

/** Says of each that may have been sent whether it arrived, as who looks into the target would, and goes on to the end. */
async function finish({ proxy, folder }: Ground, arrived: ReadonlySet<string>) {
  const { client, weir, close } = composeForTest(proxy.endpoint, { folder, random: () => 0 })
  const [connection] = weir.connections.list()
  if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')
  const [move] = (await client.moves.list({ connectionId })).moves
  if (move === undefined) throw new Error('the move is forgotten')
  const entries = await unknownEntries(client, move.id)
  expect(entries).toHaveLength(move.counts.unknown)
  for (const as of ['arrived', 'send-again'] as const) {
    const some = entries.filter(({ preview }) => arrived.has(preview) === (as === 'arrived'))
    for (let at = 0; at < some.length; at += MOVE_PAGE_MAX) {
      const keys = some.slice(at, at + MOVE_PAGE_MAX).map(({ key }) => key)
      await client.moves.settle({ connectionId, moveId: move.id, step: 'unknown', as, keys })
    }
  }
  await client.moves.goOn({ connectionId, moveId: move.id })
  const ended = await followMove(client, move.id)
  const { queues } = await client.holds.list({})
  await close()
  return { unknown: move.counts.unknown, ended, held: queues }
}

const numberOf = (body: string): number => Number(body.slice(2))

async function look({ sqs, isFifo }: Ground, queueUrl: QueueUrl): Promise<string[]> {
  const messages = await (isFifo ? takeInOrder(sqs, queueUrl) : takeMessages(sqs, queueUrl))
  return messages.map(({ Body = '' }) => Body)
}

function expectOrder(bodies: readonly string[]): void {
  const groups = Map.groupBy(bodies.map(numberOf), (number) => Math.floor(number / groupSize))
  for (const own of groups.values()) expect(own).toEqual(own.toSorted((one, two) => one - two))
}

function entryOf(at: number, isFifo: boolean): Omit<SendMessageBatchRequestEntry, 'Id'> {
  const MessageBody = `m-${String(at)}`
  if (!isFifo) return { MessageBody }
  const MessageGroupId = `g-${String(Math.floor(at / groupSize))}`
  return { MessageBody, MessageGroupId, MessageDeduplicationId: `d-${String(at)}` }
}

async function startGround(isFifo: boolean): Promise<Ground & { close(): Promise<void> }> {
  const suffix = isFifo ? '.fifo' : ''
  const attributes: Record<string, string> = isFifo ? { FifoQueue: 'true' } : {}
  const emulator = await startFauxqs()
  const proxy = await startFaultProxy({ target: emulator.endpoint })
  const sqs = sqsClientFor(emulator.endpoint)
  const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
  const from = await createQueue(sqs, `dead${suffix}`, attributes)
  const to = await createQueue(sqs, `live${suffix}`, attributes)
  return {
    ...{ proxy, sqs, folder, from, to, isFifo },
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
      await proxy.close()
      await emulator.close()
    },
  }
}

/** The whole queue in a capture, which is what is moved then: its number. */
async function capture({ proxy, folder, from }: Ground): Promise<string> {
  const { client, weir } = composeForTest(proxy.endpoint, { folder })
  const [connection] = weir.connections.list()
  if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')
  const { captureId } = await drainQueue(client, from)
  await weir.dispose()
  return String(captureId)
}

interface Kind {
  operation: 'redrive' | 'replay'
  isFifo: boolean
  actions: readonly [string, ...string[]]
  /** A kill hides so many, or leaves so many unknown, and some more: there are enough for each to meet others. */
  perPoint: number
}

const redrive = {
  operation: 'redrive' as const,
  actions: ['ReceiveMessage', 'SendMessageBatch', 'DeleteMessageBatch'] as const,
  perPoint: 100,
}
const replay = {
  operation: 'replay' as const,
  actions: ['SendMessageBatch'] as const,
  perPoint: 140,
}

// Side by side: most of it is waiting for what a kill has hidden.
it.concurrent.each<Kind & { kind: string }>([
  { ...redrive, kind: 'standard', isFifo: false },
  { ...redrive, kind: 'FIFO', isFifo: true },
  { ...replay, kind: 'standard', isFifo: false },
  { ...replay, kind: 'FIFO', isFifo: true },
])(
  'killed at each step of a $kind $operation: nothing lost, nothing twice unasked, nothing left held',
  async ({ kind, operation, isFifo, actions, perPoint }) => {
    const ground = await startGround(isFifo)
    const { proxy, sqs, folder, from, to } = ground
    const points = crashPoints(actions, pointCount)
    const count = points.length * perPoint
    const entries = Array.from({ length: count }, (_, at) => entryOf(at, isFifo))
    await fill(sqs, from, entries)
    const source = operation === 'redrive' ? from : await capture(ground)

    const program = { file, args: [proxy.endpoint, folder, source, to] }
    let killed = 0
    for (const point of points) if (await killAt(point, program, proxy)) killed += 1
    // What arrived by now, in the order in which it did; what comes after is looked at again.
    const early = await look(ground, to)
    const { unknown, ended, held } = await finish(ground, new Set(early))
    const all = [...early, ...(await look(ground, to))]
    process.stdout.write(
      `${kind} ${operation}: killed at ${String(killed)} points, ${String(unknown)} sends unknown, ${String(all.length)} of ${String(count)} arrived\n`,
    )
    expect(killed).toBe(points.length)
    expect(ended).toMatchObject({ state: 'done', counts: { done: count, unknown: 0, failed: 0 } })
    expect(held).toEqual([])
    expect(all.toSorted()).toEqual(entries.map(({ MessageBody }) => MessageBody).sort())
    expect(await look(ground, from)).toEqual([])
    if (isFifo) expectOrder(all)
    await ground.close()
  },
  patienceMs,
)
