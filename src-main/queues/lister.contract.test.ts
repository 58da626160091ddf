import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { lacks, sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'

const connectionId = 'sandbox'

describe.each(sqsEmulators)('the listing of $name', ({ name, start }) => {
  let emulator: Emulator
  let proxy: FaultProxy
  let composed: ComposedWeir

  beforeAll(async () => {
    emulator = await start()
    proxy = await startFaultProxy({ target: emulator.endpoint })
    composed = composeForTest(proxy.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await proxy.close()
    await emulator.close()
  })

  if (lacks[name].has('listing')) {
    it('is not offered, and asked for once', async () => {
      const queueUrl = await createQueue(sqsClientFor(emulator.endpoint), 'listed')
      const list = () => composed.client.messages.list({ connectionId, queueUrl, max: 0 })
      expect(await list()).toMatchObject({ messages: [], total: 0 })
      expect(await list()).not.toHaveProperty('source')
      const before = proxy.count()
      await list()
      expect(proxy.count() - before).toBe(1) // the queue's attributes
    })
    return
  }

  it('shows hidden and delayed messages and changes nothing', async () => {
    const sqs = sqsClientFor(emulator.endpoint)
    const queueUrl = await createQueue(sqs, 'listed')
    const send = (MessageBody: string, DelaySeconds = 0) =>
      sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }))
    await send('{"order":"o-1"}')
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 600 }))
    await send('visible')
    await send('later', 600)
    const list = (max = 100) => composed.client.messages.list({ connectionId, queueUrl, max })
    const first = await list()
    expect(first).toMatchObject({ source: name, total: 3 })
    const states = first.messages.map(({ preview, state, receiveCount }) => [
      preview,
      state,
      receiveCount,
    ])
    expect(states).toEqual([
      ['visible', 'visible', 0],
      ['{"order":"o-1"}', 'in-flight', 1],
      ['later', 'delayed', 0],
    ])
    expect(first.messages[1]?.untilMs).toBeGreaterThan(Date.now() + 500_000)
    const receives = proxy.count('ReceiveMessage')
    expect((await list()).messages).toEqual(first.messages)
    expect(proxy.count('ReceiveMessage')).toBe(receives)
    const messageId = first.messages[1]?.messageId ?? ''
    const opened = await composed.client.messages.get({ connectionId, queueUrl, messageId })
    expect(opened.body).toBe('{"order":"o-1"}')
    expect(await list(1)).toMatchObject({ total: 3, messages: [{ preview: 'visible' }] })
    expect(await list(0)).toMatchObject({ source: name, messages: [] })
  })

  it('says that the queue is gone', async () => {
    const sqs = sqsClientFor(emulator.endpoint)
    const queueUrl = await createQueue(sqs, 'gone')
    await expect(
      composed.client.messages.list({ connectionId, queueUrl: `${queueUrl}-not`, max: 1 }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
