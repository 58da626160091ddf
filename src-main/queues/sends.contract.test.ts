import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { countMessages, takeBodies } from '../testing/counted-queue.ts'
import { sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { endOfSend, sendNumbered } from '../testing/followed-send.ts'

const connectionId = 'sandbox'

describe.each(sqsEmulators)('many messages on $name', ({ start }) => {
  let emulator: Emulator
  let sqs: SQSClient
  let composed: ComposedWeir
  let made = 0

  beforeAll(async () => {
    emulator = await start()
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await emulator.close()
  })
  const newQueue = (attributes: Record<string, string> = {}): Promise<QueueUrl> => {
    const suffix = attributes['FifoQueue'] === 'true' ? '.fifo' : ''
    return createQueue(sqs, `many-${String((made += 1))}${suffix}`, attributes)
  }

  it('sends 500 repetitions, each once, and remembers what became of each', async () => {
    const queueUrl = await newQueue()
    const progress = await sendNumbered(composed.client, queueUrl, 500)
    expect(progress).toMatchObject({ state: 'done', sent: 500, failed: 0, uncertain: 0, unsent: 0 })
    expect(await countMessages(sqs, queueUrl)).toBe(500)
    const { sendId } = progress
    const page = { connectionId, sendId, outcome: 'sent' as const, offset: 490, limit: 500 }
    const { entries, total } = await composed.client.sends.outcomes(page)
    expect(total).toBe(500)
    expect(entries).toHaveLength(10)
    expect(entries[9]).toMatchObject({ index: 500, outcome: 'sent', preview: 'm-500' })
    const bodies = await takeBodies(sqs, queueUrl)
    expect(new Set(bodies)).toEqual(
      new Set(Array.from({ length: 500 }, (_, n) => `m-${String(n + 1)}`)),
    )
    const journal = await composed.client.journal.list({ limit: 1 })
    expect(journal.entries[0]).toMatchObject({
      operation: 'sends.start',
      outcome: 'done',
      count: 500,
    })
  })

  it('keeps the order of each group of a FIFO queue', async () => {
    const queueUrl = await newQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' })
    const groups = ['a', 'b', 'c']
    const entries = Array.from({ length: 120 }, (_, index) => {
      const groupId = groups[index % groups.length] ?? ''
      return { body: `${groupId} ${String(index)}`, groupId }
    })
    const what = { kind: 'entries' as const, entries }
    const { sendId } = await composed.client.sends.start({ connectionId, queueUrl, what })
    expect(await endOfSend(composed.client, sendId)).toMatchObject({ state: 'done', sent: 120 })
    const { entries: outcomes } = await composed.client.sends.outcomes({
      connectionId,
      sendId,
      limit: 500,
    })
    expect(new Set(outcomes.map(({ messageId }) => messageId)).size).toBe(120)
    // An emulator gives one message of a group at a time until it is deleted; the count is what both can tell.
    expect(await countMessages(sqs, queueUrl)).toBe(120)
  })

  it('packs ten messages of 200 KiB into as many batches as 1 MiB allows', async () => {
    const queueUrl = await newQueue()
    const entries = Array.from({ length: 10 }, (_, index) => ({
      body: String(index).padEnd(200 * 1_024, 'x'),
    }))
    const what = { kind: 'entries' as const, entries }
    const { sendId } = await composed.client.sends.start({ connectionId, queueUrl, what })
    expect(await endOfSend(composed.client, sendId)).toMatchObject({ state: 'done', sent: 10 })
    expect(await countMessages(sqs, queueUrl)).toBe(10)
  })

  it('sends nothing where one of the messages would be refused, and names it', async () => {
    const queueUrl = await newQueue({ MaximumMessageSize: '1024' })
    const entries = [{ body: 'a' }, { body: 'x'.repeat(1_025) }]
    const what = { kind: 'entries' as const, entries }
    await expect(
      composed.client.sends.start({ connectionId, queueUrl, what }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { field: 'body', reason: 'tooLarge', index: 2, over: 1 } },
    })
    expect(await countMessages(sqs, queueUrl)).toBe(0)
  })
})
