import { describe, expect, it } from 'vitest'
import { messageSchema } from '#contract'
import type { Message } from '#contract'
import { TapMemory, toTapMessage } from './tap-memory.ts'

function messageOf(id: string, body: string, more: Partial<Message> = {}): Message {
  return messageSchema.parse({
    messageId: id,
    preview: body.slice(0, 300),
    bodyBytes: Buffer.byteLength(body),
    receiveCount: 1,
    attributeCount: 0,
    atReceiveLimit: false,
    body,
    attributes: [],
    systemAttributes: [],
    ...more,
  })
}

const envelope = (more: object = {}): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'sns-1',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:orders',
    Message: '{"total":41.5}',
    Timestamp: '2026-11-23T10:02:11.400Z',
    ...more,
  })
const at = { index: 1, receivedAtMs: 5 }

describe('a row', () => {
  it('shows what an envelope wraps, not the envelope', () => {
    const body = envelope({
      Subject: 'Paid',
      MessageAttributes: { event: { Type: 'String', Value: 'paid' } },
    })
    expect(toTapMessage(messageOf('m', body), at)).toEqual({
      index: 1,
      receivedAtMs: 5,
      messageId: 'm',
      preview: '{"total":41.5}',
      bytes: 14,
      subject: 'Paid',
      publishedAtMs: Date.parse('2026-11-23T10:02:11.400Z'),
      attributeCount: 1,
      isReplayed: false,
    })
  })

  it('knows what came from an archive', () => {
    const body = envelope({ MessageAttributes: { Replayed: { Type: 'String', Value: 'true' } } })
    expect(toTapMessage(messageOf('m', body), at).isReplayed).toBe(true)
  })

  it.each([
    ['text', 'text'],
    ['JSON that is no envelope', '{"Type":"Notification"}'],
    ['an envelope without a time', envelope({ Timestamp: 'soon' })],
    ['broken JSON', '{"Type":'],
    ['nothing', ''],
  ])('of %s never fails', (_what, body) => {
    const row = toTapMessage(messageOf('m', body), at)
    expect(row.publishedAtMs).toBeUndefined()
    expect(row.preview).toBe(body.startsWith('{"Type":"Notification","') ? '{"total":41.5}' : body)
  })

  it('of a raw message goes by SQS’s own facts', () => {
    const message = messageOf('m', 'raw', { sentAtMs: 3, groupId: 'tea' })
    expect(toTapMessage(message, at)).toMatchObject({ publishedAtMs: 3, groupId: 'tea', bytes: 3 })
  })
})

describe('the memory of a tap', () => {
  const many = (count: number, from = 0): Message[] =>
    Array.from({ length: count }, (_, index) => messageOf(`m-${String(from + index)}`, 'x'))

  it('gives what came after a row, in order', () => {
    const memory = new TapMemory()
    memory.keep(many(5), 1)
    expect(memory.after(2, 2).map(({ index }) => index)).toEqual([3, 4])
    expect(memory.hasAfter(5)).toBe(false)
    expect(memory.hasAfter(4)).toBe(true)
  })

  it('takes a message that comes twice for one', () => {
    const memory = new TapMemory()
    memory.keep(many(1), 1)
    memory.keep(many(2), 2)
    expect(memory.received).toBe(2)
    expect(memory.after(0, 10).map(({ receivedAtMs }) => receivedAtMs)).toEqual([1, 2])
  })

  it('lets the oldest go past 2,000, and says how many', () => {
    const memory = new TapMemory()
    memory.keep(many(2_100), 1)
    expect(memory).toMatchObject({ received: 2_100, letGo: 100, oldestIndex: 101 })
    expect(memory.after(0, 1).map(({ index }) => index)).toEqual([101])
    expect(memory.find(messageOf('m-99', 'x').messageId)).toBeUndefined()
    expect(memory.find(messageOf('m-100', 'x').messageId)?.body).toBe('x')
  })

  it('lets go by bytes as well, but never the last', () => {
    const memory = new TapMemory()
    const large = 'x'.repeat(1024 * 1024)
    for (let index = 0; index < 80; index += 1) {
      memory.keep([messageOf(`large-${String(index)}`, large)], index)
    }
    expect(memory.received - memory.letGo).toBe(63)
    expect(memory.after(0, 100)).toHaveLength(63)
  })
})
