import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { countMessages } from '../testing/counted-queue.ts'
import { endOfSend, publishEntries } from '../testing/followed-send.ts'

const connectionId = 'sandbox'
const text = (name: string, value: string, dataType = 'String') => ({
  name,
  dataType,
  value,
  encoding: 'text' as const,
})

describe('publishing on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let sqs: SQSClient
  let weir: ComposedWeir

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    sqs = sqsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  async function receive(queueUrl: QueueUrl) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    )
    return Messages
  }

  async function heardTopic(name: string, subscription: Record<string, string> = {}) {
    const fifo: Record<string, string> = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {}
    const queueUrl = await createQueue(sqs, `q-${name}`, fifo)
    const topicArn = await createTopic(
      sns,
      name,
      name.endsWith('.fifo') ? { FifoTopic: 'true' } : {},
    )
    await subscribeQueue(sns, topicArn, { queueName: `q-${name}`, attributes: subscription })
    return { topicArn, queueUrl }
  }

  it('delivers body, subject and attributes, text and binary', async () => {
    const { topicArn, queueUrl } = await heardTopic('plain', { RawMessageDelivery: 'true' })
    const { messageId } = await weir.client.topics.publish({
      connectionId,
      topicArn,
      body: '{"order":"o-1"}',
      attributes: [
        text('event', 'order-paid'),
        text('total', '12.5', 'Number'),
        { name: 'picture', dataType: 'Binary', value: 'AAEC', encoding: 'base64' },
      ],
    })
    expect(messageId).not.toBe('')
    const [message] = await receive(queueUrl)
    expect(message?.Body).toBe('{"order":"o-1"}')
    expect(message?.MessageAttributes?.['total']).toMatchObject({ StringValue: '12.5' })
    expect(message?.MessageAttributes?.['picture']?.BinaryValue).toEqual(Uint8Array.of(0, 1, 2))
  })

  it('wraps a message in an envelope with its subject where the subscription is not raw', async () => {
    const { topicArn, queueUrl } = await heardTopic('wrapped')
    await weir.client.topics.publish({ connectionId, topicArn, body: 'x', subject: 'Order paid' })
    const [message] = await receive(queueUrl)
    const envelope: unknown = JSON.parse(message?.Body ?? '')
    expect(envelope).toMatchObject({ Type: 'Notification', Subject: 'Order paid', Message: 'x' })
  })

  it('keeps the group of a FIFO topic, and drops what it has seen', async () => {
    const { topicArn, queueUrl } = await heardTopic('ordered.fifo', { RawMessageDelivery: 'true' })
    const input = { connectionId, topicArn, body: 'x', groupId: 'g-1', deduplicationId: 'd-1' }
    await weir.client.topics.publish(input)
    await weir.client.topics.publish(input)
    const messages = await receive(queueUrl)
    expect(messages.map((each) => each.Attributes?.MessageGroupId)).toEqual(['g-1'])
  })

  it('publishes many, with an id for each, in the order of each group', async () => {
    const { topicArn, queueUrl } = await heardTopic('many.fifo', { RawMessageDelivery: 'true' })
    const messages = Array.from({ length: 30 }, (_, index) => ({
      body: `${String(index % 3)} ${String(index).padStart(2, '0')}`,
      groupId: `g-${String(index % 3)}`,
      deduplicationId: `d-${String(index)}`,
    }))
    const progress = await publishEntries(weir.client, topicArn, messages)
    expect(progress).toMatchObject({ state: 'done', topicArn, total: 30, sent: 30 })
    const { sendId } = progress
    const { entries } = await weir.client.sends.outcomes({ connectionId, sendId, limit: 500 })
    expect(new Set(entries.map(({ messageId }) => messageId)).size).toBe(30)
    expect(await countMessages(sqs, queueUrl)).toBe(30)
    // The first that each group gives is its first.
    const firsts = (await receive(queueUrl)).map(({ Body = '' }) => Body)
    expect(firsts[0]).toBe('0 00')
  })

  it('repeats a message with its placeholders, in body, subject and attributes', async () => {
    const { topicArn, queueUrl } = await heardTopic('repeated')
    const template = {
      body: '{"order":"o-{{index}}"}',
      subject: 'Order {{index}}',
      attributes: [text('n', '{{index}}', 'Number')],
    }
    const what = { kind: 'repeat' as const, template, count: 3 }
    const { sendId } = await weir.client.topics.publishMany({ connectionId, topicArn, what })
    expect(await endOfSend(weir.client, sendId)).toMatchObject({ sent: 3 })
    const envelopes = (await receive(queueUrl)).map(({ Body = '' }): unknown => JSON.parse(Body))
    expect(envelopes).toHaveLength(3)
    expect(envelopes).toContainEqual(
      expect.objectContaining({
        Subject: 'Order 2',
        Message: '{"order":"o-2"}',
        MessageAttributes: { n: { Type: 'Number', Value: '2' } },
      }),
    )
  })

  it('keeps what one refused entry was, and goes on with the others', async () => {
    const { topicArn, queueUrl } = await heardTopic('refusing')
    // Taken by Weir, which cannot know this topic's limit by its name, and refused by SNS as a batch.
    const messages = [{ body: 'a' }, { body: 'x'.repeat(300_000) }, { body: 'c' }]
    const progress = await publishEntries(weir.client, topicArn, messages)
    expect(progress).toMatchObject({ sent: 2, failed: 1, uncertain: 0, unsent: 0 })
    const { sendId } = progress
    const failed = { connectionId, sendId, outcome: 'failed' as const, whole: true }
    const { entries } = await weir.client.sends.outcomes(failed)
    expect(entries).toMatchObject([{ index: 2, message: messages[1] }])
    expect(await countMessages(sqs, queueUrl)).toBe(2)
  })

  it.each([
    [{ body: 'x', subject: 'two\nlines' }, 'subjectInvalid'],
    [{ body: '{"sqs":"x"}', isPerProtocol: true }, 'defaultMissing'],
    [{ body: '\u0000' }, 'bodyForbidden'],
    [{ body: 'x', deduplicationId: 'd-1' }, 'deduplicationOnStandard'],
  ])('refuses %j before anything is published', async (announcement, reason) => {
    const { topicArn, queueUrl } = await heardTopic(`refused-${reason}`)
    await expect(
      weir.client.topics.publish({ connectionId, topicArn, ...announcement }),
    ).rejects.toMatchObject({ code: 'invalid-input', data: { params: { reason } } })
    const what = { kind: 'entries' as const, entries: [{ body: 'good' }, announcement] }
    await expect(
      weir.client.topics.publishMany({ connectionId, topicArn, what }),
    ).rejects.toMatchObject({ data: { params: { reason, index: 2 } } })
    expect(await receive(queueUrl)).toEqual([])
  })
})
