import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sqsClientFor, startFauxqs } from './emulators.ts'
import type { Emulator } from './emulators.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { FaultProxy } from './fault-proxy.ts'
import type { Fault } from './fault-rules.ts'

let emulator: Emulator
let proxy: FaultProxy
let url: string
let turn = 0

beforeAll(async () => {
  emulator = await startFauxqs()
})
afterAll(() => emulator.close())

beforeEach(async () => {
  proxy = await startFaultProxy({ target: emulator.endpoint })
  turn += 1
  const made = await sqsClientFor(emulator.endpoint).send(
    new CreateQueueCommand({ QueueName: `faults-${String(turn)}` }),
  )
  url = made.QueueUrl ?? ''
})
afterEach(() => proxy.close())

function send(): Promise<unknown> {
  return sqsClientFor(proxy.endpoint).send(
    new SendMessageCommand({ QueueUrl: url, MessageBody: 'one' }),
  )
}

async function depth(): Promise<number> {
  const { Attributes } = await sqsClientFor(emulator.endpoint).send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  )
  return Number(Attributes?.['ApproximateNumberOfMessages'])
}

async function errorOf(call: Promise<unknown>): Promise<Error> {
  const outcome: unknown = await call.catch((error: unknown) => error)
  if (!(outcome instanceof Error)) throw new Error('the call was answered')
  return outcome
}

describe('a fault proxy', () => {
  it('passes calls on and records them by action', async () => {
    await send()
    await send()
    expect(await depth()).toBe(2)
    expect(proxy.count('SendMessage')).toBe(2)
    expect(proxy.count('ReceiveMessage')).toBe(0)
    expect(proxy.requests.map((r) => r.outcome)).toEqual(['passed', 'passed'])
  })

  const faults: readonly [Fault, number, RegExp][] = [
    ['throttle', 0, /^RequestThrottled$/],
    ['server-error', 0, /^ServiceUnavailable$/],
    ['access-denied', 0, /^AccessDenied$/],
    ['expired-token', 0, /^ExpiredToken$/],
    ['reset', 0, /TimeoutError|ECONNRESET/],
    ['lost-reply', 1, /TimeoutError|ECONNRESET|Error/],
    ['truncated', 1, /Error/],
    ['malformed', 1, /SyntaxError/],
  ]
  it.each(faults)('%s: the emulator got %i message', async (fault, arrived, name) => {
    proxy.inject({ action: 'SendMessage', times: 1, fault })
    const error = await errorOf(send())
    expect(error.name).toMatch(name)
    expect(await depth()).toBe(arrived)
    expect(proxy.requests).toMatchObject([{ action: 'SendMessage', outcome: fault }])
    await send()
    expect(await depth()).toBe(arrived + 1)
  })

  it('hang: no answer until clear, and the emulator never sees the call', async () => {
    proxy.inject({ fault: 'hang' })
    const call = errorOf(send())
    await expect.poll(() => proxy.count('SendMessage')).toBe(1)
    proxy.clear()
    await call
    expect(await depth()).toBe(0)
    await send()
    expect(await depth()).toBe(1)
  })

  it('hits only the action and as often as the rule says', async () => {
    proxy.inject({ action: /^Receive/, fault: 'throttle' })
    proxy.inject({ action: 'SendMessage', times: 2, fault: 'throttle' })
    await errorOf(send())
    await errorOf(send())
    await send()
    expect(await depth()).toBe(1)
  })

  it('delays calls side by side, not one after the other', async () => {
    const slow = await startFaultProxy({ target: emulator.endpoint, delayMs: 100 })
    const client = sqsClientFor(slow.endpoint)
    const from = performance.now()
    await Promise.all(
      Array.from({ length: 10 }, () =>
        client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' })),
      ),
    )
    const tookMs = performance.now() - from
    await slow.close()
    expect(tookMs).toBeGreaterThanOrEqual(95)
    expect(tookMs).toBeLessThan(700)
  })

  it('drops the connection when nothing listens behind it', async () => {
    const orphan = await startFaultProxy({ target: 'http://127.0.0.1:1' })
    await errorOf(
      sqsClientFor(orphan.endpoint).send(new GetQueueAttributesCommand({ QueueUrl: url })),
    )
    await orphan.close()
  })
})
