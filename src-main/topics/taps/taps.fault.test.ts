import { PublishCommand } from '@aws-sdk/client-sns'
import { afterAll, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { TopicArn } from '#contract'
import { createTopic } from '../../testing/contract-topics.ts'
import { countLeft } from '../../testing/counted-taps.ts'
import { snsClientFor } from '../../testing/emulators.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import { followTap } from '../../testing/followed-tap.ts'

const patient = { timeout: 20_000 }
const connectionId = 'sandbox'
const { emulator, proxy, sqs, client, composed, newestEntry, counting } = await startFaultyWeir()
const sns = snsClientFor(emulator.endpoint)
composed.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
afterAll(() => {
  sns.destroy()
})

const nothing = { queues: 0, subscriptions: 0 }
const left = () => countLeft({ sqs, sns })
let made = 0
const newTopic = (): Promise<TopicArn> => createTopic(sns, `fault-${String((made += 1))}`)

async function start(topicArn: TopicArn) {
  const at = { connectionId, topicArn, delivery: 'raw' as const }
  const { tapId } = await client.taps.plan(at)
  return (await client.taps.start({ ...at, tapId })).tap
}
const stop = async (topicArn: TopicArn, tapId: string) =>
  (await client.taps.stop({ connectionId, topicArn, tapId })).tap

const steps = ['CreateQueue', 'GetQueueAttributes', 'Subscribe', 'ReceiveMessage'] as const
const refusals = [
  ['access-denied', 'access-denied'],
  ['throttle', 'throttled'],
] as const

it.each(steps.flatMap((action) => refusals.map((refusal) => [action, ...refusal] as const)))(
  '%s refused (%s): the tap says why and leaves nothing',
  async (action, fault, code) => {
    const topicArn = await newTopic()
    // A read is tried three times by the SDK, a change once.
    proxy.inject({ action, fault, times: action === 'GetQueueAttributes' ? 3 : 1 })
    const tap = await start(topicArn)
    expect(tap).toMatchObject({ state: 'failed', endedBy: 'not-started', error: { code } })
    expect(tap.error?.params['action']).toMatch(new RegExp(`:${action}$`))
    expect(tap.parts.every(({ fate }) => fate === 'removed' || fate === 'absent')).toBe(true)
    expect(await left()).toEqual(nothing)
    expect(await newestEntry()).toMatchObject({ operation: 'taps.start', outcome: 'failed' })
  },
)

it('the topic’s attributes denied: nothing is begun', async () => {
  const topicArn = await newTopic()
  proxy.inject({ action: 'GetTopicAttributes', fault: 'access-denied', times: 1 })
  await expect(start(topicArn)).rejects.toMatchObject({
    code: 'access-denied',
    data: { params: { action: 'sns:GetTopicAttributes' } },
  })
  expect(await left()).toEqual(nothing)
})

it.each([
  ['CreateQueue', 'lost-reply'],
  ['CreateQueue', 'truncated'],
  ['CreateQueue', 'server-error'],
  ['Subscribe', 'lost-reply'],
  ['Subscribe', 'server-error'],
  ['ReceiveMessage', 'lost-reply'],
] as const)('%s without an answer (%s): made once, found again, removed', async (action, fault) => {
  const topicArn = await newTopic()
  proxy.inject({ action, fault, times: 1 })
  let tap: Awaited<ReturnType<typeof start>> | undefined
  expect(
    await counting(action, async () => {
      tap = await start(topicArn)
    }),
  ).toBe(1)
  expect(tap).toMatchObject({ state: 'failed', error: { effectUnknown: true } })
  expect(await left()).toEqual(nothing)
})

it.each([
  ['Unsubscribe', 'lost-reply'],
  ['Unsubscribe', 'throttle'],
  ['DeleteQueue', 'lost-reply'],
  ['DeleteQueue', 'throttle'],
  ['DeleteQueue', 'server-error'],
] as const)('%s without success once (%s): tried again until it is gone', async (action, fault) => {
  const topicArn = await newTopic()
  const { tapId } = await start(topicArn)
  proxy.inject({ action, fault, times: 1 })
  expect(await stop(topicArn, tapId)).toMatchObject({ state: 'stopped', endedBy: 'asked' })
  expect(await left()).toEqual(nothing)
})

it('removing denied: says exactly what is left, keeps it on record, and removes it when it may', async () => {
  const topicArn = await newTopic()
  const { tapId } = await start(topicArn)
  proxy.inject({ action: 'DeleteQueue', fault: 'access-denied' })
  const stopped = await stop(topicArn, tapId)
  expect(stopped).toMatchObject({
    state: 'failed',
    parts: [
      { kind: 'queue', fate: 'left', error: { code: 'access-denied' } },
      { kind: 'subscription', fate: 'removed' },
    ],
  })
  expect(stopped.undo.join('\n')).toContain(stopped.queueName)
  expect(await left()).toEqual({ queues: 1, subscriptions: 0 })
  expect(await newestEntry()).toMatchObject({ operation: 'taps.stop', outcome: 'partly', count: 1 })
  proxy.clear()
  expect(await stop(topicArn, tapId)).toMatchObject({ state: 'stopped', endedBy: 'asked' })
  expect(await left()).toEqual(nothing)
})

it('throttled while it runs: says so, waits, and loses nothing', async () => {
  const topicArn = await newTopic()
  const { tapId } = await start(topicArn)
  proxy.inject({ action: 'ReceiveMessage', fault: 'throttle', times: 2 })
  const page = await followTap(client, tapId)
  await expect.poll(() => page.tap().pollError?.code, patient).toBe('throttled')
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'kept' }))
  await expect.poll(() => page.messages().map(({ preview }) => preview), patient).toEqual(['kept'])
  expect(page.tap().pollError).toBeUndefined()
  await page.leave()
  await stop(topicArn, tapId)
  expect(await left()).toEqual(nothing)
})

it('a delete without an answer: the message is shown once all the same', async () => {
  const topicArn = await newTopic()
  const { tapId } = await start(topicArn)
  proxy.inject({ action: 'DeleteMessageBatch', fault: 'access-denied', times: 1 })
  const page = await followTap(client, tapId)
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'once' }))
  await expect.poll(() => page.tap().pollError?.params['action'], patient).toBe('sqs:DeleteMessage')
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'next' }))
  await expect
    .poll(() => page.messages().map(({ preview }) => preview), patient)
    .toEqual(['once', 'next'])
  await page.leave()
  await stop(topicArn, tapId)
  expect(await left()).toEqual(nothing)
})

it('a message whose checksum does not fit is marked, and the others come as they are', async () => {
  const topicArn = await newTopic()
  const { tapId } = await start(topicArn)
  const bodies = ['one', 'two', 'three']
  for (const Message of bodies) await sns.send(new PublishCommand({ TopicArn: topicArn, Message }))
  proxy.inject({ action: 'ReceiveMessage', fault: 'wrong-digest', times: 1 })
  const followed = await followTap(client, tapId)
  await expect.poll(() => followed.messages().length, patient).toBe(bodies.length)
  expect(
    followed
      .messages()
      .map(({ preview }) => preview)
      .sort(),
  ).toEqual([...bodies].sort())
  expect(followed.messages().filter(({ damage }) => damage === 'checksum')).toHaveLength(1)
  await followed.leave()
  await stop(topicArn, tapId)
  expect(await left()).toEqual(nothing)
})
