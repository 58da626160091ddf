import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectionSchema, messageIdSchema, messageSchema, queueUrlSchema } from '#contract'
import { Session } from '../connections/session.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { deleteMessages } from './deleter.ts'
import { LookMemory } from './look-memory.ts'

const queueUrl = queueUrlSchema.parse('http://nowhere.invalid/000000000000/orders')
const idOf = (id: string) => messageIdSchema.parse(id)

interface Answer {
  status?: number
  body: unknown
}

let server: Server
let answer: Answer
let asked: unknown[]
let session: Session
let memory: LookMemory

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(JSON.parse(body))
      response.writeHead(answer.status ?? 200, { 'x-amzn-requestid': 'r-1' })
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
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
  asked = []
  memory = new LookMemory()
  for (const id of ['a', 'b', 'c', 'd']) {
    const message = messageSchema.parse({
      messageId: id,
      preview: '',
      bodyBytes: 0,
      receiveCount: 1,
      attributeCount: 0,
      atReceiveLimit: false,
      body: '',
      attributes: [],
      systemAttributes: [],
    })
    memory.remember(queueUrl, { message, receiptHandle: `handle-${id}` })
  }
})
afterEach(async () => {
  await session.disposables.dispose()
})

function remove(...ids: string[]) {
  return deleteMessages({ session, memory, queueUrl, messageIds: ids.map(idOf) })
}

const remembered = (): string[] => memory.list(queueUrl).map(({ messageId }) => messageId)

describe('a deletion', () => {
  it('uses the handle of each, and forgets what is gone', async () => {
    answer = { body: { Successful: [{ Id: '0' }, { Id: '1' }], Failed: [] } }
    expect(await remove('b', 'a')).toEqual({
      outcomes: [
        { messageId: 'b', outcome: 'deleted' },
        { messageId: 'a', outcome: 'deleted' },
      ],
      requestId: 'r-1',
    })
    expect(asked).toEqual([
      {
        QueueUrl: queueUrl,
        Entries: [
          { Id: '0', ReceiptHandle: 'handle-b' },
          { Id: '1', ReceiptHandle: 'handle-a' },
        ],
      },
    ])
    expect(remembered()).toEqual(['c', 'd'])
  })

  // The shape of BatchResultErrorEntry in the SQS API reference; the codes are those of its single actions.
  it('has an outcome for each entry: deleted, refused, failed over there, and not answered', async () => {
    answer = {
      body: {
        Successful: [{ Id: '3' }],
        Failed: [
          { Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true, Message: 'bad handle' },
          { Id: '1', Code: 'InternalError', SenderFault: false },
        ],
      },
    }
    const { outcomes } = await remove('a', 'b', 'c', 'd')
    expect(outcomes).toMatchObject([
      {
        messageId: 'a',
        outcome: 'failed',
        error: {
          code: 'conflict',
          retryable: false,
          effectUnknown: false,
          params: {
            action: 'sqs:DeleteMessage',
            name: 'ReceiptHandleIsInvalid',
            message: 'bad handle',
          },
        },
      },
      { messageId: 'b', outcome: 'failed', error: { code: 'unexpected', retryable: true } },
      { messageId: 'c', outcome: 'uncertain', error: { code: 'unexpected', effectUnknown: true } },
      { messageId: 'd', outcome: 'deleted' },
    ])
    expect(remembered()).toEqual(['a', 'b', 'c'])
  })

  it.each([
    ['AWS.SimpleQueueService.ReceiptHandleIsInvalid', 'conflict'],
    ['RequestThrottled', 'throttled'],
    ['AccessDenied', 'access-denied'],
    ['constructor', 'unexpected'],
    [undefined, 'unexpected'],
  ])('of which an entry failed with %s means %s', async (Code, code) => {
    answer = { body: { Failed: [{ Id: '0', Code, SenderFault: true }] } }
    expect((await remove('a')).outcomes).toMatchObject([{ outcome: 'failed', error: { code } }])
  })
})

describe('a deletion that failed as a whole', () => {
  const damaged = '{"Successful":[{"I'
  const throttled = { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'slow down' }
  const failed = { __type: 'InternalError', message: 'sorry' }

  it.each([
    ['throttled', { status: 400, body: throttled }, 'failed', 'throttled'],
    ['a 5xx', { status: 500, body: failed }, 'uncertain', 'unexpected'],
    ['a damaged answer', { body: damaged }, 'uncertain', 'answer-damaged'],
  ])('with %s says so of each entry and forgets none', async (_how, given, outcome, code) => {
    answer = given
    expect((await remove('a', 'b')).outcomes).toMatchObject([
      { messageId: 'a', outcome, error: { code } },
      { messageId: 'b', outcome, error: { code } },
    ])
    expect(asked).toHaveLength(1)
    expect(remembered()).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('messages that are not in memory', () => {
  it('fail each by itself and keep the others from nothing', async () => {
    answer = { body: { Successful: [{ Id: '0' }, { Id: '1' }] } }
    const { outcomes } = await remove('gone', 'b', 'lost', 'a')
    expect(outcomes).toMatchObject([
      { messageId: 'gone', outcome: 'failed', error: { code: 'not-found' } },
      { messageId: 'b', outcome: 'deleted' },
      { messageId: 'lost', outcome: 'failed', error: { code: 'not-found' } },
      { messageId: 'a', outcome: 'deleted' },
    ])
    expect(remembered()).toEqual(['c', 'd'])
  })

  it('are not asked about when there are no others', async () => {
    expect((await remove('gone')).outcomes).toMatchObject([{ outcome: 'failed' }])
    expect(asked).toEqual([])
  })
})

it('is refused on a FIFO queue before anything is asked', async () => {
  const fifo = queueUrlSchema.parse(`${queueUrl}.fifo`)
  const deletion = { session, memory, queueUrl: fifo, messageIds: [idOf('a')] }
  await expect(deleteMessages(deletion)).rejects.toMatchObject({
    code: 'conflict',
    params: { reason: 'fifo-not-held', name: 'orders.fifo' },
  })
  expect(asked).toEqual([])
})
