import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { countMessages, takeBodies } from '../testing/counted-queue.ts'
import { lacks, sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import {
  fill,
  followMove,
  numbered,
  redriveAll,
  takeInOrder,
  takeMessages,
} from '../testing/followed-move.ts'

const connectionId = 'sandbox'
const nothing = { sending: 0, sent: 0, kept: 0, done: 0, failed: 0, unknown: 0, left: 0 }

describe.each(sqsEmulators)('a redrive on $name', ({ name, start }) => {
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
    return createQueue(sqs, `redrive-${String((made += 1))}${suffix}`, attributes)
  }
  const capture = async (queueUrl: QueueUrl, count: number) => {
    const { client } = composed
    const ids = new Set<string>()
    while (ids.size < count) {
      const { messages } = await client.messages.look({ connectionId, queueUrl, max: 10 })
      for (const { messageId } of messages) ids.add(messageId)
    }
    const kept = { connectionId, queueUrl, messageIds: [...ids], to: { name: 'Dead letters' } }
    return (await client.captures.keepMessages(kept)).capture.id
  }

  it('moves every message once, and leaves nothing behind', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, numbered(500))
    const move = await redriveAll(composed.client, { from, to })
    expect(move).toMatchObject({ state: 'done', total: 500, counts: { ...nothing, done: 500 } })
    const bodies = await takeBodies(sqs, to)
    expect(bodies.toSorted()).toEqual(
      numbered(500)
        .map(({ MessageBody }) => MessageBody)
        .sort(),
    )
    expect(await takeBodies(sqs, from)).toEqual([])
    const { entries } = await composed.client.journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ operation: 'moves.redrive', outcome: 'done', count: 500 })
  })

  it('keeps bodies and attributes of every type to the byte', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    const MessageAttributes = {
      kind: { DataType: 'String.custom', StringValue: '환불' },
      total: { DataType: 'Number', StringValue: '12.50' },
      bytes: { DataType: 'Binary.raw', BinaryValue: Uint8Array.of(0, 255, 10) },
    }
    const MessageBody = '{"id":12345678901234567890,"note":" tab\\t "}'
    await fill(sqs, from, [{ MessageBody, MessageAttributes }])
    expect(await redriveAll(composed.client, { from, to })).toMatchObject({ state: 'done' })
    const [message] = await takeMessages(sqs, to)
    expect(message?.Body).toBe(MessageBody)
    expect(message?.MessageAttributes).toMatchObject({
      kind: { DataType: 'String.custom', StringValue: '환불' },
      total: { DataType: 'Number', StringValue: '12.50' },
    })
    const { BinaryValue = [], DataType } = message?.MessageAttributes?.['bytes'] ?? {}
    expect([DataType, ...BinaryValue]).toEqual(['Binary.raw', 0, 255, 10])
  })

  it('keeps the order of FIFO groups, and gives each a deduplication id of its own', async () => {
    const fifo = { FifoQueue: 'true' }
    const [from, to] = [await newQueue(fifo), await newQueue(fifo)]
    const entries = Array.from({ length: 60 }, (_, at) => ({
      MessageBody: `m-${String(at)}`,
      MessageGroupId: `g-${String(at % 4)}`,
      MessageDeduplicationId: `d-${String(at)}`,
    }))
    await fill(sqs, from, entries)
    const move = await redriveAll(composed.client, { from, to })
    expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 60 } })
    const order: Record<string, string[]> = {}
    const ids = new Set<string | undefined>()
    for (const { Attributes, Body = '' } of await takeInOrder(sqs, to)) {
      const { MessageGroupId = '', MessageDeduplicationId } = Attributes ?? {}
      ;(order[MessageGroupId] ??= []).push(Body)
      ids.add(MessageDeduplicationId)
    }
    for (const group of [0, 1, 2, 3])
      expect(order[`g-${String(group)}`]).toEqual(
        entries.filter((_, at) => at % 4 === group).map(({ MessageBody }) => MessageBody),
      )
    expect(ids.size).toBe(60)
    expect([...ids].every((id) => id?.startsWith('weir-'))).toBe(true)
  })

  it('moves what was chosen of a capture, edited, and gives the rest back at once', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, numbered(9, 'o'))
    const captureId = await capture(from, 9)
    const { client } = composed
    const found = { captureId, filter: { text: 'o-7' }, after: 0, limit: 10 }
    const position = (await client.captures.findEntries(found)).entries[0]?.position ?? 0
    const more = {
      choice: { captureId, filter: { text: 'o-7' } },
      shape: { edits: [{ position, body: 'mended' }] },
    }
    const move = await redriveAll(client, { from, to }, more)
    expect(move).toMatchObject({ state: 'done', total: 1, counts: { ...nothing, done: 1 } })
    expect(await takeBodies(sqs, to)).toEqual(['mended'])
    expect(await takeBodies(sqs, from)).toHaveLength(8)
  })

  it('sends one as a canary, then goes on with the others', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, numbered(25))
    const { client } = composed
    const canary = await redriveAll(client, { from, to }, { limit: 1 })
    expect(canary).toMatchObject({ state: 'paused', counts: { ...nothing, done: 1 } })
    expect(await countMessages(sqs, to)).toBe(1)
    await client.moves.goOn({ connectionId, moveId: canary.id })
    const move = await followMove(client, canary.id)
    expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 25 } })
    expect(new Set(await takeBodies(sqs, to)).size).toBe(25)
  })

  it('fails those that cannot be shaped, says why, and moves the others', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, [{ MessageBody: '{"n":1}' }, { MessageBody: 'no JSON' }])
    const shape = { masks: [{ path: 'n', replacement: 'x' }] }
    const { client } = composed
    const move = await redriveAll(client, { from, to }, { shape })
    expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 1, failed: 1 } })
    expect(await takeBodies(sqs, to)).toEqual(['{"n":"x"}'])
    expect(await takeBodies(sqs, from)).toEqual(['no JSON'])
    const page = { connectionId, moveId: move.id, step: 'failed' as const }
    expect((await client.moves.listEntries(page)).entries).toMatchObject([
      { preview: 'no JSON', error: { code: 'invalid-input', params: { field: 'transform' } } },
    ])
  })

  it('is of its own connection: the guard of another lets nobody touch it', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, numbered(3))
    const { client, weir } = composed
    const { id: moveId } = await redriveAll(client, { from, to }, { limit: 1 })
    const target = { kind: 'emulator' as const, endpoint: emulator.endpoint }
    const draft = { name: 'Another', target, region: 'us-east-1', environment: 'local' as const }
    const another = await client.connections.add(draft)
    weir.connections.setGuard(another.id, 'open')
    const of = { connectionId: another.id, moveId }
    const settled = { ...of, step: 'failed' as const, as: 'leave' as const }
    const calls = [
      () => client.moves.goOn(of),
      () => client.moves.pause(of),
      () => client.moves.cancel(of),
      () => client.moves.settle(settled),
      () => client.moves.listEntries(of),
      () => client.moves.forget(of),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not-found' })
    expect(await countMessages(sqs, to)).toBe(1)
  })

  it('is begun once, however often it is asked to go on at a time', async () => {
    const [from, to] = [await newQueue(), await newQueue()]
    await fill(sqs, from, numbered(30))
    const { client } = composed
    const { id: moveId } = await redriveAll(client, { from, to }, { limit: 1 })
    const calls = Array.from({ length: 4 }, () => client.moves.goOn({ connectionId, moveId }))
    const answers = await Promise.allSettled(calls)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await followMove(client, moveId)).toMatchObject({ counts: { done: 30 } })
    expect(await takeBodies(sqs, to)).toHaveLength(30)
  })

  it('goes back to where each came from', async () => {
    const [one, other, dead] = [await newQueue(), await newQueue(), await newQueue()]
    for (const from of [one, other]) {
      await wireDeadLetters(sqs, { from, to: dead, maxReceiveCount: 1 })
      await fill(sqs, from, numbered(3, from === one ? 'one' : 'other'))
    }
    // Received once more often than it may be: then it is a dead letter.
    for (const from of [one, other, one, other]) {
      await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: from,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        }),
      )
    }
    const { id } = await composed.client.moves.redrive({
      ...{ kind: 'redrive', connectionId, queueUrl: dead, shape: {} },
      ...{ to: { kind: 'sources' }, pace: { kind: 'fast' } },
    })
    const move = await followMove(composed.client, id)
    if (lacks[name].has('dead-letter-source-arn')) {
      // Where a message came from is not told, and not guessed: it stays where it is.
      expect(move).toMatchObject({ counts: { ...nothing, failed: 6 } })
      expect(await takeBodies(sqs, dead)).toHaveLength(6)
      return
    }
    expect(move).toMatchObject({ counts: { ...nothing, done: 6 } })
    expect((await takeBodies(sqs, one)).toSorted()).toEqual(['one-1', 'one-2', 'one-3'])
    expect((await takeBodies(sqs, other)).toSorted()).toEqual(['other-1', 'other-2', 'other-3'])
    expect(await takeBodies(sqs, dead)).toEqual([])
  })
})
