import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withCallTrace } from '../lib/call-trace.ts'
import { wasNeverSent } from '../lib/never-sent.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { CallMeter } from './call-meter.ts'
import { watchRequests } from './request-watch.ts'

let answers: { status: number; body: string }[]
let received: number
let meter: CallMeter
let client: SQSClient
const info = vi.fn()
const ignore = (): void => undefined
const server = createServer((_request, response) => {
  received += 1
  const { status, body } = answers.shift() ?? { status: 200, body: '{}' }
  response.writeHead(status, { 'content-length': body.length }).end(body)
})

beforeEach(async () => {
  info.mockClear()
  answers = []
  received = 0
  meter = new CallMeter(createSteppedClock())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listens on TCP, so it is one
  const plain = new SQSClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${String(port)}`,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 3,
    logger: { debug: ignore, info, warn: ignore, error: ignore },
  })
  client = watchRequests(plain, 'sqs', { meter, cliOptionsOf: () => ({ region: 'eu-west-1' }) })
})
afterEach(async () => {
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})

const queueUrl = (name: string): string => `http://127.0.0.1/000000000000/${name}`

it('counts every request that went out, the repeated ones too', async () => {
  answers = [
    { status: 503, body: '{"__type":"ServiceUnavailable"}' },
    { status: 503, body: '{"__type":"ServiceUnavailable"}' },
  ]
  await client.send(new ListQueuesCommand({}))
  expect(received).toBe(3)
  expect(meter.callsLastMinute()).toBe(3)
  expect(meter.billsLastMinute()).toHaveLength(3)
})

it('has no answer written into a log, which the SDK would copy field by field', async () => {
  await client.send(new ListQueuesCommand({}))
  expect(received).toBe(1)
  expect(info).not.toHaveBeenCalled()
})

it('knows of a call that could not be signed that nothing went out', async () => {
  const unsigned = new SQSClient({
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:9',
    credentials: () => Promise.reject(new Error('no signature')),
  })
  watchRequests(unsigned, 'sqs', { meter, cliOptionsOf: () => ({}) })
  const thrown: unknown = await unsigned.send(new ListQueuesCommand({})).catch((e: unknown) => e)
  expect(thrown instanceof Error && wasNeverSent(thrown)).toBe(true)
  answers = [{ status: 400, body: '{"__type":"InvalidAction"}' }]
  const refused: unknown = await client.send(new ListQueuesCommand({})).catch((e: unknown) => e)
  expect(refused instanceof Error && wasNeverSent(refused)).toBe(false)
})

it('bills by queue type, and each 64 KiB that came back', async () => {
  await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('orders') }))
  await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('orders.fifo') }))
  answers = [{ status: 200, body: `{"x":"${'y'.repeat(150_000)}"}` }]
  await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('orders') }))
  expect(meter.billsLastMinute()).toEqual([
    { price: 'sqs.standard', requests: 1 },
    { price: 'sqs.fifo', requests: 1 },
    { price: 'sqs.standard', requests: 3 },
  ])
})

it('notes each command once for whoever traces it, however often it was tried', async () => {
  answers = [{ status: 503, body: '{"__type":"ServiceUnavailable"}' }]
  const calls = await withCallTrace(async (trace) => {
    await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('orders') }))
    return trace.commands
  })
  expect(calls).toEqual([
    `aws sqs receive-message --queue-url ${queueUrl('orders')} --region eu-west-1`,
  ])
})
