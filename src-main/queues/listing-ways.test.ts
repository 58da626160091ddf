import { describe, expect, it } from 'vitest'
import { fauxqsListing } from './listing-fauxqs.ts'
import { localStackListing } from './listing-localstack.ts'
import { miniStackListing } from './listing-ministack.ts'

const queue = { name: 'orders', queueUrl: 'http://host:4566/1/orders?&x', region: 'us-east-1' }

/** As LocalStack's documentation gives it (user guide, SQS, "JSON response"), with the words of its two switches. */
function localStackAnswer(message: unknown) {
  return { ReceiveMessageResponse: { ReceiveMessageResult: { Message: message } } }
}
const localStackMessage = {
  MessageId: '6a736e5d-4997-4895-8c96-b65a2d7dd600',
  MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
  Body: 'hello',
  Attribute: [
    { Name: 'SenderId', Value: '000000000000' },
    { Name: 'SentTimestamp', Value: '1672853965675' },
    { Name: 'ApproximateReceiveCount', Value: '0' },
    { Name: 'IsVisible', Value: 'true' },
    { Name: 'IsDelayed', Value: 'false' },
  ],
  ReceiptHandle: 'SQS/BACKDOOR/ACCESS',
}
const withAttribute = (Name: string, Value: string) => ({
  ...localStackMessage,
  Attribute: [...localStackMessage.Attribute.filter((each) => each.Name !== Name), { Name, Value }],
})

/** By ministack/app.py, `_handle_sqs_messages_request`, and its own tests. */
const miniStackMessage = {
  MessageId: 'm-1',
  Body: 'hello',
  MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
  MD5OfMessageAttributes: null,
  SentTimestamp: 1_672_853_965,
  VisibleAt: 1_672_853_965,
  IsVisible: true,
  ReceiveCount: 0,
  FirstReceiveTimestamp: null,
  MessageAttributes: { kind: { DataType: 'String', StringValue: 'order' } },
  Attributes: {},
  MessageGroupId: null,
  MessageDeduplicationId: null,
  SequenceNumber: null,
}
const miniStackAnswer = (...messages: unknown[]) => ({
  messages: { '000000000000': { 'us-east-1': { [queue.queueUrl]: messages } } },
})

describe('LocalStack', () => {
  it('asks for hidden and delayed messages too, with the queue encoded', () => {
    expect(localStackListing.path(queue)).toBe(
      '/_aws/sqs/messages?QueueUrl=http%3A%2F%2Fhost%3A4566%2F1%2Forders%3F%26x&ShowInvisible=true&ShowDelayed=true',
    )
  })

  it.each([
    ['visible', localStackMessage],
    ['in-flight', withAttribute('IsVisible', 'false')],
    ['delayed', withAttribute('IsDelayed', 'true')],
  ])('tells %s', (state, message) => {
    const listed = localStackListing.read(localStackAnswer([message]))
    expect(listed).toMatchObject([{ state, received: { Body: 'hello' } }])
    expect(listed?.[0]?.received.Attributes).toEqual({
      SenderId: '000000000000',
      SentTimestamp: '1672853965675',
      ApproximateReceiveCount: '0',
    })
  })

  it('takes a list of one, which was XML once, and an empty one', () => {
    expect(localStackListing.read(localStackAnswer(localStackMessage))).toHaveLength(1)
    expect(localStackListing.read(localStackAnswer(undefined))).toEqual([])
    const empty = { ReceiveMessageResponse: { ReceiveMessageResult: null } }
    expect(localStackListing.read(empty)).toEqual([])
  })
})

describe('MiniStack', () => {
  it.each([
    ['visible', undefined, miniStackMessage],
    ['in-flight', 1_672_853_995_000, hidden(1)],
    ['delayed', 1_672_853_995_000, hidden(0)],
  ])('tells %s', (state, untilMs, message) => {
    expect(miniStackListing.read(miniStackAnswer(message))).toMatchObject([
      {
        state,
        untilMs,
        received: { Attributes: { SentTimestamp: '1672853965000' } },
      },
    ])
  })

  it('takes the form of older ones, without the region', () => {
    const answer = { messages: { '000000000000': { [queue.queueUrl]: [miniStackMessage] } } }
    expect(miniStackListing.read(answer)).toHaveLength(1)
    expect(miniStackListing.read({ messages: {} })).toEqual([])
  })
})

function hidden(ReceiveCount: number) {
  return { ...miniStackMessage, IsVisible: false, VisibleAt: 1_672_853_995, ReceiveCount }
}

describe('an answer of another kind', () => {
  it.each([
    undefined,
    {},
    [],
    'text',
    { error: 'no such path' },
    { messages: 'none' },
    { message: 'bucket' },
  ])('%j is nobody’s', (answer) => {
    for (const way of [fauxqsListing, localStackListing, miniStackListing]) {
      expect(way.read(answer)).toBeUndefined()
    }
  })

  it('is not taken for another emulator’s', () => {
    expect(fauxqsListing.read(miniStackAnswer(miniStackMessage))).toBeUndefined()
    expect(miniStackListing.read(localStackAnswer([localStackMessage]))).toBeUndefined()
  })
})
