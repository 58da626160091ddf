import { expect, it } from 'vitest'
import type { QueueUrl, TopicArn } from '#contract'
import { createQueue } from '../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { countMessages } from '../testing/counted-queue.ts'
import { snsClientFor } from '../testing/emulators.ts'
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

it('a lost reply in the midst of many: the batch is uncertain, the others went out once', async () => {
  const { topicArn, queueUrl } = await newTopic()
  proxy.inject({ action: 'PublishBatch', containing: 'm-15', times: 1, fault: 'lost-reply' })
  const before = proxy.count('PublishBatch')
  const { entries } = await client.topics.publishMany({
    connectionId,
    topicArn,
    messages: numbered(30),
  })
  const outcomes = entries.map(({ outcome }) => outcome)
  // Nothing is known of the second batch, so the third is not begun.
  expect(outcomes).toEqual([
    ...Array.from({ length: 10 }, () => 'published'),
    ...Array.from({ length: 10 }, () => 'uncertain'),
    ...Array.from({ length: 10 }, () => 'unsent'),
  ])
  expect(proxy.count('PublishBatch') - before).toBe(2)
  expect(await countMessages(sqs, queueUrl)).toBe(20)
  expect(await newestEntry()).toMatchObject({ outcome: 'uncertain', count: 10 })
})

it('a denied batch: each of it failed with the reason, and no other is begun', async () => {
  const { topicArn, queueUrl } = await newTopic()
  proxy.inject({ action: 'PublishBatch', fault: 'access-denied' })
  const { entries } = await client.topics.publishMany({
    connectionId,
    topicArn,
    messages: numbered(20),
  })
  expect(entries[0]).toMatchObject({
    index: 1,
    outcome: 'failed',
    error: { code: 'access-denied' },
  })
  expect(entries.filter(({ outcome }) => outcome === 'unsent')).toHaveLength(10)
  expect(await countMessages(sqs, queueUrl)).toBe(0)
})

it('large messages go in batches that every topic takes', async () => {
  const { topicArn, queueUrl } = await newTopic()
  const before = proxy.count('PublishBatch')
  const body = 'x'.repeat(100_000)
  const messages = Array.from({ length: 5 }, () => ({ body }))
  const { entries } = await client.topics.publishMany({ connectionId, topicArn, messages })
  expect(entries.every(({ outcome }) => outcome === 'published')).toBe(true)
  // Two of 100,000 bytes fit into 256 KiB, three do not.
  expect(proxy.count('PublishBatch') - before).toBe(3)
  expect(await countMessages(sqs, queueUrl)).toBe(5)
})
