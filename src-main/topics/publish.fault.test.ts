import { expect, it } from 'vitest'
import type { QueueUrl, SendId, SendOutcome, TopicArn } from '#contract'
import { createQueue } from '../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { countMessages } from '../testing/counted-queue.ts'
import { snsClientFor } from '../testing/emulators.ts'
import { endOfSend, publishEntries } from '../testing/followed-send.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { emulator, proxy, sqs, client, newestEntry } = await startFaultyWeir()
const sns = snsClientFor(emulator.endpoint)
let made = 0

/** A topic that delivers to a queue: what went out is counted where it arrives. */
async function newTopic(): Promise<{ topicArn: TopicArn; queueUrl: QueueUrl }> {
  made += 1
  const queueName = `heard-${String(made)}`
  const queueUrl = await createQueue(sqs, queueName)
  const topicArn = await createTopic(sns, `topic-${String(made)}`)
  await subscribeQueue(sns, topicArn, { queueName })
  return { topicArn, queueUrl }
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ body: `m-${String(index + 1)}` }))

it.each(['lost-reply', 'truncated', 'malformed'] as const)(
  '%s on Publish: done once, said to be uncertain, and not repeated',
  async (fault) => {
    const { topicArn, queueUrl } = await newTopic()
    proxy.inject({ action: 'Publish', times: 1, fault })
    const before = proxy.count('Publish')
    await expect(
      client.topics.publish({ connectionId, topicArn, body: 'once' }),
    ).rejects.toMatchObject({ data: { effectUnknown: true } })
    expect(proxy.count('Publish') - before).toBe(1)
    expect(await countMessages(sqs, queueUrl)).toBe(1)
    expect(await newestEntry()).toMatchObject({ operation: 'topics.publish', outcome: 'uncertain' })
  },
)

it.each([
  ['server-error', 'endpoint-unreachable', true],
  ['throttle', 'throttled', false],
  ['access-denied', 'access-denied', false],
] as const)('%s on Publish: %s, and nothing went out', async (fault, code, effectUnknown) => {
  const { topicArn, queueUrl } = await newTopic()
  proxy.inject({ action: 'Publish', fault })
  const before = proxy.count('Publish')
  await expect(
    client.topics.publish({ connectionId, topicArn, body: 'never' }),
  ).rejects.toMatchObject({ code, data: { effectUnknown } })
  expect(proxy.count('Publish') - before).toBe(1)
  expect(await countMessages(sqs, queueUrl)).toBe(0)
})

const outcomesOf = async (sendId: SendId, outcome: SendOutcome) =>
  (await client.sends.outcomes({ connectionId, sendId, outcome, limit: 500 })).entries

it.each(['lost-reply', 'truncated', 'malformed'] as const)(
  '%s on PublishBatch: its ten are uncertain, went out once, and no way leads to a second time',
  async (fault) => {
    const { topicArn, queueUrl } = await newTopic()
    proxy.inject({ action: 'PublishBatch', containing: 'm-15', times: 1, fault })
    const before = proxy.count('PublishBatch')
    const progress = await publishEntries(client, topicArn, numbered(30))
    expect(progress).toMatchObject({ state: 'done', sent: 20, uncertain: 10, failed: 0, unsent: 0 })
    const { sendId } = progress
    const uncertain = await outcomesOf(sendId, 'uncertain')
    expect(uncertain.map(({ index }) => index)).toEqual(
      Array.from({ length: 10 }, (_, n) => n + 11),
    )
    expect(await countMessages(sqs, queueUrl)).toBe(30)
    expect(await newestEntry()).toMatchObject({
      operation: 'topics.publishMany',
      outcome: 'uncertain',
      count: 20,
    })
    for (const which of ['failed', 'unsent'] as const) {
      const again = await client.topics.retryFailed({ connectionId, topicArn, sendId, which })
      expect(again).toMatchObject({ total: 0 })
      await endOfSend(client, sendId)
    }
    expect(proxy.count('PublishBatch') - before).toBe(3)
    expect(await countMessages(sqs, queueUrl)).toBe(30)
  },
)

it('a denied batch: each of it failed with the reason; afterwards all of it can be published', async () => {
  const { topicArn, queueUrl } = await newTopic()
  proxy.inject({ action: 'PublishBatch', fault: 'access-denied' })
  const progress = await publishEntries(client, topicArn, numbered(200))
  expect(progress).toMatchObject({ state: 'stopped', sent: 0, error: { code: 'access-denied' } })
  const { sendId } = progress
  expect((await outcomesOf(sendId, 'failed'))[0]).toMatchObject({
    index: 1,
    error: { code: 'access-denied' },
  })
  expect(await countMessages(sqs, queueUrl)).toBe(0)
  proxy.clear()
  for (const which of ['failed', 'unsent'] as const) {
    await client.topics.retryFailed({ connectionId, topicArn, sendId, which })
    await endOfSend(client, sendId)
  }
  expect(await endOfSend(client, sendId)).toMatchObject({ state: 'done', sent: 200 })
  expect(await countMessages(sqs, queueUrl)).toBe(200)
})

it('a throttled batch is published later by itself, since it surely was not', async () => {
  const { topicArn, queueUrl } = await newTopic()
  proxy.inject({ action: 'PublishBatch', times: 2, fault: 'throttle' })
  const before = proxy.count('PublishBatch')
  expect(await publishEntries(client, topicArn, numbered(30))).toMatchObject({ sent: 30 })
  expect(proxy.count('PublishBatch') - before).toBe(5)
  expect(await countMessages(sqs, queueUrl)).toBe(30)
})

it('a lost batch on FIFO: what follows in its group is held back and not begun', async () => {
  const queueUrl = await createQueue(sqs, 'heard.fifo', { FifoQueue: 'true' })
  const topicArn = await createTopic(sns, 'lost.fifo', {
    FifoTopic: 'true',
    ContentBasedDeduplication: 'true',
  })
  await subscribeQueue(sns, topicArn, { queueName: 'heard.fifo' })
  proxy.inject({ action: 'PublishBatch', times: 1, containing: 'a-1.', fault: 'lost-reply' })
  const of = (groupId: string) =>
    Array.from({ length: 30 }, (_, n) => ({ body: `${groupId}-${String(n + 1)}.`, groupId }))
  const progress = await publishEntries(client, topicArn, [...of('a'), ...of('b')])
  expect(progress).toMatchObject({ sent: 30, uncertain: 10, failed: 20 })
  const [held] = await outcomesOf(progress.sendId, 'failed')
  expect(held).toMatchObject({ index: 11, error: { params: { reason: 'group-stopped' } } })
  expect(await countMessages(sqs, queueUrl)).toBe(40)
})

it('what went to one topic is not published again to another', async () => {
  const [one, other] = [await newTopic(), await newTopic()]
  proxy.inject({ action: 'PublishBatch', times: 1, fault: 'access-denied' })
  const { sendId } = await publishEntries(client, one.topicArn, numbered(10))
  const again = { connectionId, topicArn: other.topicArn, sendId, which: 'failed' as const }
  await expect(client.topics.retryFailed(again)).rejects.toMatchObject({ code: 'not-found' })
  expect(await countMessages(sqs, other.queueUrl)).toBe(0)
})

it('large messages go in batches that every topic takes', async () => {
  const { topicArn, queueUrl } = await newTopic()
  const before = proxy.count('PublishBatch')
  const messages = Array.from({ length: 5 }, () => ({ body: 'x'.repeat(100_000) }))
  expect(await publishEntries(client, topicArn, messages)).toMatchObject({ sent: 5 })
  // Two of 100,000 bytes fit into 256 KiB, three do not.
  expect(proxy.count('PublishBatch') - before).toBe(3)
  expect(await countMessages(sqs, queueUrl)).toBe(5)
})
