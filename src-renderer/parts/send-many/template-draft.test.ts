import { describe, expect, it } from 'vitest'
import { messageSchema, queueUrlSchema, streamArnSchema, topicArnSchema } from '#contract'
import { emptyDraft } from '../send-draft.ts'
import type { SendRules } from '../send-draft.ts'
import type { SendTo } from './send-place.ts'
import { fromTemplate, keptOf, toTemplate } from './template-draft.ts'

const topicArn = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')
const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/clicks')
const queueUrl = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders')

function on(type: SendRules['type'], kind: SendTo['kind'] = 'queue') {
  const places: Record<SendTo['kind'], SendTo> = {
    queue: { kind: 'queue', queueUrl },
    topic: { kind: 'topic', topicArn },
    stream: { kind: 'stream', streamArn, keepsOrder: false },
  }
  const to = places[kind]
  const rules = { type, maximumMessageBytes: 1_048_576, contentBasedDeduplication: true }
  return { rules, to }
}
function shape(type: SendRules['type'], kind: SendTo['kind'] = 'queue') {
  return { type, kind }
}

const message = messageSchema.parse({
  messageId: 'm-1',
  preview: '',
  bodyBytes: 2,
  receiveCount: 1,
  attributeCount: 1,
  atReceiveLimit: false,
  body: '{}',
  groupId: 'g',
  deduplicationId: 'd',
  attributes: [{ name: 'kind', dataType: 'Number.int', value: '1', encoding: 'text' }],
  systemAttributes: [],
})

describe('a template', () => {
  it('keeps the tenant of a standard queue', () => {
    const draft = { ...emptyDraft, body: 'x', delay: '5', hasTenant: true, groupId: 'tenant-1' }
    const kept = toTemplate(draft, on('standard'))
    expect(fromTemplate(kept, shape('standard'))).toEqual({ draft, leftOut: [] })
  })

  it('does not make a tenant of a group, nor keep a group that was not chosen', () => {
    const ordered = toTemplate({ ...emptyDraft, body: 'x', groupId: 'g' }, on('fifo'))
    const { draft, leftOut } = fromTemplate(ordered, shape('standard'))
    expect([draft.hasTenant, draft.groupId, leftOut]).toEqual([false, '', ['group']])
    const unchosen = toTemplate({ ...emptyDraft, body: 'x', groupId: 'g' }, on('standard'))
    expect(unchosen).not.toHaveProperty('groupId')
  })
})

describe('a template between queues and topics', () => {
  const announcement = {
    ...emptyDraft,
    body: '{"default":"x"}',
    subject: 'Order paid',
    isPerProtocol: true,
    groupId: 'g',
    deduplicationId: 'd',
  }

  it('of a topic keeps subject, texts for each protocol and both ids', () => {
    const kept = toTemplate(announcement, on('fifo', 'topic'))
    expect(kept).toMatchObject({ subject: 'Order paid', isPerProtocol: true, groupId: 'g' })
    expect(fromTemplate(kept, shape('fifo', 'topic'))).toEqual({ draft: announcement, leftOut: [] })
  })

  it('of a topic goes to a queue without what queues lack, and says so', () => {
    const kept = toTemplate(announcement, on('fifo', 'topic'))
    const { draft, leftOut } = fromTemplate(kept, shape('fifo'))
    expect(draft).toMatchObject({ subject: '', isPerProtocol: false, groupId: 'g' })
    expect(leftOut).toEqual(['subject', 'perProtocol'])
  })

  it('of a queue goes to a topic without delay and tenant, and says so', () => {
    const tenant = { ...emptyDraft, body: 'x', delay: '5', hasTenant: true, groupId: 't' }
    const kept = toTemplate(tenant, on('standard'))
    const { draft, leftOut } = fromTemplate(kept, shape('standard', 'topic'))
    expect(draft).toMatchObject({ delay: '', groupId: '', hasTenant: false })
    expect(leftOut).toEqual(['delayOnTopic', 'groupOnTopic'])
    const ordered = { body: 'x', groupId: 'g', deduplicationId: 'd' }
    expect(fromTemplate(ordered, shape('standard', 'topic')).leftOut).toEqual([
      'groupOnTopic',
      'deduplicationOnTopic',
    ])
  })
})

describe('a template between streams and queues', () => {
  const record = {
    ...emptyDraft,
    ...{ body: 'AAEC', isBase64: true },
    ...{ partitionKey: 'user-7', explicitHashKey: '12' },
  }

  it('of a stream keeps bytes and both keys', () => {
    const kept = toTemplate(record, on('standard', 'stream'))
    expect(kept).toEqual({
      ...{ body: 'AAEC', isBase64: true },
      ...{ partitionKey: 'user-7', explicitHashKey: '12' },
    })
    expect(fromTemplate(kept, shape('standard', 'stream'))).toEqual({ draft: record, leftOut: [] })
  })

  it('of a stream goes to a queue without its key, its bytes as base64, and says so', () => {
    const kept = toTemplate(record, on('standard', 'stream'))
    const { draft, leftOut } = fromTemplate(kept, shape('standard'))
    expect(draft).toMatchObject({ body: 'AAEC', isBase64: false, partitionKey: '' })
    expect(leftOut).toEqual(['key', 'bytes'])
  })

  it('of a queue goes to a stream as its body alone, and says so', () => {
    const ordered = { body: 'x', groupId: 'g', deduplicationId: 'd', isTenant: false }
    const { draft, leftOut } = fromTemplate(ordered, shape('standard', 'stream'))
    expect([draft, leftOut]).toEqual([{ ...emptyDraft, body: 'x' }, ['notOnStream']])
    expect(fromTemplate({ body: 'x' }, shape('standard', 'stream')).leftOut).toEqual([])
  })
})

describe('a message that was received', () => {
  it('is kept with attributes and group, and without an id that SQS would take for a repetition', () => {
    const { attributes } = message
    expect(keptOf(message, 'fifo')).toEqual({ body: '{}', attributes, groupId: 'g' })
    expect(keptOf(message, 'standard')).toMatchObject({ groupId: 'g', isTenant: true })
  })
})
