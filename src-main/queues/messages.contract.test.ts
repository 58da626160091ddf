import { DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageId, QueueUrl } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { lacks, sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const connectionId = 'sandbox'

describe.each(sqsEmulators)('messages on $name', ({ name, start }) => {
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

  const newQueue = (attributes?: Record<string, string>): Promise<QueueUrl> =>
    createQueue(
      sqs,
      `q-${String((made += 1))}${attributes?.['FifoQueue'] === 'true' ? '.fifo' : ''}`,
      attributes,
    )
  const send = (queueUrl: QueueUrl, body: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  const look = (queueUrl: QueueUrl, acceptMoves?: MessageId[]) =>
    composed.client.messages.look({
      connectionId,
      queueUrl,
      max: 10,
      ...(acceptMoves === undefined ? {} : { acceptMoves }),
    })
  const confirmDelete = async (queueUrl: QueueUrl, messageIds: MessageId[]) => {
    const input = { connectionId, queueUrl, messageIds }
    const token = await tokenOfRefusal(() => composed.client.messages.delete(input))
    return composed.client.messages.delete({ ...input, confirmation: { token } })
  }

  it('sends, sees, opens and deletes a message with attributes of every type', async () => {
    const queueUrl = await newQueue()
    const { messageId } = await composed.client.messages.send({
      connectionId,
      queueUrl,
      body: '{"order": 12345678901234567890}',
      attributes: [
        { name: 'kind', dataType: 'String', value: 'order', encoding: 'text' },
        { name: 'total', dataType: 'Number', value: '41.50', encoding: 'text' },
        { name: 'raw', dataType: 'Binary.png', value: 'AAH/', encoding: 'base64' },
      ],
    })
    const { messages } = await look(queueUrl)
    expect(messages.map((message) => message.messageId)).toEqual([messageId])
    expect(messages[0]).toMatchObject({ attributeCount: 3, atReceiveLimit: false })
    // An emulator that gives a message several times over in one receive counts each.
    if (!lacks[name].has('distinct-receive')) expect(messages[0]?.receiveCount).toBe(1)
    const whole = await composed.client.messages.get({ connectionId, queueUrl, messageId })
    expect(whole.decoded?.text).toBe('{\n  "order": 12345678901234567890\n}')
    expect(whole.attributes).toContainEqual({
      name: 'raw',
      dataType: 'Binary.png',
      value: 'AAH/',
      encoding: 'base64',
    })
    expect(await confirmDelete(queueUrl, [messageId])).toEqual({
      outcomes: [{ messageId, outcome: 'deleted' }],
    })
    expect((await look(queueUrl)).messages).toEqual([])
  })

  it('hides nothing: the same message can be received by anyone right after a look', async () => {
    const queueUrl = await newQueue()
    await send(queueUrl, 'one')
    const [first] = (await look(queueUrl)).messages
    const [again] = (await look(queueUrl)).messages
    expect(again?.messageId).toBe(first?.messageId)
    expect(again?.receiveCount).toBeGreaterThan(first?.receiveCount ?? Infinity)
  })

  // local-aws-sqs moves a message when its visibility ends, which at visibility 0 is within the look: AWS and fauxqs
  // move it on the next receive. The table declares it, so this runs where the rule is AWS's.
  if (lacks[name].has('eager-dead-letter')) {
    it('says before the look what it will cost, and refuses to move messages until told', async () => {
      const [queueUrl, deadLetters] = [await newQueue(), await newQueue()]
      await wireDeadLetters(sqs, { from: queueUrl, to: deadLetters, maxReceiveCount: 2 })
      await send(queueUrl, 'poisoned')
      const estimate = () =>
        composed.client.messages.estimateLook({ connectionId, queueUrl, max: 10 })
      expect(await estimate()).toMatchObject({
        maxReceiveCount: 2,
        movesNow: [],
        movesNext: [],
        unknownCounts: 1,
      })
      const [message] = (await look(queueUrl)).messages
      expect(await estimate()).toMatchObject({ movesNow: [], movesNext: [message?.messageId] })
      await look(queueUrl)
      expect(await estimate()).toMatchObject({ movesNow: [message?.messageId] })
      await expect(look(queueUrl)).rejects.toMatchObject({
        code: 'guarded',
        data: { refusal: { reason: 'would-move', messageIds: [message?.messageId] } },
      })
      expect((await look(deadLetters)).messages).toEqual([])
      const accepted = message === undefined ? [] : [message.messageId]
      expect((await look(queueUrl, accepted)).messages).toEqual([])
      // What left is no longer named, so the next look is not asked about it again.
      expect(await estimate()).toMatchObject({ movesNow: [], movesNext: [] })
      const moved = (await look(deadLetters)).messages
      expect(moved.map((each) => each.preview)).toEqual(['poisoned'])
    })
  }

  it('refuses to delete from a quick look on a FIFO queue, before asking SQS', async () => {
    const queueUrl = await newQueue({ FifoQueue: 'true' })
    await composed.client.messages.send({
      connectionId,
      queueUrl,
      body: 'a',
      groupId: 'g',
      deduplicationId: 'd-1',
    })
    const [message] = (await look(queueUrl)).messages
    expect(message).toMatchObject({ groupId: 'g', deduplicationId: 'd-1' })
    const ids = message === undefined ? [] : [message.messageId]
    await expect(confirmDelete(queueUrl, ids)).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'fifo-not-held' } },
    })
    expect((await look(queueUrl)).messages).toHaveLength(1)
  })

  it('gives a body of 1 MiB on one line whole, and hostile ones as they are', async () => {
    const queueUrl = await newQueue()
    const bodies = [
      `"${'x'.repeat(1_048_574)}"`,
      '<img src=x onerror=alert(1)><script>alert(1)</script>',
      'tab\tcr\rlf\n\u202Eevil\u2066 \uFFFD',
      ...(lacks[name].has('astral-characters') ? [] : ['emoji \u{1F4A5}']),
    ]
    for (const body of bodies) {
      await composed.client.messages.send({ connectionId, queueUrl, body })
      const [message] = (await look(queueUrl)).messages
      if (message === undefined) throw new Error('the message did not come')
      const whole = await composed.client.messages.get({
        connectionId,
        queueUrl,
        messageId: message.messageId,
      })
      expect(whole.body === body).toBe(true)
      expect(message.preview).toBe(body.slice(0, 300))
      await confirmDelete(queueUrl, [message.messageId])
    }
  })

  it('names the character that SQS does not take, before sending', async () => {
    const queueUrl = await newQueue()
    await expect(
      composed.client.messages.send({ connectionId, queueUrl, body: 'ab\u0000c' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { name: 'U+0000', position: 3 } },
    })
  })

  it('says not-found when the queue is deleted while it is open', async () => {
    const queueUrl = await newQueue()
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
    await expect(look(queueUrl)).rejects.toMatchObject({
      code: 'not-found',
      data: { effectUnknown: false },
    })
    await expect(
      composed.client.messages.send({ connectionId, queueUrl, body: 'x' }),
    ).rejects.toMatchObject({ code: 'not-found', data: { effectUnknown: false } })
  })
})
