import { DeleteQueueCommand } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import type { QueueUrl, SubscriptionArn, TopicArn } from '#contract'
import { createQueue } from '../../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../../testing/contract-topics.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { snsClientFor } from '../../testing/emulators.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import { followTrace } from '../../testing/followed-trace.ts'

const connectionId = 'sandbox'
const { emulator, proxy, sqs, client, newestEntry } = await startFaultyWeir({ random: () => 0 })
const sns = snsClientFor(emulator.endpoint)
let made = 0

interface Ground {
  topicArn: TopicArn
  queueUrl: QueueUrl
  id: SubscriptionArn
}

async function newGround(filter?: string): Promise<Ground> {
  made += 1
  const queueName = `seen-${String(made)}`
  const queueUrl = await createQueue(sqs, queueName)
  const topicArn = await createTopic(sns, `traced-${String(made)}`)
  const attributes: Record<string, string> = filter === undefined ? {} : { FilterPolicy: filter }
  return { topicArn, queueUrl, id: await subscribeQueue(sns, topicArn, { queueName, attributes }) }
}

async function planned({ topicArn, id }: Ground, seconds = 5) {
  const { traceId } = await client.traces.plan({ connectionId, topicArn })
  return { connectionId, topicArn, traceId, body: 'once', watch: [id], seconds }
}

it.each(['lost-reply', 'truncated', 'malformed'] as const)(
  '%s on Publish: published once, said to be uncertain, and its arrival proves it',
  async (fault) => {
    const ground = await newGround()
    const wish = await planned(ground)
    proxy.inject({ action: 'Publish', times: 1, fault })
    const before = proxy.count('Publish')
    const { trace } = await client.traces.start(wish)
    expect(trace).toMatchObject({ publish: 'uncertain', publishError: { effectUnknown: true } })
    expect(await followTrace(client, trace)).toMatchObject({ rows: [{ state: 'arrived' }] })
    expect(proxy.count('Publish') - before).toBe(1)
    expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
    await expect.poll(newestEntry).toMatchObject({
      operation: 'traces.start',
      outcome: 'uncertain',
    })
  },
)

it.each(['throttle', 'access-denied'] as const)(
  '%s on Publish: nothing went out, and the plan is still good',
  async (fault) => {
    const ground = await newGround()
    const wish = await planned(ground)
    proxy.inject({ action: 'Publish', times: 1, fault })
    const receives = proxy.count('ReceiveMessage')
    await expect(client.traces.start(wish)).rejects.toMatchObject({
      code: fault === 'throttle' ? 'throttled' : 'access-denied',
    })
    expect(proxy.count('ReceiveMessage') - receives).toBe(0)
    const { trace } = await client.traces.start(wish)
    expect(await followTrace(client, trace)).toMatchObject({ rows: [{ state: 'arrived' }] })
    expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
  },
)

it.each(['throttle', 'server-error', 'lost-reply', 'malformed', 'reset'] as const)(
  '%s on the first receive: the next brings it, one message went out, and none is left hidden',
  async (fault) => {
    const ground = await newGround()
    proxy.inject({ action: 'ReceiveMessage', times: 1, fault })
    const publishes = proxy.count('Publish')
    const { trace } = await client.traces.start(await planned(ground))
    const { rows } = await followTrace(client, trace)
    expect(rows).toMatchObject([{ state: 'arrived' }])
    expect(rows[0]).not.toHaveProperty('error')
    expect(proxy.count('Publish') - publishes).toBe(1)
    expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
  },
)

it('denied receives: said with the action that is missing, and asked for once', async () => {
  const ground = await newGround()
  proxy.inject({ action: 'ReceiveMessage', fault: 'access-denied' })
  const before = proxy.count('ReceiveMessage')
  const { trace } = await client.traces.start(await planned(ground))
  expect(await followTrace(client, trace)).toMatchObject({
    state: 'ended',
    rows: [
      {
        state: 'failed',
        error: { code: 'access-denied', params: { action: 'sqs:ReceiveMessage' } },
      },
    ],
  })
  expect(proxy.count('ReceiveMessage') - before).toBe(1)
  proxy.clear()
  expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
})

it('a queue that is deleted while it is watched ends its row, with the reason', async () => {
  const ground = await newGround('{"event":["never"]}')
  const { trace } = await client.traces.start(await planned(ground, 60))
  await followTrace(client, trace, ({ rows }) => (rows[0]?.looks ?? 0) > 0)
  await sqs.send(new DeleteQueueCommand({ QueueUrl: ground.queueUrl }))
  expect(await followTrace(client, trace)).toMatchObject({
    state: 'ended',
    rows: [{ state: 'failed', error: { code: 'not-found' } }],
  })
})

it('denied attributes of a queue: planned as not to be watched, and why', async () => {
  const { topicArn } = await newGround()
  proxy.inject({ action: 'GetQueueAttributes', fault: 'access-denied' })
  const { targets } = await client.traces.plan({ connectionId, topicArn })
  expect(targets).toMatchObject([{ unwatched: 'denied', error: { code: 'access-denied' } }])
})

it('a look under way is waited for when it is stopped', async () => {
  const ground = await newGround()
  const wish = await planned(ground, 60)
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'throttle' })
  const { trace } = await client.traces.start(wish)
  const { connectionId: id, topicArn, traceId } = trace
  const { trace: stopped } = await client.traces.stop({ connectionId: id, topicArn, traceId })
  expect(stopped.state).toBe('stopped')
  const receives = proxy.count('ReceiveMessage')
  expect(await takeBodies(sqs, ground.queueUrl)).toHaveLength(1)
  expect(proxy.count('ReceiveMessage')).toBe(receives)
})
