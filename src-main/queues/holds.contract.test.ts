import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
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
import { showQueue } from '../testing/shown-queue.ts'

const connectionId = 'sandbox'
/** A page that is left is given a second before what it held is returned. */
const patient = { timeout: 10_000 }

describe.each(sqsEmulators)('held messages on $name', ({ name, start }) => {
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

  async function queueWith(bodies: readonly string[], isFifo = false): Promise<QueueUrl> {
    const attributes: Record<string, string> = isFifo ? { FifoQueue: 'true' } : {}
    const queueUrl = await createQueue(
      sqs,
      `held-${String((made += 1))}${isFifo ? '.fifo' : ''}`,
      attributes,
    )
    for (const body of bodies) {
      const fifo = isFifo ? { MessageGroupId: 'g', MessageDeduplicationId: body } : {}
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, ...fifo }))
    }
    return queueUrl
  }
  const hold = (queueUrl: QueueUrl, hideSeconds = 30) =>
    composed.client.messages.hold({ connectionId, queueUrl, max: 10, hideSeconds })

  /** What another consumer gets, and hides from everyone else unless told otherwise. */
  async function receive(queueUrl: QueueUrl, visibility = 0): Promise<string[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: visibility,
    })
    const { Messages = [] } = await sqs.send(command)
    return [...new Set(Messages.map((message) => message.Body ?? ''))].sort()
  }
  const idsOf = (messages: readonly { messageId: MessageId }[]) =>
    messages.map(({ messageId }) => messageId)
  const heldHere = async (queueUrl: QueueUrl) => {
    const { queues } = await composed.client.holds.list({})
    return queues.find((each) => each.queueUrl === queueUrl)
  }

  it('hides from a second consumer what it holds, until it is returned', async () => {
    const queueUrl = await queueWith(['a', 'b'])
    const page = await showQueue(composed.client, queueUrl)
    const { messages } = await hold(queueUrl)
    expect(messages.map(({ preview }) => preview).sort()).toEqual(['a', 'b'])
    expect(messages.map(({ receiveCount }) => receiveCount)).toEqual([1, 1])
    expect(await receive(queueUrl)).toEqual([])
    expect(await heldHere(queueUrl)).toMatchObject({ held: 2, left: 0, uncertain: 0 })
    const returned = await composed.client.messages.return({
      connectionId,
      queueUrl,
      messageIds: idsOf(messages),
    })
    expect(returned.outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect(await receive(queueUrl)).toEqual(['a', 'b'])
    expect(await heldHere(queueUrl)).toBeUndefined()
    await page.leave()
  })

  it('deletes a held message, and only that', async () => {
    const queueUrl = await queueWith(['a', 'b'])
    const page = await showQueue(composed.client, queueUrl)
    const { messages } = await hold(queueUrl)
    const messageIds = idsOf(messages.filter(({ preview }) => preview === 'a'))
    const input = { connectionId, queueUrl, messageIds }
    const token = await tokenOfRefusal(() => composed.client.messages.delete(input))
    const deleted = await composed.client.messages.delete({ ...input, confirmation: { token } })
    expect(deleted.outcomes).toMatchObject([{ outcome: 'deleted' }])
    expect(await heldHere(queueUrl)).toMatchObject({ held: 1 })
    await composed.client.holds.returnAll({ connectionId, queueUrl })
    expect(await receive(queueUrl)).toEqual(['b'])
    await page.leave()
  })

  it('renews while it is shown: still hidden after its time', { timeout: 20_000 }, async () => {
    const queueUrl = await queueWith(['a'])
    const page = await showQueue(composed.client, queueUrl)
    await hold(queueUrl, 3)
    const firstUntil = page.held()[0]?.untilMs ?? (await heldHere(queueUrl))?.untilMs ?? 0
    await expect
      .poll(() => page.held()[0]?.untilMs ?? 0, { timeout: 15_000 })
      .toBeGreaterThan(firstUntil + 3_000)
    expect(await receive(queueUrl)).toEqual([])
    await page.leave()
  })

  it('returns what it holds when the page is left, and says so in the journal', async () => {
    const queueUrl = await queueWith(['a'])
    const page = await showQueue(composed.client, queueUrl)
    await hold(queueUrl)
    await page.leave()
    await expect.poll(() => receive(queueUrl), patient).toEqual(['a'])
    await expect.poll(() => heldHere(queueUrl), patient).toBeUndefined()
    const { entries } = await composed.client.journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ operation: 'messages.return', outcome: 'done', count: 1 })
  })

  it('returns what it holds when the connection is removed', async () => {
    const queueUrl = await queueWith(['a'])
    const { client } = composed
    const other = await client.connections.add({
      name: 'other',
      target: { kind: 'emulator', endpoint: emulator.endpoint },
      region: 'us-east-1',
      environment: 'local',
    })
    const page = await showQueue(client, queueUrl, other.id)
    await client.messages.hold({ connectionId: other.id, queueUrl, max: 10, hideSeconds: 600 })
    expect(await receive(queueUrl)).toEqual([])
    await client.connections.remove({ connectionId: other.id })
    expect(await receive(queueUrl)).toEqual(['a'])
    expect(await heldHere(queueUrl)).toBeUndefined()
    await page.leave()
  })

  it('hides for as long as the user says, and then neither renews nor returns it', async () => {
    const queueUrl = await queueWith(['a'])
    const page = await showQueue(composed.client, queueUrl)
    const { messages } = await hold(queueUrl)
    const messageIds = idsOf(messages)
    await composed.client.messages.setVisibility({
      connectionId,
      queueUrl,
      messageIds,
      seconds: 600,
    })
    await expect.poll(() => page.held()[0]?.state).toBe('parked')
    await page.leave()
    expect(await receive(queueUrl)).toEqual([])
    expect(await heldHere(queueUrl)).toMatchObject({ held: 0, left: 1 })
    await composed.client.messages.return({ connectionId, queueUrl, messageIds })
    expect(await receive(queueUrl)).toEqual(['a'])
  })

  it('deletes from a FIFO queue while it is held; without a hold it is refused', async () => {
    const queueUrl = await queueWith(['a', 'b'], true)
    const page = await showQueue(composed.client, queueUrl)
    const { messages } = await hold(queueUrl)
    // Where a group is locked, its second message waits; elsewhere both come.
    if (!lacks[name].has('fifo-group-lock')) expect(await receive(queueUrl)).toEqual([])
    const messageIds = idsOf(messages.filter(({ preview }) => preview === 'a'))
    const input = { connectionId, queueUrl, messageIds }
    const token = await tokenOfRefusal(() => composed.client.messages.delete(input))
    const deleted = await composed.client.messages.delete({ ...input, confirmation: { token } })
    expect(deleted.outcomes).toMatchObject([{ outcome: 'deleted' }])
    await page.leave()
    await expect.poll(() => receive(queueUrl), patient).toEqual(['b'])
  })

  it('does not receive for a page that nobody shows', async () => {
    const queueUrl = await queueWith(['a'])
    await expect(hold(queueUrl)).rejects.toMatchObject({ code: 'cancelled' })
    const [body] = await receive(queueUrl)
    expect(body).toBe('a')
    expect(await heldHere(queueUrl)).toBeUndefined()
  })

  it('says failed of a message that it does not hold', async () => {
    const queueUrl = await queueWith([])
    const { outcomes } = await composed.client.messages.return({
      connectionId,
      queueUrl,
      messageIds: ['never-seen'],
    })
    expect(outcomes).toMatchObject([{ outcome: 'failed', error: { code: 'not-found' } }])
  })

  if (lacks[name].has('eager-dead-letter')) {
    it('refuses a hold that would move messages until it is said twice', async () => {
      const [queueUrl, deadLetters] = [await queueWith(['poisoned']), await queueWith([])]
      await wireDeadLetters(sqs, { from: queueUrl, to: deadLetters, maxReceiveCount: 1 })
      const page = await showQueue(composed.client, queueUrl)
      const { messages } = await hold(queueUrl)
      const acceptMoves = idsOf(messages)
      // What is held cannot be moved by a receive, so another look is free to go.
      expect((await hold(queueUrl)).messages).toEqual([])
      await composed.client.holds.returnAll({ connectionId, queueUrl })
      await expect(hold(queueUrl)).rejects.toMatchObject({
        data: { refusal: { reason: 'would-move', messageIds: acceptMoves } },
      })
      expect(await receive(deadLetters)).toEqual([])
      const input = { connectionId, queueUrl, max: 10, hideSeconds: 30, acceptMoves }
      expect((await composed.client.messages.hold(input)).messages).toEqual([])
      expect(await receive(deadLetters)).toEqual(['poisoned'])
      await page.leave()
    })
  }

  it('says what became of it when somebody else has taken the message back', async () => {
    const queueUrl = await queueWith(['a'])
    const page = await showQueue(composed.client, queueUrl)
    const { messages } = await hold(queueUrl)
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl })) // nothing: it is held
    const { outcomes } = await composed.client.messages.return({
      connectionId,
      queueUrl,
      messageIds: idsOf(messages),
    })
    expect(outcomes).toMatchObject([{ outcome: 'done' }])
    const again = await composed.client.messages.return({
      connectionId,
      queueUrl,
      messageIds: idsOf(messages),
    })
    expect(again.outcomes).toMatchObject([{ outcome: 'failed', error: { code: 'not-found' } }])
    await page.leave()
  })
})
