import { SubscribeCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { InputOf, QueueUrl, TopicArn, Trace, TraceTarget } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../../testing/contract-topics.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../../testing/emulators.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { followTrace } from '../../testing/followed-trace.ts'

const connectionId = 'sandbox'
const admitting = JSON.stringify({
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
    },
  ],
})

describe('traces on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let sqs: SQSClient
  let weir: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    sqs = sqsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
    weir.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  async function newQueue(attributes: Record<string, string> = {}) {
    const suffix = attributes['FifoQueue'] === 'true' ? '.fifo' : ''
    const name = `queue-${String((made += 1)).padStart(3, '0')}${suffix}`
    const queueUrl = await createQueue(sqs, name, { Policy: admitting, ...attributes })
    return { name, queueUrl }
  }
  const newTopic = (attributes?: Record<string, string>, suffix = ''): Promise<TopicArn> =>
    createTopic(sns, `topic-${String((made += 1)).padStart(3, '0')}${suffix}`, attributes)

  /** In the order of their queues, which is how they were made; the emulator lists them in one of its own. */
  const inOrder = (targets: readonly TraceTarget[]) =>
    targets.toSorted((one, other) => (one.endpoint < other.endpoint ? -1 : 1))
  async function planOf(topicArn: TopicArn) {
    const { traceId, targets } = await weir.client.traces.plan({ connectionId, topicArn })
    return { traceId, targets: inOrder(targets) }
  }
  const rowsOf = ({ targets, rows }: Trace) =>
    inOrder(targets).map(({ id }) => rows.find((row) => row.id === id))

  async function trace(
    topicArn: TopicArn,
    wish: Partial<InputOf<'traces.start'>> = {},
  ): Promise<{ begun: Trace; ended: Trace }> {
    const { traceId, targets } = await planOf(topicArn)
    const { trace: begun } = await weir.client.traces.start({
      ...{ connectionId, topicArn, traceId, body: '{"order":"o-1"}', seconds: 5 },
      watch: targets.map(({ id }) => id),
      ...wish,
    })
    return { begun, ended: await followTrace(weir.client, begun) }
  }
  /** By receiving them, so what a trace had left hidden would be missed; hides them itself. */
  const expectCount = async (queueUrl: QueueUrl, count: number) => {
    expect(await takeBodies(sqs, queueUrl)).toHaveLength(count)
  }

  it('arrives in two of three; the third says which key kept it out; nothing is hidden after', async () => {
    const topicArn = await newTopic()
    const [billing, shipping, analytics] = [await newQueue(), await newQueue(), await newQueue()]
    const wrapped = await subscribeQueue(sns, topicArn, { queueName: billing.name })
    const filtered = await subscribeQueue(sns, topicArn, {
      queueName: shipping.name,
      attributes: { FilterPolicy: '{"event":["order-shipped"]}' },
    })
    const raw = await subscribeQueue(sns, topicArn, {
      queueName: analytics.name,
      attributes: { RawMessageDelivery: 'true' },
    })
    const plan = await planOf(topicArn)
    expect(plan.targets.map(({ id }) => id)).toEqual([wrapped, filtered, raw])
    expect(plan.targets[0]).toMatchObject({
      ...{ state: 'confirmed', protocol: 'sqs', isRaw: false, admission: 'admits' },
      queue: { queueUrl: billing.queueUrl, visible: 0, costs: [], requests: 2 },
    })
    const { ended } = await trace(topicArn, { watch: [wrapped, raw] })
    expect(ended).toMatchObject({ state: 'ended', publish: 'answered', mark: ended.traceId })
    expect(rowsOf(ended)).toMatchObject([
      {
        id: wrapped,
        expectation: 'delivered',
        state: 'arrived',
        arrivedAs: 'envelope',
        receives: 1,
      },
      {
        ...{ id: filtered, expectation: 'filtered', state: 'unwatched', looks: 0 },
        blocker: { kind: 'key', path: ['event'], seen: { kind: 'absent' } },
      },
      { id: raw, expectation: 'delivered', state: 'arrived', arrivedAs: 'raw', receives: 1 },
    ])
    await expectCount(billing.queueUrl, 1)
    await expectCount(shipping.queueUrl, 0)
    await expectCount(analytics.queueUrl, 1)
    await expect
      .poll(async () => (await weir.client.journal.list({ limit: 1 })).entries[0])
      .toMatchObject({ operation: 'traces.start', effect: 'write', outcome: 'done', count: 1 })
    const [entry] = (await weir.client.journal.list({ limit: 1 })).entries
    const commands = entry?.commands?.join('\n') ?? ''
    expect(commands).toContain('aws sns publish')
    expect(commands).toContain('aws sqs receive-message')
  })

  it('a FIFO topic: the mark is group and deduplication id, so it is not taken for an earlier one', async () => {
    const fifo = { FifoTopic: 'true', ContentBasedDeduplication: 'true' }
    const topicArn = await newTopic(fifo, '.fifo')
    const queue = await newQueue({ FifoQueue: 'true' })
    await subscribeQueue(sns, topicArn, { queueName: queue.name })
    for (let sent = 0; sent < 2; sent += 1) {
      const { ended } = await trace(topicArn)
      expect(rowsOf(ended)).toMatchObject([{ state: 'arrived', arrivedAs: 'envelope' }])
      await expectCount(queue.queueUrl, 1)
    }
  })

  it('knows a wrapped message by the id of SNS where ten attributes leave no room for the mark', async () => {
    const topicArn = await newTopic()
    const queue = await newQueue()
    await subscribeQueue(sns, topicArn, { queueName: queue.name })
    const attributes = Array.from({ length: 10 }, (_, index) => ({
      ...{ name: `a-${String(index)}`, dataType: 'String', value: 'x', encoding: 'text' as const },
    }))
    const { ended } = await trace(topicArn, { attributes })
    expect(ended.mark).toBeUndefined()
    expect(rowsOf(ended)).toMatchObject([{ state: 'arrived', arrivedAs: 'envelope' }])
  })

  it('says what cannot be watched and why, and what keeps a message out', async () => {
    const topicArn = await newTopic()
    const [silent, gone] = [await newQueue({ Policy: '' }), 'queue-000']
    await subscribeQueue(sns, topicArn, { queueName: silent.name })
    await subscribeQueue(sns, topicArn, { queueName: gone })
    const mail = new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'email',
      Endpoint: 'a@b.example',
    })
    await sns.send(mail)
    const { targets } = await planOf(topicArn)
    expect(targets.map(({ unwatched, admission }) => ({ unwatched, admission }))).toEqual([
      { unwatched: 'pending', admission: undefined },
      { unwatched: 'no-queue', admission: undefined },
      { unwatched: undefined, admission: 'silent' },
    ])
    const { ended } = await trace(topicArn, { watch: [] })
    expect(rowsOf(ended).map((row) => row?.expectation)).toEqual([
      'pending',
      'no-queue',
      'not-admitted',
    ])
    expect(ended.state).toBe('ended')
  })

  it.each([
    [3, 2, ['filter', 'looks-used']],
    [1, 1, ['filter', 'would-move']],
  ])(
    'with %i receives allowed it makes looks: %i at most, and moves nothing to the dead-letter queue',
    async (maxReceiveCount, looks, reasons) => {
      const topicArn = await newTopic()
      const [queue, dead] = [await newQueue(), await newQueue()]
      await wireDeadLetters(sqs, { from: queue.queueUrl, to: dead.queueUrl, maxReceiveCount })
      await sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody: 'theirs' }))
      // What never arrives is looked for longest.
      const attributes = { FilterPolicy: '{"event":["never"]}' }
      await subscribeQueue(sns, topicArn, { queueName: queue.name, attributes })
      expect((await planOf(topicArn)).targets[0]?.queue).toMatchObject({
        costs: expect.arrayContaining(['redrive']),
        maxReceiveCount,
        deadLetterName: dead.name,
      })
      const { ended } = await trace(topicArn, { seconds: 8 })
      expect(ended.rows).toMatchObject([{ state: 'not-seen', looks, reasons }])
      await expectCount(dead.queueUrl, 0)
      if (maxReceiveCount === 3) await expectCount(queue.queueUrl, 1)
    },
  )

  it('is stopped when asked, and says so of what was not seen yet', async () => {
    const topicArn = await newTopic()
    const queue = await newQueue()
    await subscribeQueue(sns, topicArn, {
      queueName: queue.name,
      attributes: { FilterPolicy: '{"event":["never"]}' },
    })
    const { traceId, targets } = await planOf(topicArn)
    const at = { connectionId, topicArn, traceId }
    const watch = targets.map(({ id }) => id)
    await weir.client.traces.start({ ...at, watch, body: 'x', seconds: 120 })
    const { trace: stopped } = await weir.client.traces.stop(at)
    expect(stopped).toMatchObject({ state: 'stopped', rows: [{ state: 'stopped' }] })
    // A plan is for one message.
    await expect(
      weir.client.traces.start({ ...at, watch, body: 'x', seconds: 5 }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
