import { ListSubscriptionsByTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns'
import { expect, it } from 'vitest'
import { queueArnSchema } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { snsClientFor } from '../testing/emulators.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { emulator, proxy, client, newQueue, newestEntry } = await startFaultyWeir()
const sns = snsClientFor(emulator.endpoint)
let made = 0

const nextName = () => `faulty-${String((made += 1))}`
const newTopic = () => createTopic(sns, nextName())
const newQueueArn = async () => {
  const name = (await newQueue()).split('/').at(-1) ?? ''
  return queueArnSchema.parse(`arn:aws:sqs:us-east-1:000000000000:${name}`)
}

async function isThere(topicArn: string): Promise<boolean> {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}))
  return Topics.some(({ TopicArn }) => TopicArn === topicArn)
}

async function subscriptionsOf(topicArn: string): Promise<number> {
  const command = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn })
  return (await sns.send(command)).Subscriptions?.length ?? 0
}

interface Prepared {
  operation: string
  run(): Promise<unknown>
  /** How often it has happened, asked past the proxy. */
  happened(): Promise<number>
}

async function prepareCreate(): Promise<Prepared> {
  const name = nextName()
  const arn = `arn:aws:sns:us-east-1:000000000000:${name}`
  return {
    operation: 'topics.create',
    run: () =>
      client.topics.create({ connectionId, name, type: 'standard', attributes: {}, tags: [] }),
    happened: async () => Number(await isThere(arn)),
  }
}

async function prepareDelete(): Promise<Prepared> {
  const at = { connectionId, topicArn: await newTopic() }
  const token = await tokenOfRefusal(() => client.topics.delete(at))
  return {
    operation: 'topics.delete',
    run: () => client.topics.delete({ ...at, confirmation: { token } }),
    happened: async () => Number(!(await isThere(at.topicArn))),
  }
}

async function prepareSubscribe(): Promise<Prepared> {
  const at = { connectionId, topicArn: await newTopic() }
  const endpoint = await newQueueArn()
  return {
    operation: 'subscriptions.create',
    run: () => client.subscriptions.create({ ...at, protocol: 'sqs', endpoint, attributes: {} }),
    happened: () => subscriptionsOf(at.topicArn),
  }
}

async function prepareRemove(): Promise<Prepared> {
  const topicArn = await newTopic()
  const queueName = (await newQueueArn()).split(':').at(-1) ?? ''
  const at = { connectionId, subscriptionArn: await subscribeQueue(sns, topicArn, { queueName }) }
  const token = await tokenOfRefusal(() => client.subscriptions.remove(at))
  return {
    operation: 'subscriptions.remove',
    run: () => client.subscriptions.remove({ ...at, confirmation: { token } }),
    happened: async () => 1 - (await subscriptionsOf(topicArn)),
  }
}

const changes = [
  ['CreateTopic', prepareCreate],
  ['DeleteTopic', prepareDelete],
  ['Subscribe', prepareSubscribe],
  ['Unsubscribe', prepareRemove],
] as const

it.each(changes)(
  'a lost reply to %s: done once, uncertain, not repeated',
  async (action, prepare) => {
    const { operation, run, happened } = await prepare()
    proxy.inject({ action, times: 1, fault: 'lost-reply' })
    const before = proxy.count(action)
    await expect(run()).rejects.toMatchObject({ data: { effectUnknown: true } })
    expect(proxy.count(action) - before).toBe(1)
    expect(await happened()).toBe(1)
    expect(await newestEntry()).toMatchObject({ operation, outcome: 'uncertain' })
  },
)

it.each(changes)(
  'denied at %s: said with the action, nothing happened',
  async (action, prepare) => {
    const { operation, run, happened } = await prepare()
    proxy.inject({ action, fault: 'access-denied' })
    await expect(run()).rejects.toMatchObject({
      code: 'access-denied',
      data: { effectUnknown: false, params: { action: `sns:${action}` } },
    })
    expect(await happened()).toBe(0)
    expect(await newestEntry()).toMatchObject({ operation, outcome: 'failed' })
  },
)

it.each([
  ['ListTopics', prepareCreate],
  ['ListSubscriptionsByTopic', prepareSubscribe],
] as const)('where %s is denied it is done all the same', async (action, prepare) => {
  const { run, happened } = await prepare()
  proxy.inject({ action, fault: 'access-denied' })
  await run()
  expect(await happened()).toBe(1)
})

it('the second of two attributes lost: the first is said to be set, and neither is repeated', async () => {
  const topicArn = await newTopic()
  const queueName = (await newQueueArn()).split(':').at(-1) ?? ''
  const subscriptionArn = await subscribeQueue(sns, topicArn, { queueName })
  proxy.inject({
    action: 'SetSubscriptionAttributes',
    containing: 'RawMessageDelivery',
    times: 1,
    fault: 'access-denied',
  })
  const wanted = { RawMessageDelivery: 'true', FilterPolicyScope: 'MessageBody' }
  const before = proxy.count('SetSubscriptionAttributes')
  expect(
    await client.subscriptions.setAttributes({
      connectionId,
      subscriptionArn,
      changes: wanted,
      expected: {},
    }),
  ).toMatchObject({ set: ['FilterPolicyScope'], failure: { code: 'access-denied' } })
  expect(proxy.count('SetSubscriptionAttributes') - before).toBe(2)
  expect(await newestEntry()).toMatchObject({ outcome: 'partly' })
})

it('the second of three attributes of a topic lost: one set, one uncertain, one not tried', async () => {
  const at = { connectionId, topicArn: await newTopic() }
  const action = 'SetTopicAttributes'
  proxy.inject({ action, containing: 'KmsMasterKeyId', times: 1, fault: 'lost-reply' })
  const before = proxy.count(action)
  const changes = { DisplayName: 'One', KmsMasterKeyId: 'alias/k', SignatureVersion: '2' }
  expect(await client.topics.setAttributes({ ...at, changes, expected: {} })).toMatchObject({
    set: ['DisplayName'],
    failure: { effectUnknown: true },
  })
  expect(proxy.count(action) - before).toBe(2)
  expect(await newestEntry()).toMatchObject({ outcome: 'uncertain' })
  const { attributes } = await client.topics.attributes(at)
  expect(attributes).toMatchObject({ DisplayName: 'One', KmsMasterKeyId: 'alias/k' })
  expect(attributes['SignatureVersion']).toBeUndefined()
})

it.each(['GetTopicAttributes', 'SetTopicAttributes'])(
  'denied at %s: no attribute of the topic is touched',
  async (action) => {
    const at = { connectionId, topicArn: await newTopic() }
    proxy.inject({ action, fault: 'access-denied' })
    const before = proxy.count('SetTopicAttributes')
    await expect(
      client.topics.setAttributes({
        ...at,
        changes: { DisplayName: 'One', SignatureVersion: '2' },
        expected: {},
      }),
    ).rejects.toMatchObject({
      code: 'access-denied',
      data: { params: { action: `sns:${action}` } },
    })
    const sent = action === 'SetTopicAttributes' ? 1 : 0
    expect(proxy.count('SetTopicAttributes') - before).toBe(sent)
    proxy.clear()
    expect(await client.topics.describe(at)).toMatchObject({ displayName: '' })
  },
)

it('tags set and their removal lost: said so, and neither is repeated', async () => {
  const at = { connectionId, topicArn: await newTopic() }
  await client.topics.setTags({ ...at, set: [{ key: 'old', value: '' }], remove: [] })
  proxy.inject({ action: 'UntagResource', times: 1, fault: 'lost-reply' })
  const counts = () => [proxy.count('TagResource'), proxy.count('UntagResource')]
  const [tagged = 0, untagged = 0] = counts()
  expect(
    await client.topics.setTags({ ...at, set: [{ key: 'new', value: '' }], remove: ['old'] }),
  ).toMatchObject({ set: 1, removed: 0, failure: { effectUnknown: true } })
  expect(counts()).toEqual([tagged + 1, untagged + 1])
  expect((await client.topics.listTags(at)).tags).toEqual([{ key: 'new', value: '' }])
})

it.each(['GetQueueAttributes', 'SetQueueAttributes'])(
  'denied at %s: the policy of the queue is not touched, and the reason says which',
  async (action) => {
    const topicArn = await newTopic()
    const queueArn = await newQueueArn()
    proxy.inject({ action, fault: 'access-denied' })
    await expect(
      client.subscriptions.admitTopic({ connectionId, topicArn, queueArn, expected: '' }),
    ).rejects.toMatchObject({
      code: 'access-denied',
      data: { params: { action: `sqs:${action}` } },
    })
    proxy.clear()
    expect(
      await client.subscriptions.checkQueue({ connectionId, topicArn, queueArn }),
    ).toMatchObject({ admission: 'silent', policy: '' })
  },
)
