import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { emulator, proxy, sqs, client, newQueue, counting, newestEntry } = await startFaultyWeir()

/** What the queue really holds, asked past the proxy. */
async function countMessages(queueUrl: QueueUrl): Promise<number> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
  })
  const { Messages = [] } = await sqs.send(command)
  return new Set(Messages.map((message) => message.MessageId)).size
}

it('lost reply on send: one message, never a silent second, and told as uncertain', async () => {
  const queueUrl = await newQueue()
  proxy.inject({ action: 'SendMessage', times: 1, fault: 'lost-reply' })
  const before = proxy.count('SendMessage')
  await expect(
    client.messages.send({ connectionId, queueUrl, body: 'once' }),
  ).rejects.toMatchObject({ data: { effectUnknown: true } })
  expect(proxy.count('SendMessage') - before).toBe(1)
  expect(await countMessages(queueUrl)).toBe(1)
  expect(await newestEntry()).toMatchObject({ operation: 'messages.send', outcome: 'uncertain' })
})

it('throttle on send: nothing sent, said so, and not tried again', async () => {
  const queueUrl = await newQueue()
  proxy.inject({ action: 'SendMessage', times: 1, fault: 'throttle' })
  const before = proxy.count('SendMessage')
  await expect(client.messages.send({ connectionId, queueUrl, body: 'x' })).rejects.toMatchObject({
    code: 'throttled',
    data: { effectUnknown: false, retryable: true },
  })
  expect(proxy.count('SendMessage') - before).toBe(1)
  expect(await countMessages(queueUrl)).toBe(0)
  expect(await newestEntry()).toMatchObject({ outcome: 'failed', code: 'throttled' })
})

it('throttle on a read: the SDK tries again, as reads may', async () => {
  const queueUrl = await newQueue()
  proxy.inject({ action: 'GetQueueAttributes', times: 1, fault: 'throttle' })
  const before = proxy.count('GetQueueAttributes')
  const detail = await client.queues.describe({ connectionId, queueUrl })
  expect(detail.queueUrl).toBe(queueUrl)
  expect(proxy.count('GetQueueAttributes') - before).toBe(2)
})

it('lost reply on delete: uncertain for each message, not repeated', async () => {
  const queueUrl = await newQueue()
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }))
  const { messages } = await client.messages.look({ connectionId, queueUrl, max: 10 })
  const input = { connectionId, queueUrl, messageIds: messages.map((message) => message.messageId) }
  const token = await tokenOfRefusal(() => client.messages.delete(input))
  const confirmation = { token }
  proxy.inject({ action: 'DeleteMessageBatch', times: 1, fault: 'lost-reply' })
  const before = proxy.count('DeleteMessageBatch')
  const { outcomes } = await client.messages.delete({ ...input, confirmation })
  expect(outcomes).toMatchObject([{ outcome: 'uncertain', error: { effectUnknown: true } }])
  expect(proxy.count('DeleteMessageBatch') - before).toBe(1)
  expect(await newestEntry()).toMatchObject({ operation: 'messages.delete', outcome: 'uncertain' })
})

it('lost reply on a look: uncertain, since counts have risen, and not made again', async () => {
  const queueUrl = await newQueue()
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }))
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'lost-reply' })
  const before = proxy.count('ReceiveMessage')
  await expect(client.messages.look({ connectionId, queueUrl, max: 10 })).rejects.toMatchObject({
    data: { effectUnknown: true },
  })
  expect(proxy.count('ReceiveMessage') - before).toBe(1)
})

it('an endpoint where nobody listens: says where, and that nothing happened', async () => {
  const gone = await startFaultProxy({ target: emulator.endpoint })
  await gone.close()
  const alone = composeForTest(gone.endpoint)
  await expect(
    alone.client.messages.send({ connectionId, queueUrl: 'http://x/1/q', body: 'x' }),
  ).rejects.toMatchObject({
    code: 'endpoint-unreachable',
    data: { effectUnknown: false, params: { endpoint: gone.endpoint } },
  })
  await expect(alone.client.queues.list({ connectionId })).rejects.toMatchObject({
    code: 'endpoint-unreachable',
  })
  await alone.close()
})

it('an endpoint that speaks no TLS: a send surely did not happen, and is not uncertain', async () => {
  const endpoint = proxy.endpoint.replace('http:', 'https:')
  const { id } = await client.connections.add({
    name: 'tls',
    target: { kind: 'emulator', endpoint },
    region: 'us-east-1',
    environment: 'local',
  })
  const queueUrl = await newQueue()
  const calls = await counting('SendMessage', () =>
    expect(client.messages.send({ connectionId: id, queueUrl, body: 'x' })).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      data: { effectUnknown: false, params: { reason: 'no-tls' } },
    }),
  )
  expect(calls).toBe(0)
  expect(await countMessages(queueUrl)).toBe(0)
  expect(await newestEntry()).toMatchObject({ operation: 'messages.send', outcome: 'failed' })
  await client.connections.remove({ connectionId: id })
})
