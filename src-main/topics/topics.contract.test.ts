import { DeleteTopicCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Subscription, Topic, TopicArn } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createTopic, makeMany, subscribeQueue } from '../testing/contract-topics.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { snsClientFor, sqsClientFor, startFauxqs, startLocalSqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const connectionId = 'sandbox'

describe('topics on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let weir: ComposedWeir

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
    await makeMany(12, (index) => createQueue(sqsClientFor(emulator.endpoint), `q-${index}`))
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  async function listTopics(): Promise<Topic[]> {
    const topics: Topic[] = []
    let token: string | undefined
    do {
      const page = await weir.client.topics.listPage({ connectionId, ...(token && { token }) })
      topics.push(...page.topics)
      token = page.nextToken
    } while (token !== undefined)
    return topics
  }

  async function listSubscriptions(topicArn?: TopicArn): Promise<Subscription[]> {
    const found: Subscription[] = []
    let token: string | undefined
    do {
      const page = await weir.client.subscriptions.listPage({
        connectionId,
        ...(topicArn && { topicArn }),
        ...(token && { token }),
      })
      found.push(...page.subscriptions)
      token = page.nextToken
    } while (token !== undefined)
    return found
  }

  it('lists every topic and every subscription past one page of 100', async () => {
    // Of one length: fauxqs sorts by locale and pages by code unit, so of names that differ in length it loses some.
    const arns: TopicArn[] = []
    await makeMany(230, async (index) => {
      arns.push(await createTopic(sns, `many-${String(index).padStart(3, '0')}`))
    })
    const busy = await createTopic(sns, 'busy')
    // One queue can be subscribed to a topic once: so many topics and few queues, and one topic with them all.
    await makeMany(12, (index) => subscribeQueue(sns, busy, { queueName: `q-${index}` }))
    await makeMany(120, async (index) => {
      const topicArn = arns[index]
      if (topicArn !== undefined) await subscribeQueue(sns, topicArn, { queueName: 'q-0' })
    })
    const names = (await listTopics()).map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('many-'))).toHaveLength(230)
    expect(new Set(names).size).toBe(names.length)
    expect(await listSubscriptions()).toHaveLength(132)
    const ofBusy = await listSubscriptions(busy)
    expect(ofBusy).toHaveLength(12)
    expect(ofBusy[0]).toMatchObject({ state: 'confirmed', topicArn: busy, protocol: 'sqs' })
  })

  it('describes a topic and its subscription', async () => {
    const topicArn = await createTopic(sns, 'prices.fifo', {
      FifoTopic: 'true',
      ContentBasedDeduplication: 'true',
      DisplayName: 'Prices',
    })
    expect(await weir.client.topics.describe({ connectionId, topicArn })).toMatchObject({
      name: 'prices.fifo',
      type: 'fifo',
      displayName: 'Prices',
      contentBasedDeduplication: true,
      subscriptions: { confirmed: 0 },
    })
    const orders = await createTopic(sns, 'orders')
    const subscriptionArn = await subscribeQueue(sns, orders, {
      queueName: 'q-1',
      attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"type":["paid"]}' },
    })
    expect(
      await weir.client.subscriptions.describe({ connectionId, subscriptionArn }),
    ).toMatchObject({ isRaw: true, filterPolicy: '{"type":["paid"]}', isPending: false })
    expect(await weir.client.topics.describe({ connectionId, topicArn: orders })).toMatchObject({
      subscriptions: { confirmed: 1 },
    })
  })

  it('says of a deleted topic that it is not there', async () => {
    const topicArn = await createTopic(sns, 'short-lived')
    await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }))
    await expect(weir.client.topics.describe({ connectionId, topicArn })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('adds a topic by its ARN, and takes it off again', async () => {
    const topicArn = await createTopic(sns, 'by-hand')
    const added = await weir.client.topics.pin({ connectionId, address: ` ${topicArn} ` })
    expect(added).toEqual({ topicArn, name: 'by-hand', type: 'standard' })
    expect(await weir.client.topics.listPinned({ connectionId })).toEqual({ topics: [added] })
    expect(await weir.client.topics.unpin({ connectionId, topicArn })).toEqual({ topics: [] })
  })

  it.each([
    ['orders', 'invalid-input'],
    ['arn:aws:sqs:us-east-1:000000000000:orders', 'invalid-input'],
    ['arn:aws:sns:us-east-1:000000000000:orders:extra', 'invalid-input'],
    ['arn:aws:sns:us-east-1:000000000000:never-made', 'not-found'],
  ])('does not add %s', async (address, code) => {
    await expect(weir.client.topics.pin({ connectionId, address })).rejects.toMatchObject({
      code,
    })
  })
})

it('an emulator without SNS is known by its answer', async () => {
  const emulator = await startLocalSqs()
  const weir = composeForTest(emulator.endpoint)
  await expect(weir.client.topics.listPage({ connectionId })).rejects.toMatchObject({
    code: 'invalid-input',
    data: { params: { action: 'sns:ListTopics', name: 'UnsupportedOperation' } },
  })
  await weir.close()
  await emulator.close()
})
