import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectionSchema, queueUrlSchema } from '#contract'
import type { MessageAttribute } from '#contract'
import { Session } from '../connections/session.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { sendMessage } from './sender.ts'
import type { Addressed } from './sender.ts'

const queueUrl = queueUrlSchema.parse('http://nowhere.invalid/000000000000/orders')
const fifoUrl = queueUrlSchema.parse('http://nowhere.invalid/000000000000/orders.fifo')

const md5 = (value: string): string => createHash('md5').update(value).digest('hex')

let server: Server
let asked: Record<string, unknown>[]
let session: Session

/** Takes every message, with a sequence number as SQS gives it on FIFO queues ([sdk] SendMessageResult). */
beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const input: Record<string, unknown> = Object(JSON.parse(body))
      asked.push(input)
      const answer = {
        MessageId: '6f1c',
        MD5OfMessageBody: md5(String(input['MessageBody'])),
        ...('MessageGroupId' in input ? { SequenceNumber: '18870993256118264576' } : {}),
      }
      response.setHeader('x-amzn-requestid', 'r-1').end(JSON.stringify(answer))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
afterEach(async () => {
  await session.disposables.dispose()
})
beforeEach(() => {
  asked = []
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target: { kind: 'emulator', endpoint: `http://127.0.0.1:${String(address.port)}` },
    region: 'us-east-1',
    environment: 'local',
    guard: 'open',
  })
  session = new Session(connection, {
    clock: createSteppedClock(),
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
})

const attribute = (value: string, encoding: 'text' | 'base64'): MessageAttribute => ({
  name: 'a',
  dataType: encoding === 'text' ? 'String' : 'Binary',
  value,
  encoding,
})

describe('a message', () => {
  it('is sent to the endpoint of the connection, whatever host its queue URL names', async () => {
    expect(await sendMessage(session, { queueUrl, body: 'hello' })).toEqual({
      messageId: '6f1c',
      requestId: 'r-1',
    })
    expect(asked).toEqual([{ QueueUrl: queueUrl, MessageBody: 'hello' }])
  })

  it('goes with all that was given', async () => {
    const sent = await sendMessage(session, {
      queueUrl: fifoUrl,
      body: 'x',
      groupId: 'g-1',
      deduplicationId: 'd-1',
    })
    expect(sent).toMatchObject({ sequenceNumber: '18870993256118264576' })
    await sendMessage(session, { queueUrl, body: 'x', delaySeconds: 0, groupId: 'tenant' })
    expect(asked).toEqual([
      {
        QueueUrl: fifoUrl,
        MessageBody: 'x',
        MessageGroupId: 'g-1',
        MessageDeduplicationId: 'd-1',
      },
      { QueueUrl: queueUrl, MessageBody: 'x', DelaySeconds: 0, MessageGroupId: 'tenant' },
    ])
  })

  it('keeps its body character by character', async () => {
    const body = '\t\r\n "quoted" \\ 주문 😀 \uFFFD \u{10FFFF} \u2028'
    await sendMessage(session, { queueUrl, body })
    expect(asked[0]?.['MessageBody']).toBe(body)
  })
})

interface Refused {
  what: string
  message: Partial<Addressed>
  params: Record<string, unknown>
}

describe('what SQS would refuse is said before it is asked', () => {
  const character = (position: number, name: string) => ({
    field: 'body',
    reason: 'bodyForbidden',
    name,
    position,
  })
  const inAttribute = { field: 'attributes', name: 'a' }

  it.each<Refused>([
    { what: 'a NUL', message: { body: '\u0000' }, params: character(1, 'U+0000') },
    { what: 'a control character', message: { body: 'ab\u001Bc' }, params: character(3, 'U+001B') },
    {
      what: 'the first of several',
      message: { body: 'a\u0001\u0002' },
      params: character(2, 'U+0001'),
    },
    { what: 'a non-character', message: { body: 'a\uFFFE' }, params: character(2, 'U+FFFE') },
    { what: 'half a character', message: { body: 'ab\uD83D' }, params: character(3, 'U+D83D') },
    { what: 'the other half', message: { body: '\uDE00b' }, params: character(1, 'U+DE00') },
    {
      what: 'halves in the wrong order',
      message: { body: '\uDE00\uD83D' },
      params: character(1, 'U+DE00'),
    },
    {
      what: 'a control character in an attribute',
      message: { attributes: [attribute('x\u0007', 'text')] },
      params: { ...inAttribute, reason: 'valueForbidden' },
    },
    {
      what: 'bytes that are not base64',
      message: { attributes: [attribute('AP8Q!', 'base64')] },
      params: { ...inAttribute, reason: 'valueBase64' },
    },
    {
      what: 'a FIFO message without a group',
      message: { queueUrl: fifoUrl },
      params: { field: 'groupId', reason: 'groupMissing' },
    },
    {
      what: 'a FIFO message with a delay of its own',
      message: { queueUrl: fifoUrl, groupId: 'g', delaySeconds: 5 },
      params: { field: 'delay', reason: 'delayOnFifo' },
    },
    {
      what: 'a deduplication id on a standard queue',
      message: { deduplicationId: 'd' },
      params: { field: 'deduplicationId', reason: 'deduplicationOnStandard' },
    },
  ])('$what', async ({ message, params }) => {
    await expect(sendMessage(session, { queueUrl, body: 'x', ...message })).rejects.toMatchObject({
      code: 'invalid-input',
      effectUnknown: false,
      params,
    })
    expect(asked).toEqual([])
    expect(session.meter.callsLastMinute()).toBe(0)
  })
})
