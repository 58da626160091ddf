import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFaultProxy } from '../testing/fault-proxy.ts'
import type { FaultProxy } from '../testing/fault-proxy.ts'
import { FeedReader } from '../testing/feed-reader.ts'

const connectionId = 'sandbox'

describe.each(sqsEmulators)('queues added by hand on $name', ({ start }) => {
  let emulator: Emulator
  let proxy: FaultProxy
  let sqs: SQSClient
  let composed: ComposedWeir

  beforeAll(async () => {
    emulator = await start()
    proxy = await startFaultProxy({ target: emulator.endpoint })
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(proxy.endpoint)
  })
  afterEach(() => {
    proxy.clear()
  })
  afterAll(async () => {
    await composed.close()
    await proxy.close()
    await emulator.close()
  })

  it('by URL or ARN, without the right to list, and taken off again', async () => {
    const { client } = composed
    const [one, two] = [
      await createQueue(sqs, 'by-url'),
      await createQueue(sqs, 'by-arn.fifo', { FifoQueue: 'true' }),
    ]
    const { arn } = await client.queues.describe({ connectionId, queueUrl: two })
    proxy.inject({ action: 'ListQueues', fault: 'access-denied' })
    expect(await client.pins.add({ connectionId, address: ` ${one} ` })).toEqual({
      queueUrl: one,
      name: 'by-url',
      type: 'standard',
    })
    expect(await client.pins.add({ connectionId, address: arn })).toMatchObject({ type: 'fifo' })
    const { queues } = await client.pins.list({ connectionId })
    expect(queues.map(({ name }) => name)).toEqual(['by-url', 'by-arn.fifo'])
    await expect(client.queues.listPage({ connectionId })).rejects.toMatchObject({
      code: 'access-denied',
      data: { params: { action: 'sqs:ListQueues' } },
    })
    const left = await client.pins.remove({ connectionId, queueUrl: one })
    expect(left.queues.map(({ name }) => name)).toEqual(['by-arn.fifo'])
  })

  it('are not added when they do not exist, but are when only their attributes are denied', async () => {
    const { client } = composed
    const queueUrl = await createQueue(sqs, 'closed')
    const { queues: before } = await client.pins.list({ connectionId })
    await expect(
      client.pins.add({ connectionId, address: `${queueUrl}-gone` }),
    ).rejects.toMatchObject({ code: 'not-found' })
    proxy.inject({ action: 'GetQueueAttributes', fault: 'access-denied' })
    expect(await client.pins.add({ connectionId, address: queueUrl })).toMatchObject({
      name: 'closed',
    })
    const { queues } = await client.pins.remove({ connectionId, queueUrl })
    expect(queues).toEqual(before)
  })

  it('are read with the others and the favourites, each once', async () => {
    const { client } = composed
    const urls = await Promise.all(
      ['plain', 'pinned', 'starred'].map((name) => createQueue(sqs, name)),
    )
    const [plain = '', pinned = '', starred = ''] = urls
    await client.queues.list({ connectionId })
    await client.pins.add({ connectionId, address: pinned })
    await client.favourites.set({ connectionId, queueUrls: [starred], isFavourite: true })
    const sweepSinceMs = Date.now() + 1
    const feed = new FeedReader(client, { connectionId, queueUrls: [plain], sweepSinceMs })
    await feed.until((items) => items.some(({ status }) => status.state === 'waiting'))
    const read = feed.items.flatMap(({ depths }) => depths.map(({ queueUrl }) => String(queueUrl)))
    expect(read).toEqual(expect.arrayContaining(urls))
    expect(new Set(read).size).toBe(read.length)
    feed.close()
  })
})
