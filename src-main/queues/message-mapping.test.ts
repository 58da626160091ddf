import type { Message as SqsMessage } from '@aws-sdk/client-sqs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messagePreviewSchema, messageSchema, queueUrlSchema } from '#contract'
import type { QueueDetail } from '#contract'
import { openMessage, toMessage, toPreview } from './message-mapping.ts'
import { toQueueDetail } from './queue-mapping.ts'

const url = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders')
const fifoUrl = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders.fifo')
const dayMs = 86_400_000

function queue(maxReceiveCount?: number): QueueDetail {
  const policy = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:1:dlq', maxReceiveCount }
  const RedrivePolicy = maxReceiveCount === undefined ? '' : JSON.stringify(policy)
  return toQueueDetail(url, { MessageRetentionPeriod: '345600', RedrivePolicy }, 0)
}
const fifo = toQueueDetail(fifoUrl, { MessageRetentionPeriod: '345600' }, 0)

/** ReceiveMessage from fauxqs 2.4.1, November 2026. */
const recorded: SqsMessage = {
  MessageId: '2305a3ea-4262-4929-a79c-4ef3a7b23acd',
  ReceiptHandle: '0dbab67a-284d-44fe-b50a-fbec5a32293d',
  MD5OfBody: '190ad5fd0596a0629a0aa256937135a3',
  Body: '{"order":1}',
  Attributes: {
    SenderId: '000000000000',
    SentTimestamp: '1795386961704',
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: '1795386961713',
  },
  MD5OfMessageAttributes: 'c874aa024c228d80eed04f95e51b0ca3',
  MessageAttributes: {
    trace: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 16]) },
    kind: { DataType: 'String', StringValue: 'new' },
    n: { DataType: 'Number.int', StringValue: '12345678901234567890' },
  },
}

describe('the checksum of a received message', () => {
  it.each([
    ['fits', {}, undefined],
    ['fits in capital letters', { MD5OfBody: '190AD5FD0596A0629A0AA256937135A3' }, undefined],
    ['is that of something else', { Body: '{"order":2}' }, 'checksum'],
    ['is there though the body is not', { Body: undefined }, 'checksum'],
    ['did not come, as from a listing', { MD5OfBody: undefined }, undefined],
    [
      'fits letters outside ASCII',
      { Body: '주문', MD5OfBody: '863b62db207e785efdfc1273a1b5058b' },
      undefined,
    ],
  ] as const)('%s', (_how, changes, damage) => {
    const message = toMessage({ ...recorded, ...changes }, queue())
    expect(message.damage).toBe(damage)
    expect(toPreview(message).damage).toBe(damage)
  })
})

/** The same from local-aws-sqs 2.0.2, from a FIFO queue. */
const recordedFifo: SqsMessage = {
  MessageId: 'fc5cc80f-62d2-4e89-aca9-4a30fdf81a72',
  ReceiptHandle: 'MDg0YzQ2MTItYmE4Mi00NjNkLWFiYmEtNzhjYTFmN2U0ZDE1',
  MD5OfBody: '9dd4e461268c8034f5c8564e155c67a6',
  Body: 'x',
  Attributes: {
    ApproximateReceiveCount: '2',
    SentTimestamp: '1795386962298',
    SenderId: 'ABCDEFGHI1JKLMNOPQ23R',
    ApproximateFirstReceiveTimestamp: '1795386962358',
    MessageGroupId: 'g-1',
    MessageDeduplicationId: 'd-1',
    SequenceNumber: '49607433692932002681',
  },
}

/** The attribute by which AWS names the source of a dead letter ([sdk] MessageSystemAttributeName); no emulator gives it. */
const fromOrders = { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:orders' }

function withSystem(message: SqsMessage, more: Record<string, string>): SqsMessage {
  return { ...message, Attributes: { ...message.Attributes, ...more } }
}

/** Any UTF-16 unit, halves of characters among them. */
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))

describe('a received message', () => {
  it('is told in full, with its bytes as base64 and its numbers as they are written', () => {
    expect(toMessage(recorded, queue(3))).toEqual({
      messageId: '2305a3ea-4262-4929-a79c-4ef3a7b23acd',
      preview: '{"order":1}',
      bodyBytes: 11,
      receiveCount: 1,
      sentAtMs: 1_795_386_961_704,
      firstReceivedAtMs: 1_795_386_961_713,
      expiresAtMs: 1_795_386_961_704 + 4 * dayMs,
      attributeCount: 3,
      atReceiveLimit: false,
      body: '{"order":1}',
      attributes: [
        { name: 'trace', dataType: 'Binary', value: 'AP8Q', encoding: 'base64' },
        { name: 'kind', dataType: 'String', value: 'new', encoding: 'text' },
        { name: 'n', dataType: 'Number.int', value: '12345678901234567890', encoding: 'text' },
      ],
      systemAttributes: [
        { name: 'SenderId', value: '000000000000' },
        { name: 'SentTimestamp', value: '1795386961704' },
        { name: 'ApproximateReceiveCount', value: '1' },
        { name: 'ApproximateFirstReceiveTimestamp', value: '1795386961713' },
      ],
    })
  })

  it('of a FIFO queue has its group, its deduplication id, and its sequence as text', () => {
    expect(toMessage(recordedFifo, fifo)).toMatchObject({
      groupId: 'g-1',
      deduplicationId: 'd-1',
      sequenceNumber: '49607433692932002681',
      receiveCount: 2,
    })
  })

  it('in a dead-letter queue names the queue it came from', () => {
    const message = toMessage(withSystem(recorded, fromOrders), queue())
    expect(message.deadLetterSourceArn).toBe('arn:aws:sqs:us-east-1:000000000000:orders')
  })

  it('never carries its receipt handle', () => {
    expect(JSON.stringify(toMessage(recorded, queue()))).not.toContain(recorded.ReceiptHandle)
  })

  it('keeps an empty binary attribute binary, and an attribute without a type a string', () => {
    const MessageAttributes = {
      empty: { DataType: 'Binary', BinaryValue: new Uint8Array() },
      untyped: { DataType: undefined, StringValue: 'x' },
    }
    expect(toMessage({ ...recorded, MessageAttributes }, queue()).attributes).toEqual([
      { name: 'empty', dataType: 'Binary', value: '', encoding: 'base64' },
      { name: 'untyped', dataType: 'String', value: 'x', encoding: 'text' },
    ])
  })

  it.each([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ])('received %i times of 3 is at the limit: %s', (receives, atReceiveLimit) => {
    const message = withSystem(recorded, { ApproximateReceiveCount: String(receives) })
    expect(toMessage(message, queue(3)).atReceiveLimit).toBe(atReceiveLimit)
    expect(toMessage(message, queue()).atReceiveLimit).toBe(false)
  })
})

describe('when a message expires', () => {
  const sentAtMs = 1_795_386_961_704

  it.each([
    ['a standard queue', recorded, queue(), sentAtMs + 4 * dayMs],
    // The clock of a standard queue runs on from the first sending; that of a FIFO queue starts anew with the move,
    // whose time SQS does not tell.
    [
      'a standard dead-letter queue',
      withSystem(recorded, fromOrders),
      queue(),
      sentAtMs + 4 * dayMs,
    ],
    ['a FIFO queue', recorded, fifo, sentAtMs + 4 * dayMs],
    ['a FIFO dead-letter queue', withSystem(recorded, fromOrders), fifo, undefined],
    ['a queue that does not tell when', { ...recorded, Attributes: {} }, queue(), undefined],
  ])('in %s', (_where, message, detail, expiresAtMs) => {
    expect(toMessage(message, detail).expiresAtMs).toBe(expiresAtMs)
  })
})

describe('the preview', () => {
  const previewOf = (Body: string): string => toMessage({ ...recorded, Body }, queue()).preview

  it('is the whole of a body of 300 characters, and the beginning of a longer one', () => {
    expect(previewOf('x'.repeat(300))).toHaveLength(300)
    expect(previewOf('x'.repeat(301))).toBe('x'.repeat(300))
  })

  it('leaves out a character rather than showing half of it', () => {
    expect(previewOf(`${'x'.repeat(299)}😀 and more`)).toBe('x'.repeat(299))
    expect(previewOf(`${'x'.repeat(298)}😀 and more`)).toBe(`${'x'.repeat(298)}😀`)
  })

  it('survives the port whatever the body is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 12 }), (end) => {
        const body = 'x'.repeat(294) + end
        const preview = previewOf(body)
        expect(preview.isWellFormed()).toBe(true)
        expect(preview.length).toBeGreaterThanOrEqual(Math.min(299, body.length))
      }),
    )
  })

  it('counts the bytes of the body, not its characters', () => {
    expect(toMessage({ ...recorded, Body: '주문😀' }, queue()).bodyBytes).toBe(10)
  })

  it('is the message without what only the opened one shows', () => {
    const row = toPreview(openMessage(toMessage(recorded, queue())))
    expect(messagePreviewSchema.strict().parse(row)).toEqual(row)
  })
})

describe('an opened message', () => {
  it('is laid out where it is JSON, and keeps its body as it came', () => {
    expect(openMessage(toMessage(recorded, queue()))).toMatchObject({
      body: '{"order":1}',
      decoded: { chain: [{ step: 'json', state: 'on', bytes: 11 }], text: '{\n  "order": 1\n}' },
    })
  })

  it('is as it came where it is not', () => {
    expect(openMessage(toMessage(recordedFifo, fifo))).not.toHaveProperty('decoded')
  })
})

it('makes a message of the contract out of whatever an emulator answers', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('', '-1', '1e300', 'NaN', '99999999999999999999', '1795386961.704', 'orders'),
  )
  const names = Object.keys({ ...recorded.Attributes, ...recordedFifo.Attributes, ...fromOrders })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), text), (Attributes) => {
      const message = toMessage({ MessageId: 'm', Attributes }, queue(3))
      expect(messageSchema.safeParse(message).error).toBeUndefined()
    }),
  )
})
