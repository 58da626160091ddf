import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { lacks, sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'

const connectionId = 'sandbox'

describe.each(sqsEmulators)('changing queues on $name', ({ name: emulatorName, start }) => {
  let emulator: Emulator
  let proxy: FaultProxy
  let sqs: SQSClient
  let composed: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await start()
    proxy = await startFaultProxy({ target: emulator.endpoint })
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(proxy.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await proxy.close()
    await emulator.close()
  })

  const newQueue = (suffix = '', attributes: Record<string, string> = {}): Promise<QueueUrl> =>
    createQueue(sqs, `change-${String((made += 1))}${suffix}`, attributes)
  const attributesOf = async (queueUrl: QueueUrl) =>
    (await composed.client.queues.attributes({ connectionId, queueUrl })).attributes

  it('sets the changed attributes, only those, and reads them back', async () => {
    const queueUrl = await newQueue()
    const answer = await composed.client.queues.setAttributes({
      connectionId,
      queueUrl,
      changes: { VisibilityTimeout: '77', DelaySeconds: '5' },
      expected: { VisibilityTimeout: '30', DelaySeconds: '0' },
    })
    expect(answer.pending).toEqual([])
    expect(await attributesOf(queueUrl)).toMatchObject({
      VisibilityTimeout: '77',
      DelaySeconds: '5',
      MessageRetentionPeriod: '345600',
    })
    const [entry] = (await composed.client.journal.list({ limit: 1 })).entries
    expect(entry?.commands?.join(' ')).toContain('VisibilityTimeout')
    expect(entry?.commands?.join(' ')).not.toContain('MessageRetentionPeriod')
  })

  it('writes nothing when somebody else changed it meanwhile', async () => {
    const queueUrl = await newQueue('', { VisibilityTimeout: '45' })
    const before = proxy.count('SetQueueAttributes')
    await expect(
      composed.client.queues.setAttributes({
        connectionId,
        queueUrl,
        changes: { VisibilityTimeout: '60' },
        expected: { VisibilityTimeout: '30' },
      }),
    ).rejects.toMatchObject({
      code: 'conflict',
      data: {
        params: { reason: 'changed-meanwhile', attribute: 'VisibilityTimeout', found: '45' },
      },
    })
    expect(proxy.count('SetQueueAttributes')).toBe(before)
  })

  it('shortens the retention only under the name that asks for a confirmation', async () => {
    const queueUrl = await newQueue()
    const input = {
      connectionId,
      queueUrl,
      changes: { MessageRetentionPeriod: '600' },
      expected: { MessageRetentionPeriod: '345600' },
    }
    await expect(composed.client.queues.setAttributes(input)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { reason: 'shortens-retention' } },
    })
    const token = await tokenOfRefusal(() => composed.client.queues.shortenRetention(input))
    await composed.client.queues.shortenRetention({ ...input, confirmation: { token } })
    expect(await attributesOf(queueUrl)).toMatchObject({ MessageRetentionPeriod: '600' })
  })

  it('sets a policy and takes it away again', async () => {
    const queueUrl = await newQueue()
    const statement = { Sid: 'a', Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage' }
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...statement, Resource: '*' }],
    })
    const at = { connectionId, queueUrl }
    await composed.client.queues.setAttributes({ ...at, changes: { Policy }, expected: {} })
    const set = (await attributesOf(queueUrl))['Policy'] ?? ''
    expect(JSON.parse(set)).toEqual(JSON.parse(Policy))
    const removal = { ...at, changes: { Policy: '' }, expected: { Policy: set } }
    expect((await composed.client.queues.setAttributes(removal)).pending).toEqual([])
    expect((await attributesOf(queueUrl))['Policy'] ?? '').toBe('')
  })

  it('adds, changes and removes tags, and leaves the others', async () => {
    const at = { connectionId, queueUrl: await newQueue() }
    const set = [
      { key: '__proto__', value: 'a tag' },
      { key: 'team', value: '가게 1' },
      { key: 'stays', value: lacks[emulatorName].has('empty-tag-values') ? 'here' : '' },
    ]
    const { queues } = composed.client
    expect(await queues.setTags({ ...at, set, remove: [] })).toMatchObject({ removed: 0 })
    const kept = lacks[emulatorName].has('proto-tags') ? set.slice(1) : set
    expect((await queues.listTags(at)).tags).toEqual(
      [...kept].sort((left, right) => (left.key < right.key ? -1 : 1)),
    )
    const change = { set: [{ key: 'team', value: 'shop' }], remove: ['__proto__'] }
    await queues.setTags({ ...at, ...change })
    expect((await queues.listTags(at)).tags).toEqual([set[2], { key: 'team', value: 'shop' }])
  })

  it('creates a queue with its dead-letter queue, tags and attributes', async () => {
    const { queues } = composed.client
    const answer = await queues.create({
      connectionId,
      name: `made-${String((made += 1))}.fifo`,
      type: 'fifo',
      attributes: { VisibilityTimeout: '90', ContentBasedDeduplication: 'true' },
      tags: [{ key: 'team', value: 'shop' }],
      deadLetter: { kind: 'new', name: `made-${String(made)}-dlq.fifo`, maxReceiveCount: 4 },
    })
    expect(answer.failure).toBeUndefined()
    const [queueUrl = '', deadLetterUrl = ''] = [
      answer.queue?.queueUrl,
      answer.deadLetterQueue?.queueUrl,
    ]
    const detail = await queues.describe({ connectionId, queueUrl })
    expect(detail).toMatchObject({
      type: 'fifo',
      visibilityTimeoutSeconds: 90,
      contentBasedDeduplication: true,
      redrive: { maxReceiveCount: 4 },
    })
    expect((await queues.describe({ connectionId, queueUrl: deadLetterUrl })).arn).toBe(
      detail.redrive?.deadLetterArn,
    )
    expect((await queues.listTags({ connectionId, queueUrl })).tags).toEqual([
      { key: 'team', value: 'shop' },
    ])
  })

  it('does not call a queue created that was there before', async () => {
    await createQueue(sqs, 'taken')
    const before = proxy.count('CreateQueue')
    const wanted = { name: 'taken', type: 'standard' as const, attributes: {}, tags: [] }
    await expect(composed.client.queues.create({ connectionId, ...wanted })).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'name-exists' } },
    })
    expect(proxy.count('CreateQueue')).toBe(before)
  })

  it('deletes a queue once it is confirmed', async () => {
    const at = { connectionId, queueUrl: await newQueue() }
    const token = await tokenOfRefusal(() => composed.client.queues.delete(at))
    await composed.client.queues.delete({ ...at, confirmation: { token } })
    await expect(composed.client.queues.describe(at)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('purges a queue once it is confirmed', async () => {
    const at = { connectionId, queueUrl: await newQueue() }
    await sqs.send(new SendMessageCommand({ QueueUrl: at.queueUrl, MessageBody: 'a' }))
    const token = await tokenOfRefusal(() => composed.client.queues.purge(at))
    const before = proxy.count('PurgeQueue')
    expect(await composed.client.queues.findPurge(at)).toEqual({})
    const purgedAtMs = Date.now()
    await composed.client.queues.purge({ ...at, confirmation: { token } })
    const { quietUntilMs = 0 } = await composed.client.queues.findPurge(at)
    expect(quietUntilMs - purgedAtMs).toBeGreaterThanOrEqual(60_000)
    expect(proxy.count('PurgeQueue') - before).toBe(1)
    if (lacks[emulatorName].has('instant-purge')) return
    expect((await composed.client.queues.describe(at)).depth.visible).toBe(0)
  })

  it('wires and unwires a dead-letter queue', async () => {
    const { queues } = composed.client
    const [queueUrl, deadLetterUrl] = [await newQueue(), await newQueue('-dlq')]
    const redrive = { deadLetterUrl, maxReceiveCount: 7 }
    const at = { connectionId, queueUrl }
    expect(await queues.setRedrive({ ...at, redrive, expected: '' })).toMatchObject({
      isPending: false,
    })
    const { RedrivePolicy = '' } = await attributesOf(queueUrl)
    expect((await queues.describe(at)).redrive).toMatchObject({ maxReceiveCount: 7 })
    await expect(queues.setRedrive({ ...at, expected: '' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await queues.setRedrive({ ...at, expected: RedrivePolicy })
    expect((await queues.describe(at)).redrive).toBeUndefined()
  })

  it('refuses a dead-letter queue that SQS would not take, and sends nothing', async () => {
    const { queues } = composed.client
    const queueUrl = await newQueue()
    const fifo = await newQueue('.fifo', { FifoQueue: 'true' })
    const closed = await newQueue('-closed', {
      RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    })
    const before = proxy.count('SetQueueAttributes')
    const tried = [
      [queueUrl, 'itself'],
      [fifo, 'other-type'],
      [closed, 'not-allowed'],
    ] as const
    for (const [deadLetterUrl, reason] of tried) {
      const check = await queues.checkRedrive({ connectionId, queueUrl, deadLetterUrl })
      expect(check.problems).toContain(reason)
      const redrive = { deadLetterUrl, maxReceiveCount: 3 }
      await expect(
        queues.setRedrive({ connectionId, queueUrl, redrive, expected: '' }),
      ).rejects.toMatchObject({ code: 'invalid-input', data: { params: { reason } } })
    }
    expect(proxy.count('SetQueueAttributes')).toBe(before)
  })

  it('lists who sends its dead letters here, asking the service only if it can say', async () => {
    const { queues } = composed.client
    const [one, two, target] = [await newQueue(), await newQueue(), await newQueue('-dlq')]
    await wireDeadLetters(sqs, { from: one, to: target, maxReceiveCount: 3 })
    await wireDeadLetters(sqs, { from: two, to: target, maxReceiveCount: 3 })
    const ask = () => queues.listSources({ connectionId, queueUrl: target })
    const { sources, source, unread } = await ask()
    expect(sources.map((queue) => queue.queueUrl).sort()).toEqual([one, two].sort())
    const isLacking = lacks[emulatorName].has('dead-letter-sources')
    expect({ source, unread }).toEqual({ source: isLacking ? 'seen' : 'service', unread: 0 })
    const [asked, read] = ['ListDeadLetterSourceQueues', 'GetQueueAttributes'].map((action) =>
      proxy.count(action),
    )
    await ask()
    expect(proxy.count('ListDeadLetterSourceQueues') - Number(asked)).toBe(isLacking ? 0 : 1)
    // Its own ARN; the policies of the others have been seen.
    expect(proxy.count('GetQueueAttributes') - Number(read)).toBe(isLacking ? 1 : 0)
  })

  it('reads no more policies to know who sends here than the call budget allows now', async () => {
    const { connections, queues } = composed.client
    const target = { kind: 'emulator' as const, endpoint: proxy.endpoint }
    const place = { region: 'us-east-1', environment: 'local' as const }
    const { id } = await connections.add({ name: 'slow', target, ...place, budget: 12 })
    const names = await Promise.all([newQueue(), newQueue(), newQueue(), newQueue()])
    const [queueUrl] = names
    const before = proxy.count('GetQueueAttributes')
    const { unread } = await queues.listSources({ connectionId: id, queueUrl })
    const isLacking = lacks[emulatorName].has('dead-letter-sources')
    // A sixth of a minute's budget at once, and the queue's own ARN.
    expect(proxy.count('GetQueueAttributes') - before).toBe(isLacking ? 3 : 0)
    expect(unread > 0).toBe(isLacking)
  })
})
