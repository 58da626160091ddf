import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InputOf, QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createStream } from '../testing/contract-streams.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { countMessages, takeBodies } from '../testing/counted-queue.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { fill, followMoveOn, takeInOrder } from '../testing/followed-move.ts'
import { kinesisClientFor, startKinesis } from '../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
let emulator: Emulator
let kinesis: Emulator
let composed: ComposedWeir
/** Streams are at an emulator of their own, which is another connection. */
let streamsId = ''
let captureId = 0
let source: QueueUrl
const orders = Array.from({ length: 30 }, (_, at) => ({
  MessageBody: `{"order":"o-${String(at)}","email":"kim@example.com","id":12345678901234567890}`,
}))

beforeAll(async () => {
  emulator = await startFauxqs()
  kinesis = await startKinesis('kinesalite')
  composed = composeForTest(emulator.endpoint)
  const { client } = composed
  const target = { kind: 'emulator' as const, endpoint: kinesis.endpoint }
  const draft = { name: 'Streams', target, region: 'us-east-1', environment: 'local' as const }
  const added = await client.connections.add(draft)
  streamsId = added.id
  composed.weir.connections.setGuard(added.id, 'open')
  const sqs = sqsClientFor(emulator.endpoint)
  source = await createQueue(sqs, 'captured')
  await fill(sqs, source, orders)
  const ids = new Set<string>()
  while (ids.size < orders.length) {
    const { messages } = await client.messages.look({ connectionId, queueUrl: source, max: 10 })
    for (const { messageId } of messages) ids.add(messageId)
  }
  const kept = { connectionId, queueUrl: source, messageIds: [...ids], to: { name: 'Orders' } }
  captureId = (await client.captures.keepMessages(kept)).capture.id
})
afterAll(async () => {
  await composed.close()
  await kinesis.close()
  await emulator.close()
})

async function replay(
  change: Partial<InputOf<'moves.replay'>> & Pick<InputOf<'moves.replay'>, 'to'>,
) {
  const { id } = await composed.client.moves.replay({
    ...{ kind: 'replay', connectionId, choice: { captureId }, shape: {}, pace: { kind: 'fast' } },
    ...change,
  })
  return followMoveOn(
    { client: composed.client, connectionId: change.connectionId ?? 'sandbox' },
    id,
  )
}

it('sends every entry once to a queue, masked, with every digit of every number as it was', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'replayed')
  const move = await replay({
    to: { kind: 'queue', queueUrl },
    shape: { masks: [{ path: 'email', pattern: '^[^@]+', replacement: '***' }] },
  })
  expect(move).toMatchObject({ state: 'done', total: 30, counts: { done: 30 } })
  const bodies = await takeBodies(sqs, queueUrl)
  expect(bodies.toSorted()).toEqual(
    orders.map(({ MessageBody }) => MessageBody.replace('kim@', '***@')).sort(),
  )
  expect(await takeBodies(sqs, source)).toHaveLength(30)
})

it('gives a group to what has none, and keeps the order, on a FIFO queue', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'replayed.fifo', { FifoQueue: 'true' })
  const to = { kind: 'queue' as const, queueUrl }
  const move = await replay({ to, shape: { groupId: 'replay' } })
  expect(move).toMatchObject({ state: 'done', counts: { done: 30 } })
  const { entries } = await composed.client.captures.listEntries({ captureId, from: 1, limit: 30 })
  const taken = await takeInOrder(sqs, queueUrl)
  expect(taken.map(({ Body }) => Body)).toEqual(entries.map(({ preview }) => preview))
  // The same capture again is another sending, and no duplicate to SQS.
  expect(await replay({ to, shape: { groupId: 'replay' } })).toMatchObject({ counts: { done: 30 } })
  expect(await takeInOrder(sqs, queueUrl)).toHaveLength(30)
})

it('publishes to a topic, and what is found only', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const sns = snsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'subscribed')
  const topicArn = await createTopic(sns, 'replayed')
  await subscribeQueue(sns, topicArn, {
    queueName: 'subscribed',
    attributes: { RawMessageDelivery: 'true' },
  })
  const choice = { captureId, filter: { text: '"o-7"' } }
  expect(await replay({ to: { kind: 'topic', topicArn }, choice })).toMatchObject({
    ...{ state: 'done', total: 1, counts: { done: 1 } },
  })
  expect(await takeBodies(sqs, queueUrl)).toEqual([orders[7]?.MessageBody])
})

it('puts to a stream of another connection', async () => {
  const client = kinesisClientFor(kinesis.endpoint)
  const streamArn = await createStream(client, 'replayed')
  const to = { kind: 'stream' as const, streamArn }
  expect(await replay({ to, connectionId: streamsId })).toMatchObject({
    ...{ state: 'done', counts: { done: 30 } },
  })
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      ...{ StreamName: 'replayed', ShardId: 'shardId-000000000000' },
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  )
  const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }))
  const texts = Records.map(({ Data }) => Buffer.from(Data ?? []).toString())
  expect(texts.toSorted()).toEqual(orders.map(({ MessageBody }) => MessageBody).sort())
})

it('tries out what would be sent, refused and changed, and sends nothing', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'tried')
  const tried = await composed.client.moves.tryOut({
    ...{ kind: 'replay', connectionId, choice: { captureId }, pace: { kind: 'fast' } },
    to: { kind: 'queue', queueUrl },
    shape: { edits: [{ position: 1, body: '{}' }], masks: [{ path: 'order', replacement: 'x' }] },
  })
  expect(tried).toMatchObject({ total: 30, failing: 0, changed: 30 })
  expect(await countMessages(sqs, queueUrl)).toBe(0)
  // JSONata would round the id: such a message is refused rather than changed.
  const transformed = await composed.client.moves.tryOut({
    ...{ kind: 'replay', connectionId, choice: { captureId }, pace: { kind: 'fast' } },
    ...{ to: { kind: 'queue', queueUrl }, shape: { transform: 'body' } },
  })
  expect(transformed).toMatchObject({ total: 30, failing: 30 })
  expect(transformed.shown[0]?.error?.params['message']).toContain('digits')
})
