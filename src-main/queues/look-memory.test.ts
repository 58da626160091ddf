import { describe, expect, it } from 'vitest'
import { messageIdSchema, messageSchema, queueUrlSchema } from '#contract'
import type { Message, QueueUrl } from '#contract'
import { LookMemory } from './look-memory.ts'

const mib = 1024 * 1024
const [orders, mails] = ['orders', 'mails'].map((name) =>
  queueUrlSchema.parse(`http://127.0.0.1:4566/000000000000/${name}`),
) as [QueueUrl, QueueUrl] // one for each of the two names

const idOf = (id: string) => messageIdSchema.parse(id)

function messageOf(id: string, bodyBytes = 10, receiveCount = 1): Message {
  return messageSchema.parse({
    messageId: id,
    preview: '',
    bodyBytes,
    receiveCount,
    attributeCount: 0,
    atReceiveLimit: false,
    body: '',
    attributes: [],
    systemAttributes: [],
  })
}

function remember(memory: LookMemory, queueUrl: QueueUrl, id: string, bodyBytes?: number): void {
  memory.remember(queueUrl, { message: messageOf(id, bodyBytes), receiptHandle: `h-${id}` })
}

const idsIn = (memory: LookMemory, queueUrl: QueueUrl): string[] =>
  memory.list(queueUrl).map(({ messageId }) => messageId)

describe('the memory of looks', () => {
  it('keeps queues apart, and lists what was seen in each', () => {
    const memory = new LookMemory()
    remember(memory, orders, 'a')
    remember(memory, mails, 'a')
    remember(memory, orders, 'b')
    expect(idsIn(memory, orders)).toEqual(['a', 'b'])
    expect(idsIn(memory, mails)).toEqual(['a'])
    memory.forget(orders, idOf('a'))
    expect(idsIn(memory, orders)).toEqual(['b'])
    expect(memory.find(mails, idOf('a'))?.receiptHandle).toBe('h-a')
  })

  it('has the handle and the count of the latest receive', () => {
    const memory = new LookMemory()
    memory.remember(orders, { message: messageOf('a', 10, 1), receiptHandle: 'first' })
    memory.remember(orders, { message: messageOf('a', 10, 2), receiptHandle: 'second' })
    expect(memory.get(orders, idOf('a'))).toMatchObject({
      receiptHandle: 'second',
      message: { receiveCount: 2 },
    })
    expect(memory.list(orders)).toHaveLength(1)
  })

  it('says not-found of what it never saw or was told to forget', () => {
    const memory = new LookMemory()
    remember(memory, orders, 'a')
    memory.forget(orders, idOf('a'))
    memory.forget(orders, idOf('a'))
    expect(memory.find(orders, idOf('a'))).toBeUndefined()
    expect(() => memory.get(orders, idOf('a'))).toThrow(
      expect.objectContaining({ code: 'not-found', params: { kind: 'message', name: 'a' } }),
    )
    expect(memory.list(mails)).toEqual([])
  })
})

describe('its bound of 64 MiB', () => {
  it('lets go of the messages seen longest ago, never of the newest', () => {
    const memory = new LookMemory()
    for (let at = 0; at < 100; at += 1) remember(memory, orders, `m${String(at)}`, mib)
    const kept = idsIn(memory, orders)
    expect(kept).toHaveLength(63)
    expect(kept[0]).toBe('m37')
    expect(kept.at(-1)).toBe('m99')
  })

  it('counts a message seen again as new', () => {
    const memory = new LookMemory()
    for (let at = 0; at < 60; at += 1) remember(memory, orders, `m${String(at)}`, mib)
    remember(memory, orders, 'm0', mib)
    for (let at = 60; at < 70; at += 1) remember(memory, orders, `m${String(at)}`, mib)
    expect(idsIn(memory, orders)).toContain('m0')
    expect(idsIn(memory, orders)).not.toContain('m1')
  })

  it("takes other queues' messages first, from the queue looked into longest ago", () => {
    const memory = new LookMemory()
    const payments = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/payments')
    for (let at = 0; at < 20; at += 1) remember(memory, orders, `o${String(at)}`, mib)
    for (let at = 0; at < 20; at += 1) remember(memory, mails, `m${String(at)}`, mib)
    remember(memory, orders, 'o20', mib)
    for (let at = 0; at < 32; at += 1) remember(memory, payments, `p${String(at)}`, mib)
    expect(idsIn(memory, payments)).toHaveLength(32)
    expect(idsIn(memory, orders)).toHaveLength(21)
    expect(idsIn(memory, mails)).toEqual(
      Array.from({ length: 10 }, (_, at) => `m${String(at + 10)}`),
    )
  })

  it('keeps the message just seen though it alone is larger', () => {
    const memory = new LookMemory()
    remember(memory, mails, 'old')
    remember(memory, orders, 'huge', 100 * mib)
    expect(idsIn(memory, orders)).toEqual(['huge'])
    expect(idsIn(memory, mails)).toEqual([])
    remember(memory, orders, 'next')
    expect(idsIn(memory, orders)).toEqual(['next'])
  })

  it('holds for many messages without a body too', () => {
    const memory = new LookMemory()
    for (let at = 0; at < 40_000; at += 1) remember(memory, orders, `m${String(at)}`, 0)
    expect(memory.list(orders).length).toBeLessThan(40_000)
    expect(memory.list(orders).length).toBeGreaterThan(10_000)
  })

  it('counts attributes as well as bodies', () => {
    const memory = new LookMemory()
    const attributes = [
      { name: 'a', dataType: 'String', value: 'x'.repeat(mib), encoding: 'text' as const },
    ]
    for (let at = 0; at < 70; at += 1) {
      const message = { ...messageOf(`m${String(at)}`, 0), attributes }
      memory.remember(orders, { message, receiptHandle: '' })
    }
    expect(memory.list(orders).length).toBeLessThan(64)
  })

  it('is free again for what was forgotten', () => {
    const memory = new LookMemory()
    for (let at = 0; at < 200; at += 1) {
      remember(memory, mails, `m${String(at)}`, mib)
      memory.forget(mails, idOf(`m${String(at)}`))
    }
    for (let at = 0; at < 60; at += 1) remember(memory, orders, `o${String(at)}`, mib)
    expect(memory.list(orders)).toHaveLength(60)
  })
})
