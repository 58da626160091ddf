import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectionSchema, messageIdSchema, queueUrlSchema } from '#contract'
import { z } from '#contract/z'
import { requestTimeoutMs, Session } from '../connections/session.ts'
import { Changes } from '../lib/changes.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import type { SteppedClock } from '../testing/stepped-clock.ts'
import type { HoldRecords } from './hold-ports.ts'
import { QueueHold } from './queue-hold.ts'

const queueUrl = queueUrlSchema.parse('http://nowhere.invalid/000000000000/orders')
const a = { messageId: messageIdSchema.parse('a'), receiptHandle: 'handle-a' }
const b = { messageId: messageIdSchema.parse('b'), receiptHandle: 'handle-b' }
const minute = { startMs: 0, hideSeconds: 60 }

const askedSchema = z.object({
  Entries: z.array(z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.number() })),
})

let server: Server
let status: number
let failed: { Id: string; Code: string; SenderFault: boolean }[]
let asked: string[]
/** What was on disk and what was asked, in order. */
let order: string[]
let clock: SteppedClock
let hold: QueueHold

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { Entries } = askedSchema.parse(JSON.parse(body))
      asked = Entries.map((each) => `${each.ReceiptHandle} ${String(each.VisibilityTimeout)}`)
      order.push('call')
      response.writeHead(status)
      const ids = Entries.map((_, index) => String(index))
      const done = ids.filter((id) => failed.every(({ Id }) => Id !== id))
      response.end(JSON.stringify({ Successful: done.map((Id) => ({ Id })), Failed: failed }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

function records(): HoldRecords {
  const nothing = (): Promise<void> => Promise.resolve()
  return {
    begin: () => Promise.resolve(1),
    settle: nothing,
    extend: (_key, ids, untilMs) => {
      order.push(`extend ${ids.join()} ${String(untilMs)}`)
      return nothing()
    },
    remove: (_key, ids) => {
      order.push(`remove ${ids.join()}`)
      return nothing()
    },
    sum: () => Promise.resolve([]),
    list: () => Promise.resolve([]),
  }
}

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
  clock = createSteppedClock()
  const session = new Session(connection, {
    clock,
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
  status = 200
  ;[failed, asked, order] = [[], [], []]
  hold = new QueueHold(session, queueUrl, { clock, records: records(), changes: new Changes() })
})

const shown = () =>
  hold.list().map((each) => `${each.messageId} ${each.state} ${String(each.untilMs)}`)

describe('a hold', () => {
  it('is not renewed before a third of its time is left', async () => {
    hold.add([a], minute)
    await clock.advance(39_000)
    await hold.renewDue()
    expect(order).toEqual([])
    expect(hold.nextDueMs()).toBe(40_000)
  })

  it('is renewed then, and the latest moment is on disk before the call', async () => {
    hold.add([a, b], minute)
    await clock.advance(40_000)
    await hold.renewDue()
    expect(order).toEqual([`extend a,b ${String(100_000 + requestTimeoutMs)}`, 'call'])
    expect(asked).toEqual(['handle-a 60', 'handle-b 60'])
    expect(shown()).toEqual(['a held 100000', 'b held 100000'])
  })

  it('runs out when nobody renews it', async () => {
    hold.add([a], minute)
    await clock.advance(60_000)
    await hold.renewDue()
    expect(order).toEqual([])
    expect(shown()).toEqual([])
  })

  it('is never renewed past 12 hours from its receive', async () => {
    hold.add([a], { startMs: 0, hideSeconds: 43_200 })
    await clock.advance(42_000_000)
    await hold.renewDue()
    expect(order).toEqual([])
  })

  it('keeps its time when a renewal fails, says why, and lets go when the handle is over', async () => {
    hold.add([a, b], minute)
    await clock.advance(40_000)
    failed = [
      { Id: '0', Code: 'RequestThrottled', SenderFault: false },
      { Id: '1', Code: 'ReceiptHandleIsInvalid', SenderFault: true },
    ]
    await hold.renewDue()
    expect(hold.list()).toMatchObject([
      { messageId: 'a', untilMs: 60_000, renewError: { code: 'throttled' } },
    ])
    expect(order.at(-1)).toBe('remove b')
  })

  it('is returned once, and forgotten where it surely was', async () => {
    hold.add([a, b], minute)
    failed = [{ Id: '1', Code: 'RequestThrottled', SenderFault: false }]
    const { outcomes } = await hold.letGo([a, b], 0)
    expect(asked).toEqual(['handle-a 0', 'handle-b 0'])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'failed'])
    expect(order).toEqual(['call', 'remove a'])
    expect(shown()).toEqual(['b held 60000'])
  })

  it('stays in the records when the answer to its return is lost', async () => {
    hold.add([a], minute)
    status = 503
    const { outcomes } = await hold.letGo([a], 0)
    expect(outcomes).toMatchObject([{ outcome: 'uncertain' }])
    expect(order).toEqual(['call'])
    expect(shown()).toEqual([])
  })

  it('is parked for as long as it was told, and not renewed any more', async () => {
    hold.add([a], minute)
    await hold.letGo([a], 600)
    expect(shown()).toEqual(['a parked 600000'])
    await clock.advance(599_000)
    await hold.renewDue()
    expect(order).toEqual([`extend a ${String(600_000 + requestTimeoutMs)}`, 'call'])
  })

  it('is not hidden again by a renewal that comes after its return', async () => {
    hold.add([a], minute)
    await clock.advance(40_000)
    await Promise.all([hold.letGo([a], 0), hold.renewDue()])
    expect(order).toEqual(['call', 'remove a'])
  })
})
