import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { startFaultyWeir } from '../testing/faulty-weir.ts'
import { showQueue } from '../testing/shown-queue.ts'

const connectionId = 'sandbox'
const faulty = await startFaultyWeir()
const { proxy, sqs, client, newQueue, counting, newestEntry } = faulty

async function queueWith(...bodies: string[]): Promise<QueueUrl> {
  const queueUrl = await newQueue()
  for (const body of bodies) {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  }
  return queueUrl
}

/** What another consumer gets, asked past the proxy: each body with how often it was received, this time included. */
async function receive(queueUrl: QueueUrl): Promise<string[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
    MessageSystemAttributeNames: ['All'],
  })
  const { Messages = [] } = await sqs.send(command)
  return Messages.map(
    ({ Body = '', Attributes }) => `${Body} ${Attributes?.ApproximateReceiveCount ?? ''}`,
  ).sort()
}

const look = (queueUrl: QueueUrl) => client.messages.look({ connectionId, queueUrl, max: 10 })
const hold = (queueUrl: QueueUrl) =>
  client.messages.hold({ connectionId, queueUrl, max: 10, hideSeconds: 30 })
const errorOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error)

async function heldHere(queueUrl: QueueUrl) {
  return (await client.holds.list({})).queues.find((each) => each.queueUrl === queueUrl)
}

describe('one message of three with a checksum that does not fit', () => {
  it('on a look: marked, the others as they are, received once and not hidden', async () => {
    const queueUrl = await queueWith('a', 'b', 'c')
    proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'wrong-digest' })
    const calls = await counting('ReceiveMessage', async () => {
      const { messages, unreadable } = await look(queueUrl)
      expect(messages.map(({ damage }) => damage).sort()).toEqual([
        'checksum',
        undefined,
        undefined,
      ])
      expect(unreadable).toBeUndefined()
      const damaged = messages.find(({ damage }) => damage !== undefined)
      const messageId = String(damaged?.messageId)
      const opened = await client.messages.get({ connectionId, queueUrl, messageId })
      expect(opened.damage).toBe('checksum')
    })
    expect(calls).toBe(1)
    expect(await newestEntry()).toMatchObject({ outcome: 'done', count: 3 })
    expect(await receive(queueUrl)).toEqual(['a 2', 'b 2', 'c 2'])
    const again = await look(queueUrl)
    expect(again.messages.map(({ damage }) => damage)).toEqual([undefined, undefined, undefined])
  })

  it('on a hold: all three are held, and all three can be returned', async () => {
    const queueUrl = await queueWith('a', 'b', 'c')
    const page = await showQueue(client, queueUrl)
    proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'wrong-digest' })
    const { messages } = await hold(queueUrl)
    expect(messages.filter(({ damage }) => damage === 'checksum')).toHaveLength(1)
    expect(await heldHere(queueUrl)).toMatchObject({ held: 3, uncertain: 0 })
    expect(await receive(queueUrl)).toEqual([])
    const messageIds = messages.map(({ messageId }) => messageId)
    const { outcomes } = await client.messages.return({ connectionId, queueUrl, messageIds })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
    expect(await receive(queueUrl)).toEqual(['a 2', 'b 2', 'c 2'])
    await page.leave()
  })
})

it('one message of three without an id: the others are held, and the records know of the third', async () => {
  const queueUrl = await queueWith('a', 'b', 'c')
  const page = await showQueue(client, queueUrl)
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'misshapen' })
  const { messages, unreadable } = await hold(queueUrl)
  expect(messages).toHaveLength(2)
  expect(unreadable).toBe(1)
  expect(await heldHere(queueUrl)).toMatchObject({ held: 2, uncertain: 1 })
  expect(await newestEntry()).toMatchObject({ outcome: 'done', count: 3 })
  await client.holds.returnAll({ connectionId, queueUrl })
  expect(await receive(queueUrl)).toHaveLength(2)
  await page.leave()
})

describe.each([
  ['truncated', 'cut'],
  ['malformed', 'unreadable'],
] as const)('an answer that is %s', (fault, damage) => {
  const told = { effectUnknown: true, params: { damage, max: 10, action: 'sqs:ReceiveMessage' } }

  it('on a look: told as damaged and as received, once, and hidden from nobody', async () => {
    const queueUrl = await queueWith('a')
    proxy.inject({ action: 'ReceiveMessage', times: 1, fault })
    const calls = await counting('ReceiveMessage', async () => {
      expect(await errorOf(look(queueUrl))).toMatchObject({
        code: 'answer-damaged',
        data: { ...told, params: { ...told.params, hideSeconds: 0 } },
      })
    })
    expect(calls).toBe(1)
    expect(await receive(queueUrl)).toEqual(['a 2'])
    expect(await newestEntry()).toMatchObject({ outcome: 'uncertain', code: 'answer-damaged' })
  })

  it('on a hold: told as damaged, and the records say that ten may be hidden', async () => {
    const queueUrl = await queueWith('a')
    const page = await showQueue(client, queueUrl)
    proxy.inject({ action: 'ReceiveMessage', times: 1, fault })
    const calls = await counting('ReceiveMessage', async () => {
      expect(await errorOf(hold(queueUrl))).toMatchObject({
        code: 'answer-damaged',
        data: { ...told, params: { ...told.params, hideSeconds: 30 } },
      })
    })
    expect(calls).toBe(1)
    expect(await receive(queueUrl)).toEqual([])
    expect(await heldHere(queueUrl)).toMatchObject({ held: 0, uncertain: 10 })
    expect(await newestEntry()).toMatchObject({ operation: 'messages.hold', outcome: 'uncertain' })
    await page.leave()
  })

  it('on a listing: told, nothing received, and it lists again afterwards', async () => {
    const queueUrl = await queueWith('a')
    const list = () => client.messages.list({ connectionId, queueUrl, max: 10 })
    proxy.inject({ action: /^\/_fauxqs/, times: 1, fault })
    const receives = await counting('ReceiveMessage', async () => {
      expect(await errorOf(list())).toMatchObject({
        code: 'answer-damaged',
        data: { effectUnknown: false, params: { damage } },
      })
      expect(await list()).toMatchObject({ source: 'fauxqs', total: 1 })
    })
    expect(receives).toBe(0)
    expect(await receive(queueUrl)).toEqual(['a 1'])
  })
})

it('a listing of another shape: told, and it lists again afterwards', async () => {
  const queueUrl = await queueWith('a')
  const list = () => client.messages.list({ connectionId, queueUrl, max: 10 })
  expect(await list()).toMatchObject({ source: 'fauxqs', total: 1 })
  proxy.inject({ action: /^\/_fauxqs/, times: 1, fault: 'misshapen' })
  expect(await errorOf(list())).toMatchObject({ code: 'answer-damaged' })
  expect(await list()).toMatchObject({ source: 'fauxqs', total: 1 })
})
