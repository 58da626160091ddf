import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  connectionIdSchema,
  guardLevels,
  guardRefusalSchema,
  moveIdSchema,
  scanIdSchema,
  sendIdSchema,
  streamArnSchema,
  topicArnSchema,
} from '#contract'
import type { Effect, GuardLevel, GuardRefusal, QueueUrl, SendProgress } from '#contract'
import { z } from '#contract/z'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createStream } from '../testing/contract-streams.ts'
import { createTopic } from '../testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'
import { followMove, redriveAll } from '../testing/followed-move.ts'
import { endOfScan } from '../testing/followed-scan.ts'
import { endOfSend, publishEntries, putRecordsOf, sendNumbered } from '../testing/followed-send.ts'
import { kinesisClientFor, startKinesis } from '../testing/kinesis-emulators.ts'
import { showQueue } from '../testing/shown-queue.ts'
import type { ShownQueue } from '../testing/shown-queue.ts'
import { listProcedures } from './meta.ts'

/** From the table of effects in docs/architecture.md; written out here so that the guard's own table is checked. */
const allowed: Record<Effect, readonly GuardLevel[]> = {
  local: ['read-only', 'look', 'confirm', 'open'],
  read: ['read-only', 'look', 'confirm', 'open'],
  look: ['look', 'confirm', 'open'],
  write: ['confirm', 'open'],
  destroy: ['confirm', 'open'],
}
const asks: Record<Effect, readonly GuardLevel[]> = {
  local: [],
  read: [],
  look: [],
  write: ['confirm'],
  destroy: ['confirm', 'open'],
}

let emulator: Emulator
let proxy: FaultProxy
let composed: ComposedWeir
let queueUrl: QueueUrl
let page: ShownQueue
interface Ground {
  proxy: FaultProxy
  composed: ComposedWeir
}

/** Streams have an emulator of their own. */
let streams: Ground & { emulator: Emulator }

const streamServices = new Set(['streams', 'shards', 'iterators', 'records'])

/** Where the calls of a service go, and are counted. */
function groundOf(service: string): Ground {
  return streamServices.has(service) ? streams : { proxy, composed }
}

beforeAll(async () => {
  const kinesis = await startKinesis('kinesalite')
  const toKinesis = await startFaultProxy({ target: kinesis.endpoint })
  const ofStreams = composeForTest(toKinesis.endpoint)
  streams = { emulator: kinesis, proxy: toKinesis, composed: ofStreams }
  await createStream(kinesisClientFor(kinesis.endpoint), 'click-events')
  emulator = await startFauxqs()
  proxy = await startFaultProxy({ target: emulator.endpoint })
  composed = composeForTest(proxy.endpoint)
  const sqs = sqsClientFor(emulator.endpoint)
  queueUrl = await createQueue(sqs, 'orders')
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: '{"order":1}' }))
  page = await showQueue(composed.client, queueUrl)
})
afterAll(async () => {
  await streams.composed.close()
  await streams.proxy.close()
  await streams.emulator.close()
  await page.leave()
  await composed.close()
  await proxy.close()
  await emulator.close()
})

type Call = (input: unknown) => Promise<unknown>

function callOf(service: string, verb: string): Call {
  const { client } = groundOf(service).composed
  // The client is a tree of functions by these names; the contract is walked here without its types.
  return Reflect.get(Reflect.get(client, service) as object, verb) as Call
}

let tails = 0
/** The example of the contract, aimed at the queue that is really there. */
function inputOf(example: unknown): Record<string, unknown> {
  const input: Record<string, unknown> = { ...Object(example) }
  if ('queueUrl' in input) input['queueUrl'] = queueUrl
  if ('address' in input && !/:(sns|kinesis):/.test(String(input['address']))) {
    input['address'] = queueUrl
  }
  if ('queueUrls' in input) input['queueUrls'] = [queueUrl]
  // A tail that was just read from would wait for its turn.
  if ('tailId' in input) input['tailId'] = `tail-${String(++tails).padStart(4, '0')}`
  return input
}

/** Operations on held messages ask AWS only for what is held, so one is: before the call is counted. */
async function holdFor(name: string, input: Record<string, unknown>): Promise<void> {
  if (!['messages.return', 'messages.setVisibility', 'holds.returnAll'].includes(name)) return
  const connectionId = connectionIdSchema.parse('sandbox')
  composed.weir.connections.setGuard(connectionId, 'open')
  await composed.client.messages.send({ connectionId, queueUrl, body: 'held' })
  const look = { connectionId, queueUrl, max: 10, hideSeconds: 600 }
  const { messages } = await composed.client.messages.hold(look)
  if ('messageIds' in input) input['messageIds'] = messages.map(({ messageId }) => messageId)
}

/** Sends one message so that it surely fails, to where each operation would send it again. */
const failing: Record<string, (at: Record<string, unknown>) => Promise<SendProgress>> = {
  'sends.retryFailed': () => {
    proxy.inject({ action: 'SendMessageBatch', times: 1, fault: 'access-denied' })
    return sendNumbered(composed.client, queueUrl, 1)
  },
  'topics.retryFailed': ({ topicArn }) => {
    proxy.inject({ action: 'PublishBatch', times: 1, fault: 'access-denied' })
    return publishEntries(composed.client, topicArnSchema.parse(topicArn), [{ body: 'x' }])
  },
  'records.retryFailed': ({ streamArn }) => {
    streams.proxy.inject({ action: 'PutRecords', times: 1, fault: 'access-denied' })
    const what = { kind: 'entries' as const, entries: [{ body: 'x', partitionKey: 'k' }] }
    return putRecordsOf(streams.composed.client, streamArnSchema.parse(streamArn), { what })
  },
}

/** Only what surely failed is sent again, so a send fails: before the call is counted. */
async function failFor(name: string, input: Record<string, unknown>): Promise<void> {
  const fail = failing[name]
  if (fail === undefined) return
  const [service = ''] = name.split('.')
  const sandbox = connectionIdSchema.parse('sandbox')
  groundOf(service).composed.weir.connections.setGuard(sandbox, 'open')
  input['sendId'] = (await fail(input)).sendId
}

let tapped = 0
/** A tap is stopped where there is one: each has a topic of its own, made before the call is counted. */
async function tapFor(name: string, input: Record<string, unknown>): Promise<void> {
  if (name !== 'taps.stop') return
  composed.weir.connections.setGuard(connectionIdSchema.parse('sandbox'), 'open')
  const topicArn = await createTopic(snsClientFor(emulator.endpoint), `tapped-${String(++tapped)}`)
  const at = { connectionId: 'sandbox', topicArn, delivery: 'raw' as const }
  const { tapId } = await composed.client.taps.plan(at)
  await composed.client.taps.start({ ...at, tapId })
  Object.assign(input, { topicArn, tapId })
}

/** A trace, and its taps, are of the plan that was shown: it is made before the call is counted. */
async function planFor(name: string, input: Record<string, unknown>): Promise<void> {
  if (name !== 'traces.start' && name !== 'traces.planTaps') return
  const topicArn = await createTopic(snsClientFor(emulator.endpoint), `traced-${String(++tapped)}`)
  const { traceId } = await composed.client.traces.plan({ connectionId: 'sandbox', topicArn })
  Object.assign(input, { topicArn, traceId, watch: [], ids: [] })
}

/** An iterator is stepped where there is one: it is got before the call is counted. */
async function openFor(name: string, input: Record<string, unknown>): Promise<void> {
  if (name !== 'iterators.step') return
  const streamArn = streamArnSchema.parse(input['streamArn'])
  const { iteratorId } = await streams.composed.client.iterators.open({
    ...{ connectionId: 'sandbox', streamArn, shardId: 'shardId-000000000000' },
    start: { type: 'TRIM_HORIZON' },
  })
  input['iteratorId'] = iteratorId
}

/** A capture to choose from, and a move that can go on: before the call is counted. */
async function moveFor(name: string, input: Record<string, unknown>): Promise<void> {
  if (!['moves.replay', 'moves.tryOut', 'moves.goOn'].includes(name)) return
  const connectionId = connectionIdSchema.parse('sandbox')
  composed.weir.connections.setGuard(connectionId, 'open')
  const { client } = composed
  const { messageId } = await client.messages.send({ connectionId, queueUrl, body: 'moved' })
  await client.messages.look({ connectionId, queueUrl, max: 10 })
  const kept = { connectionId, queueUrl, messageIds: [messageId], to: { name: 'Moved' } }
  const captureId = (await client.captures.keepMessages(kept).catch(() => undefined))?.capture.id
  if ('choice' in input && captureId !== undefined) input['choice'] = { captureId }
  if ('to' in input) input['to'] = { kind: 'queue', queueUrl }
  if (name !== 'moves.goOn') return
  const from = await createQueue(sqsClientFor(emulator.endpoint), `moved-${String(++tapped)}`)
  const move = await redriveAll(client, { from, to: queueUrl })
  input['moveId'] = move.id
}

const startedSchema = z.object({ sendId: sendIdSchema })
const begunSchema = z.object({ id: moveIdSchema, plan: z.object({}) })
const scannedSchema = z.object({ scanId: scanIdSchema })

/** What goes on after its answer belongs to its call, too. */
async function callWhole({ composed: { client } }: Ground, call: Call, input: unknown) {
  const answer = await call(input)
  const started = startedSchema.safeParse(answer)
  if (started.success) await endOfSend(client, started.data.sendId)
  const begun = begunSchema.safeParse(answer)
  if (begun.success) await followMove(client, begun.data.id)
  if (scannedSchema.safeParse(answer).success) await endOfScan(client, queueUrl)
}

async function* openOnce(open: unknown): AsyncGenerator<unknown, void> {
  yield { open, credit: 1 }
  yield { credit: 1 } // a tail says first how it stands, and reads then
  await new Promise<never>(() => undefined) // a window that is there and grants no more
}

const refusedSchema = z.object({
  code: z.literal('guarded'),
  data: z.object({ refusal: guardRefusalSchema }),
})

/** The guard's refusal, or undefined when the call was let through to its handler, whatever that made of it. */
async function refusalOf(run: () => Promise<unknown>): Promise<GuardRefusal | undefined> {
  const thrown: unknown = await run().then(
    () => undefined,
    (error: unknown) => error,
  )
  const { data: refused } = refusedSchema.safeParse(thrown)
  const refusal = refused?.data.refusal
  // What a look would do to this very queue is for the queue's own service to say, after it has read it.
  return refusal?.reason === 'would-move' || refusal?.reason === 'live-consumers'
    ? undefined
    : refusal
}

async function untilAsked(call: Call, params: unknown, hasAsked: () => boolean): Promise<void> {
  const feed = await call(openOnce(params))
  // What the client gives for a feed; the contract is walked here without its types.
  const items = feed as AsyncIterator<unknown>
  await items.next()
  await vi.waitFor(() => {
    expect(hasAsked()).toBe(true)
  })
  await items.return?.()
}

const procedures = listProcedures().filter(({ meta }) => meta.effect !== 'local')
const matrix = procedures.flatMap((procedure) =>
  guardLevels.map((level) => ({ level, ...procedure })),
)

describe('the matrix', () => {
  it('holds every effect that leaves this machine', () => {
    const effects = new Set(procedures.map(({ meta }) => meta.effect))
    expect([...effects].sort()).toEqual(['destroy', 'look', 'read', 'write'])
  })
})

describe.each(matrix)('$name at $level', ({ name, service, verb, meta, level }) => {
  it('reaches AWS only if the guard lets it', async () => {
    const sandbox = connectionIdSchema.parse('sandbox')
    const input = inputOf(meta.example.input)
    await holdFor(name, input)
    await failFor(name, input)
    await tapFor(name, input)
    await planFor(name, input)
    await openFor(name, input)
    await moveFor(name, input)
    const ground = groundOf(service)
    ground.composed.weir.connections.setGuard(sandbox, level)
    const call = callOf(service, verb)
    const before = ground.proxy.count()
    const hasAsked = (): boolean => ground.proxy.count() > before
    const refusal = await refusalOf(() =>
      meta.kind === 'feed' ? untilAsked(call, input, hasAsked) : callWhole(ground, call, input),
    )
    const calls = ground.proxy.count() - before
    const mayPass = allowed[meta.effect].includes(level)
    if (!mayPass) expect(refusal).toMatchObject({ reason: 'level', level })
    else if (asks[meta.effect].includes(level)) expect(refusal).toMatchObject({ reason: 'confirm' })
    else expect(refusal).toBeUndefined()
    if (refusal === undefined) expect(calls).toBeGreaterThan(0)
    else expect(calls).toBe(0)
  })
})

describe('operations that stay on this machine', () => {
  it.each(
    listProcedures().filter(({ meta }) => meta.effect === 'local' && meta.kind === 'operation'),
  )('$name makes no call', async ({ service, verb, meta }) => {
    const ground = groundOf(service).proxy
    const before = ground.count()
    // Some of the examples name what is not there (a removed connection); that is an answer too.
    await callOf(
      service,
      verb,
    )(inputOf(meta.example.input)).catch((error: unknown) => {
      expect(error).toHaveProperty('defined', true)
    })
    expect(ground.count()).toBe(before)
  })
})

describe('a confirmed deletion', () => {
  it('passes once with its token, and never again', async () => {
    composed.weir.connections.setGuard(connectionIdSchema.parse('sandbox'), 'open')
    const { client } = composed
    const at = { connectionId: 'sandbox', queueUrl }
    const { messages } = await client.messages.look({ ...at, max: 10 })
    const messageIds = messages.map((message) => message.messageId)
    const token = await tokenOfRefusal(() => client.messages.delete({ ...at, messageIds }))
    const confirmation = { token }
    const before = proxy.count('DeleteMessageBatch')
    const { outcomes } = await client.messages.delete({ ...at, messageIds, confirmation })
    expect(outcomes.map((each) => each.outcome)).toEqual(messages.map(() => 'deleted'))
    expect(
      await refusalOf(() => client.messages.delete({ ...at, messageIds, confirmation })),
    ).toMatchObject({
      reason: 'confirm',
    })
    expect(proxy.count('DeleteMessageBatch') - before).toBe(1)
  })
})
