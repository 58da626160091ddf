import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import { fill, followMove, takeInOrder, takeMessages } from '../testing/followed-move.ts'
import { startDelays } from '../testing/random-delays.ts'

const connectionId = 'sandbox'
const child = fileURLToPath(new URL('../testing/move-child.ts', import.meta.url))
/** `npm run test:crash` tries all of them. */
const points = Number(process.env['WEIR_CRASH_POINTS'] ?? 26)
/** The program waits for what a killed receive may have hidden, 40 s at most. */
const patienceMs = 60_000 + points * 5_000
const count = 600
/** More than the kills can lock at a time. */
const groups = 300

interface Queues {
  endpoint: string
  folder: string
  from: QueueUrl
  to: QueueUrl
}

/** Starts the program and kills it so long after it moved its first message; true when it came to its end before. */
async function killAfter(
  { endpoint, folder, from, to }: Queues,
  delayMs: number,
): Promise<boolean> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'weir-compile-cache') }
  const program = spawn(process.execPath, [child, endpoint, folder, from, to], { env })
  const exited = once(program, 'exit')
  let hasEnded = false
  const lines = createInterface({ input: program.stdout })
  await new Promise<void>((resolve) => {
    lines.once('line', () => {
      // eslint-disable-next-line no-restricted-syntax -- the point at which it is killed is a point in time
      setTimeout(resolve, delayMs)
    })
    lines.on('line', (line) => {
      if (line !== 'end') return
      hasEnded = true
      resolve()
    })
    void exited.then(() => {
      resolve()
    })
  })
  program.kill('SIGKILL')
  await exited
  return hasEnded
}

/** Says of each that may have been sent whether it arrived, as who looks into the target would, and goes on to the end. */
async function finish({ endpoint, folder }: Queues, arrived: ReadonlySet<string>) {
  const { client, weir, close } = composeForTest(endpoint, { folder, random: () => 0 })
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
  await close()
  return { unknown: move.counts.unknown, ended }
}

const numberOf = (body: string): number => Number(body.slice(2))

async function look(sqs: SQSClient, queueUrl: QueueUrl, isFifo: boolean): Promise<string[]> {
  const messages = await (isFifo ? takeInOrder(sqs, queueUrl) : takeMessages(sqs, queueUrl))
  return messages.map(({ Body = '' }) => Body)
}

// Side by side: most of it is waiting.
it.concurrent.each([
  // Both rows are of one type, whichever attributes they have: hence the `as`.
  { kind: 'standard', suffix: '', attributes: {} as Record<string, string> },
  { kind: 'FIFO', suffix: '.fifo', attributes: { FifoQueue: 'true' } },
])(
  'killed at random points of a $kind redrive: nothing lost, nothing twice unasked',
  async (queue) => {
    const { kind, suffix, attributes } = queue
    const isFifo = suffix !== ''
    const emulator = await startFauxqs()
    const sqs = sqsClientFor(emulator.endpoint)
    const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
    const from = await createQueue(sqs, `dead${suffix}`, attributes)
    const to = await createQueue(sqs, `live${suffix}`, attributes)
    const { endpoint } = emulator
    const queues = { endpoint, folder, from, to }
    const entries = Array.from({ length: count }, (_, at) => ({
      MessageBody: `m-${String(at)}`,
      ...(isFifo
        ? { MessageGroupId: `g-${String(at % groups)}`, MessageDeduplicationId: `d-${String(at)}` }
        : {}),
    }))
    await fill(sqs, from, entries)

    const delay = startDelays(isFifo ? 7 : 11)
    let killed = 0
    while (killed < points / 2 && !(await killAfter(queues, delay()))) killed += 1
    // What arrived by now, in the order in which it did; what comes after is looked at again.
    const early = await look(sqs, to, isFifo)
    const { unknown, ended } = await finish(queues, new Set(early))
    const late = await look(sqs, to, isFifo)
    const all = [...early, ...late]
    process.stdout.write(
      `${kind}: killed at ${String(killed)} points, ${String(unknown)} sends unknown, ${String(all.length)} of ${String(count)} arrived\n`,
    )
    expect(killed).toBeGreaterThan(0)
    expect(ended).toMatchObject({ state: 'done', counts: { done: count, unknown: 0, failed: 0 } })
    expect(all.toSorted()).toEqual(entries.map(({ MessageBody }) => MessageBody).sort())
    expect(await look(sqs, from, isFifo)).toEqual([])
    for (let group = 0; isFifo && group < groups; group += 1) {
      const own = all.map(numberOf).filter((number) => number % groups === group)
      expect(own).toEqual(own.toSorted((one, other) => one - other))
    }
    rmSync(folder, { recursive: true, force: true })
    await emulator.close()
  },
  patienceMs,
)
