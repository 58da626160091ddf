import { describe, expect, it } from 'vitest'
import { messageSchema } from '#contract'
import { emptyDraft } from '../../../parts/send-draft.ts'
import type { SendRules } from '../../../parts/send-draft.ts'
import { fromTemplate, keptOf, toTemplate } from './template-draft.ts'

function rules(type: SendRules['type']): SendRules {
  return { type, maximumMessageBytes: 1_048_576, contentBasedDeduplication: true }
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
    const kept = toTemplate(draft, rules('standard'))
    expect(fromTemplate(kept, 'standard')).toEqual({ draft, leftOut: [] })
  })

  it('does not make a tenant of a group, nor keep a group that was not chosen', () => {
    const ordered = toTemplate({ ...emptyDraft, body: 'x', groupId: 'g' }, rules('fifo'))
    const { draft, leftOut } = fromTemplate(ordered, 'standard')
    expect([draft.hasTenant, draft.groupId, leftOut]).toEqual([false, '', ['group']])
    const unchosen = toTemplate({ ...emptyDraft, body: 'x', groupId: 'g' }, rules('standard'))
    expect(unchosen).not.toHaveProperty('groupId')
  })
})

describe('a message that was received', () => {
  it('is kept with attributes and group, and without an id that SQS would take for a repetition', () => {
    const { attributes } = message
    expect(keptOf(message, 'fifo')).toEqual({ body: '{}', attributes, groupId: 'g' })
    expect(keptOf(message, 'standard')).toMatchObject({ groupId: 'g', isTenant: true })
  })
})
