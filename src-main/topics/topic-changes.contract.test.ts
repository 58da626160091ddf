import type { SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editableTopicAttributes, queueArnSchema, topicAttributeRules } from '#contract'
import type { EditableTopicAttribute, TopicArn } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { fauxqsUnsettable } from '../testing/topic-lacks.ts'

const connectionId = 'sandbox'
const arnOf = (name: string) => queueArnSchema.parse(`arn:aws:sqs:us-east-1:000000000000:${name}`)

describe('changing topics and subscriptions on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let weir: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  const newTopic = async (suffix = ''): Promise<TopicArn> =>
    createTopic(sns, `change-${String((made += 1))}${suffix}`)
  const newQueue = async (): Promise<string> => {
    const name = `queue-${String((made += 1))}`
    await createQueue(sqsClientFor(emulator.endpoint), name)
    return name
  }
  const newSubscription = async () => {
    const topicArn = await newTopic()
    return subscribeQueue(sns, topicArn, { queueName: await newQueue() })
  }

  it('creates a topic, and refuses to create it again', async () => {
    const wanted = {
      connectionId,
      name: 'made.fifo',
      type: 'fifo' as const,
      attributes: { ContentBasedDeduplication: 'true', DisplayName: 'Made' },
      // fauxqs loses a tag called `__proto__` on creation, as it builds a plain object of them.
      tags: [{ key: 'team', value: '가게' }],
    }
    const { topic } = await weir.client.topics.create(wanted)
    const at = { connectionId, topicArn: topic.topicArn }
    expect(await weir.client.topics.describe(at)).toMatchObject({
      type: 'fifo',
      displayName: 'Made',
      contentBasedDeduplication: true,
    })
    expect((await weir.client.topics.listTags(at)).tags).toEqual(wanted.tags)
    await expect(weir.client.topics.create(wanted)).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'topic-exists' } },
    })
  })

  it.each([
    [{ name: 'a b' }],
    [{ name: '<img src=x>' }],
    [{ attributes: { ContentBasedDeduplication: 'true' } }],
    [{ attributes: { Policy: '{' } }],
    [{ attributes: { Policy: JSON.stringify({ Id: 'x'.repeat(262_144) }) } }],
    [{ tags: [{ key: 'aws:x', value: '' }] }],
  ])('does not create a topic with %o', async (wrong) => {
    const wanted = { connectionId, name: 'never', type: 'standard' as const }
    await expect(
      weir.client.topics.create({ ...wanted, attributes: {}, tags: [], ...wrong }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('sets attributes, and none when somebody else changed one meanwhile', async () => {
    const at = { connectionId, topicArn: await newTopic() }
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] })
    expect(
      await weir.client.topics.setAttributes({
        ...at,
        changes: { DisplayName: 'One', Policy },
        expected: { DisplayName: '' },
      }),
    ).toMatchObject({ set: ['DisplayName', 'Policy'], pending: [] })
    await expect(
      weir.client.topics.setAttributes({
        ...at,
        changes: { DisplayName: 'Two', SignatureVersion: '2' },
        expected: { DisplayName: '' },
      }),
    ).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'changed-meanwhile', found: 'One' } },
    })
    const { attributes } = await weir.client.topics.attributes(at)
    expect(attributes).toMatchObject({ DisplayName: 'One' })
    expect(attributes['SignatureVersion']).toBeUndefined()
  })

  it('says how far it came when a later attribute is refused', async () => {
    // fauxqs knows no MaximumMessageSize; the order is the table's.
    const answer = await weir.client.topics.setAttributes({
      connectionId,
      topicArn: await newTopic(),
      changes: { DisplayName: 'One', MaximumMessageSize: '2048', SignatureVersion: '2' },
      expected: {},
    })
    expect(answer).toMatchObject({ set: ['DisplayName'], failure: { code: 'invalid-input' } })
    const [entry] = (await weir.client.journal.list({ limit: 1 })).entries
    expect(entry).toMatchObject({ operation: 'topics.setAttributes', outcome: 'partly' })
  })

  const values: Record<EditableTopicAttribute, string> = {
    DisplayName: 'Two words, 둘',
    MaximumMessageSize: '1048576',
    KmsMasterKeyId: 'alias/aws/sns',
    SignatureVersion: '2',
    TracingConfig: 'Active',
    ContentBasedDeduplication: 'true',
    FifoThroughputScope: 'MessageGroup',
    ArchivePolicy: '{"MessageRetentionPeriod":"365"}',
    DeliveryPolicy: '{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}',
    Policy: '{"Version":"2012-10-17","Statement":[]}',
  }

  it.each(editableTopicAttributes)('sets %s and reads it back', async (name) => {
    const isFifo = topicAttributeRules[name].on === 'fifo'
    const at = { connectionId, topicArn: await newTopic(isFifo ? '.fifo' : '') }
    const changes = { [name]: values[name] }
    const setting = weir.client.topics.setAttributes({ ...at, changes, expected: {} })
    if (fauxqsUnsettable.has(name)) {
      await expect(setting).rejects.toMatchObject({ code: 'invalid-input' })
      return
    }
    expect(await setting).toMatchObject({ set: [name], pending: [] })
    expect((await weir.client.topics.attributes(at)).attributes).toMatchObject(changes)
  })

  it('sends none that the type of topic does not have', async () => {
    const at = { connectionId, topicArn: await newTopic() }
    const changes = { DisplayName: 'One', ContentBasedDeduplication: 'true' }
    await expect(
      weir.client.topics.setAttributes({ ...at, changes, expected: {} }),
    ).rejects.toMatchObject({ data: { params: { reason: 'only-on-fifo' } } })
    expect(await weir.client.topics.describe(at)).toMatchObject({ displayName: '' })
  })

  it('shortens an archive only under the name that destroys, and says what fauxqs lacks', async () => {
    const from = '{"MessageRetentionPeriod":"30"}'
    const { topic } = await weir.client.topics.create({
      connectionId,
      name: `kept-${String((made += 1))}.fifo`,
      type: 'fifo',
      attributes: { ArchivePolicy: from },
      tags: [],
    })
    const at = { connectionId, topicArn: topic.topicArn }
    expect(await weir.client.topics.describe(at)).toMatchObject({ archive: { retentionDays: 30 } })
    const change = { ...at, changes: { ArchivePolicy: '' }, expected: { ArchivePolicy: from } }
    await expect(weir.client.topics.setAttributes(change)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { reason: 'shortens-archive' } },
    })
    const token = await tokenOfRefusal(() => weir.client.topics.shortenArchive(change))
    const ending = weir.client.topics.shortenArchive({ ...change, confirmation: { token } })
    // fauxqs takes an ArchivePolicy on creation and not later (testing/topic-lacks.ts).
    await expect(ending).rejects.toMatchObject({ code: 'invalid-input' })
    const { attributes } = await weir.client.topics.attributes(at)
    expect(attributes).toMatchObject({ ArchivePolicy: from })
  })

  it('judges a policy without asking anybody', async () => {
    const topicArn = await newTopic()
    const open = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: topicArn }
    const policy = JSON.stringify({ Statement: [open] })
    expect(await weir.client.topics.lintPolicy({ topicArn, policy })).toMatchObject({
      publish: [{ reach: 'open' }],
      subscribe: [],
      findings: [{ rule: 'open', statement: '1' }],
    })
  })

  it('adds, changes and removes tags', async () => {
    const at = { connectionId, topicArn: await newTopic() }
    const tags = [
      { key: 'owner', value: 'me' },
      { key: 'team', value: 'shop' },
    ]
    expect(await weir.client.topics.setTags({ ...at, set: tags, remove: [] })).toMatchObject({
      set: 2,
      removed: 0,
    })
    await weir.client.topics.setTags({ ...at, set: [], remove: ['owner'] })
    expect((await weir.client.topics.listTags(at)).tags).toEqual(tags.slice(1))
  })

  it('deletes a topic after it was confirmed', async () => {
    const at = { connectionId, topicArn: await newTopic() }
    const token = await tokenOfRefusal(() => weir.client.topics.delete(at))
    await weir.client.topics.delete({ ...at, confirmation: { token } })
    await expect(weir.client.topics.describe(at)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('subscribes a queue once, with its filter, and lets the topic into it', async () => {
    const topicArn = await newTopic()
    const queueArn = arnOf(await newQueue())
    const at = { connectionId, topicArn }
    const check = () => weir.client.subscriptions.checkQueue({ ...at, queueArn })
    const { admission, policy, repaired } = await check()
    expect(admission).toBe('silent')
    expect(repaired).toContain(topicArn)
    await weir.client.subscriptions.admitTopic({ ...at, queueArn, expected: policy })
    expect(await check()).toMatchObject({ admission: 'admits', statement: 'WeirTopicToQueue' })
    await expect(
      weir.client.subscriptions.admitTopic({ ...at, queueArn, expected: policy }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const wanted = {
      ...at,
      protocol: 'sqs' as const,
      endpoint: queueArn,
      attributes: { FilterPolicy: '{"type":["paid"]}', RawMessageDelivery: 'true' },
    }
    const { subscriptionArn = '' } = await weir.client.subscriptions.create(wanted)
    expect(
      await weir.client.subscriptions.describe({ connectionId, subscriptionArn }),
    ).toMatchObject({ isRaw: true, filterPolicy: '{"type":["paid"]}' })
    await expect(weir.client.subscriptions.create(wanted)).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'subscribed' } },
    })
  })

  it('edits filter and scope, and takes the filter away', async () => {
    const at = { connectionId, subscriptionArn: await newSubscription() }
    const FilterPolicy = '{"order":{"state":["paid"]}}'
    const first = {
      ...at,
      changes: { FilterPolicy, FilterPolicyScope: 'MessageBody' },
      expected: { FilterPolicy: '', FilterPolicyScope: 'MessageAttributes' },
    }
    // The scope first: SNS checks a policy by the scope of the moment.
    expect((await weir.client.subscriptions.setAttributes(first)).set).toEqual([
      'FilterPolicyScope',
      'FilterPolicy',
    ])
    await expect(weir.client.subscriptions.setAttributes(first)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      weir.client.subscriptions.setAttributes({
        ...at,
        changes: { FilterPolicyScope: 'MessageAttributes' },
        expected: {},
      }),
    ).rejects.toMatchObject({ data: { params: { reason: 'filter-refused' } } })
    await weir.client.subscriptions.setAttributes({
      ...at,
      changes: { FilterPolicy: '' },
      expected: { FilterPolicy },
    })
    expect(await weir.client.subscriptions.describe(at)).toMatchObject({ filterPolicy: '' })
  })

  it('refuses what SNS would refuse of a filter, before it is sent', async () => {
    const at = { connectionId, subscriptionArn: await newSubscription() }
    const set = (FilterPolicy: string) =>
      weir.client.subscriptions.setAttributes({ ...at, changes: { FilterPolicy }, expected: {} })
    const keys = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => [key, ['x']]))
    await expect(set(JSON.stringify(keys))).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(set('{"a": [}')).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(set(JSON.stringify({ a: ['x'.repeat(262_144)] }))).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })

  it('ends a subscription after it was confirmed', async () => {
    const at = { connectionId, subscriptionArn: await newSubscription() }
    const token = await tokenOfRefusal(() => weir.client.subscriptions.remove(at))
    await weir.client.subscriptions.remove({ ...at, confirmation: { token } })
    await expect(weir.client.subscriptions.describe(at)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('confirms by a token, and keeps it out of the journal', async () => {
    // fauxqs confirms all by itself and takes the ARN of a subscription as its token.
    const token = await newSubscription()
    const topicArn = token.split(':').slice(0, 6).join(':')
    expect(
      await weir.client.subscriptions.confirm({ connectionId, topicArn, token }),
    ).toMatchObject({ subscriptionArn: token })
    const [entry] = (await weir.client.journal.list({ limit: 1 })).entries
    expect(entry?.commands?.join(' ')).not.toContain(token)
    await expect(
      weir.client.subscriptions.confirm({ connectionId, topicArn, token: 'made-up' }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
