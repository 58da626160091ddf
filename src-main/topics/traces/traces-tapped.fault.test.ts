import { DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { InputOf, TopicArn, Trace } from '#contract'
import { createQueue, wireDeadLetters } from '../../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../../testing/contract-topics.ts'
import { countLeft } from '../../testing/counted-taps.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { snsClientFor } from '../../testing/emulators.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import { followTrace } from '../../testing/followed-trace.ts'

const connectionId = 'sandbox'
const { emulator, proxy, sqs, client, composed, newestEntry } = await startFaultyWeir({
  random: Math.random,
})
const sns = snsClientFor(emulator.endpoint)
composed.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
afterAll(() => {
  sns.destroy()
})

let made = 0
const left = () => countLeft({ sqs, sns })

/** A topic whose one subscriber would lose a message by a look. */
async function newGround(attributes: Record<string, string> = {}) {
  made += 1
  const fifo = attributes['FifoTopic'] === 'true' ? '.fifo' : ''
  const queueAttributes: Record<string, string> = fifo === '' ? {} : { FifoQueue: 'true' }
  const [queueName, deadName] = ['seen', 'dead'].map(
    (name) => `${name}-${String(made).padStart(3, '0')}${fifo}`,
  ) as [string, string] // as many as went in
  const queueUrl = await createQueue(sqs, queueName, queueAttributes)
  const deadUrl = await createQueue(sqs, deadName, queueAttributes)
  await wireDeadLetters(sqs, { from: queueUrl, to: deadUrl, maxReceiveCount: 1 })
  const topicArn = await createTopic(sns, `traced-${String(made).padStart(3, '0')}${fifo}`, {
    ...(fifo === '' ? {} : { FifoTopic: 'true', ContentBasedDeduplication: 'true' }),
  })
  const { FifoTopic: _, ...given } = attributes
  const id = await subscribeQueue(sns, topicArn, { queueName, attributes: given })
  return { topicArn, queueUrl, deadUrl, id }
}

async function begin(
  { topicArn, id }: { topicArn: TopicArn; id: string },
  wish: Partial<InputOf<'traces.start'>> = {},
): Promise<Trace> {
  const at = { connectionId, topicArn }
  const { traceId } = await client.traces.plan(at)
  await client.traces.planTaps({ ...at, traceId, ids: [id] })
  const start = { ...at, traceId, body: 'once', watch: [id], taps: [id], seconds: 5, ...wish }
  return (await client.traces.start(start)).trace
}

it.each([
  [{}, 'envelope'],
  [{ RawMessageDelivery: 'true' }, 'raw'],
  [{ FifoTopic: 'true' }, 'envelope'],
] as const)(
  '%o: a tap sees it sent, its queue is not touched, nothing is left',
  async (attributes, as) => {
    const ground = await newGround(attributes)
    const before = await left()
    const plan = await client.traces.plan({ connectionId, topicArn: ground.topicArn })
    const { traceId } = plan
    const at = { connectionId, topicArn: ground.topicArn, traceId }
    const shown = await client.traces.planTaps({ ...at, ids: [ground.id] })
    expect(shown).toMatchObject({ blockers: [], taps: [{ id: ground.id }] })
    expect(shown.iamActions).toEqual(expect.arrayContaining(['sns:Publish', 'sqs:CreateQueue']))
    const { trace } = await client.traces.start({
      ...{ ...at, body: 'once', watch: [], taps: [ground.id], seconds: 10 },
    })
    const ended = await followTrace(client, trace)
    const tap = {
      ...{ queueName: shown.taps[0]?.queueName, undo: shown.taps[0]?.undo, state: 'stopped' },
      ...{ parts: [{ fate: 'removed' }, { fate: 'removed' }] },
    }
    expect(ended).toMatchObject({ state: 'ended', rows: [{ state: 'sent', arrivedAs: as, tap }] })
    expect(await left()).toEqual(before)
    expect((await client.taps.list({})).taps).toEqual([])
    expect(await takeBodies(sqs, ground.deadUrl)).toHaveLength(0)
    expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
    await expect.poll(newestEntry).toMatchObject({ operation: 'traces.start', count: 1 })
    const commands = (await newestEntry())?.commands?.join('\n') ?? ''
    expect(commands).toContain('aws sqs create-queue')
    expect(commands).toContain('aws sqs delete-queue')
  },
)

it.each([
  [{ FilterPolicy: '{"event":["paid"]}' }, 'not-seen', ['filter']],
  [{ FilterPolicy: '{"weir-trace":[{"exists":true}]}' }, 'sent', []],
  [{ FilterPolicy: '{"a":["b"]}', FilterPolicyScope: 'MessageBody' }, 'sent', []],
  [{ FilterPolicy: '{"a":["c"]}', FilterPolicyScope: 'MessageBody' }, 'not-seen', ['filter']],
] as const)('copies the filter and its scope: %o', async (attributes, state, reasons) => {
  const ground = await newGround(attributes)
  const trace = await begin(ground, { body: '{"a":"b"}' })
  expect(await followTrace(client, trace)).toMatchObject({ rows: [{ state, reasons }] })
})

it('sees what SNS sends to a queue that Weir cannot see, beside a tap of the topic', async () => {
  const { topicArn } = await newGround()
  const id = await subscribeQueue(sns, topicArn, { queueName: 'gone-000' })
  const everything = { connectionId, topicArn, delivery: 'raw' as const }
  const { tapId } = await client.taps.plan(everything)
  await client.taps.start({ ...everything, tapId })
  const { rows } = await followTrace(client, await begin({ topicArn, id }))
  expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'sent' })
  expect((await client.taps.list({})).taps).toMatchObject([{ tapId, state: 'live' }])
  await client.taps.stop({ connectionId, topicArn, tapId })
  await client.taps.dismiss({ tapId })
})

it.each(['CreateQueue', 'Subscribe', 'ReceiveMessage'])(
  '%s denied: nothing is published, nothing is left, and the error says what is missing',
  async (action) => {
    const ground = await newGround()
    const before = await left()
    const publishes = proxy.count('Publish')
    proxy.inject({ action, fault: 'access-denied', times: 1 })
    await expect(begin(ground)).rejects.toMatchObject({
      code: 'access-denied',
      data: { params: { action: expect.stringContaining(action) } },
    })
    expect(proxy.count('Publish')).toBe(publishes)
    expect(await left()).toEqual(before)
    expect(await takeBodies(sqs, ground.queueUrl)).toEqual([])
    expect((await client.taps.list({})).taps).toEqual([])
  },
)

it.each(['access-denied', 'throttle'] as const)(
  '%s on Publish: the tap goes again, and the plan is still good',
  async (fault) => {
    const ground = await newGround()
    const before = await left()
    const at = { connectionId, topicArn: ground.topicArn }
    const { traceId } = await client.traces.plan(at)
    const wish = { ...at, traceId, body: 'x', watch: [], taps: [ground.id], seconds: 5 }
    proxy.inject({ action: 'Publish', fault, times: 1 })
    await expect(client.traces.start(wish)).rejects.toBeTruthy()
    expect(await left()).toEqual(before)
    const { trace } = await client.traces.start(wish)
    expect(await followTrace(client, trace)).toMatchObject({ rows: [{ state: 'sent' }] })
    expect(await left()).toEqual(before)
  },
)

it('stopped: the tap is gone when the answer comes', async () => {
  const ground = await newGround({ FilterPolicy: '{"event":["never"]}' })
  const before = await left()
  const { traceId, topicArn } = await begin(ground, { seconds: 120 })
  const { trace } = await client.traces.stop({ connectionId, topicArn, traceId })
  expect(trace).toMatchObject({ state: 'stopped', rows: [{ state: 'stopped' }] })
  expect(await left()).toEqual(before)
})

it('a tap’s queue that somebody deletes ends its row, with the reason', async () => {
  const ground = await newGround({ FilterPolicy: '{"event":["never"]}' })
  const trace = await begin(ground, { seconds: 120 })
  await sqs.send(new DeleteQueueCommand({ QueueUrl: trace.rows[0]?.tap?.queueUrl }))
  expect(await followTrace(client, trace)).toMatchObject({
    state: 'ended',
    rows: [{ state: 'failed', error: { code: 'not-found' } }],
  })
})

it('removing denied: the row says what is left, and so does the list of taps', async () => {
  const ground = await newGround()
  const trace = await begin(ground)
  proxy.inject({ action: 'DeleteQueue', fault: 'access-denied' })
  const parts = [{ kind: 'queue', fate: 'left', error: { code: 'access-denied' } }, {}]
  expect(await followTrace(client, trace)).toMatchObject({
    rows: [{ state: 'sent', tap: { state: 'failed', parts } }],
  })
  const { taps } = await client.taps.list({})
  expect(taps).toMatchObject([{ state: 'failed', copyOf: expect.stringContaining('seen-') }])
  proxy.clear()
  const { tapId = '' } = taps[0] ?? {}
  await client.taps.stop({ connectionId, topicArn: ground.topicArn, tapId })
  await client.taps.dismiss({ tapId })
})

it('messages of others come by the tap as well, and none is taken from the queue', async () => {
  const ground = await newGround()
  await sqs.send(new SendMessageCommand({ QueueUrl: ground.queueUrl, MessageBody: 'theirs' }))
  expect(await followTrace(client, await begin(ground))).toMatchObject({ rows: [{ looks: 0 }] })
  expect(await takeBodies(sqs, ground.deadUrl)).toEqual([])
  expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(2)
})
