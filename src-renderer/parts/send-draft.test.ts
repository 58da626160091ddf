import { describe, expect, it } from 'vitest'
import type { DraftAttribute } from './draft-attribute.ts'
import { checkDraft, draftBytes, emptyDraft, toRecord, toSendFields } from './send-draft.ts'
import type { SendDraft, SendRules } from './send-draft.ts'

const standard: SendRules = {
  type: 'standard',
  maximumMessageBytes: 1_048_576,
  contentBasedDeduplication: false,
}
const fifo: SendRules = { ...standard, type: 'fifo' }
const hashing: SendRules = { ...fifo, contentBasedDeduplication: true }

function attribute(changes: Partial<DraftAttribute>): DraftAttribute {
  return { id: '1', name: 'a', kind: 'String', suffix: '', value: 'v', ...changes }
}

function problems(changes: Partial<SendDraft>, rules: SendRules = standard): string[] {
  return checkDraft({ ...emptyDraft, body: 'x', ...changes }, rules).map(({ key }) => key)
}

describe('checkDraft', () => {
  it.each<[string, string[], Partial<SendDraft>, SendRules]>([
    ['a plain body', [], {}, standard],
    ['an empty body', ['bodyEmpty'], { body: '' }, standard],
    ['white space, which is a body', [], { body: ' ' }, standard],
    ['a NUL', ['bodyForbidden'], { body: 'a\u0000' }, standard],
    ['half an emoji', ['bodyForbidden'], { body: 'a\ud83d' }, standard],
    ['a whole emoji, tab and line break', [], { body: '😀\t\r\n' }, standard],
    ['U+FFFE', ['bodyForbidden'], { body: '\ufffe' }, standard],
    ['no delay', [], { delay: '' }, standard],
    ['the longest delay', [], { delay: '900' }, standard],
    ['a delay past it', ['delayRange'], { delay: '901' }, standard],
    ['a delay in words', ['delayRange'], { delay: '1e2' }, standard],
    [
      'FIFO ids left over on a standard queue',
      [],
      { groupId: ' ', deduplicationId: ' ' },
      standard,
    ],
    ['FIFO without ids', ['groupMissing', 'deduplicationMissing'], {}, fifo],
    ['FIFO that hashes the body', [], { groupId: 'g' }, hashing],
    ['a group with a space', ['groupInvalid'], { groupId: 'a b' }, hashing],
    ['a group of 128', [], { groupId: 'g'.repeat(128) }, hashing],
    ['a group of 129', ['groupInvalid'], { groupId: 'g'.repeat(129) }, hashing],
    [
      'a bad deduplication id',
      ['deduplicationInvalid'],
      { groupId: 'g', deduplicationId: 'é' },
      hashing,
    ],
    ['a delay left over on a FIFO queue', [], { groupId: 'g', delay: 'x' }, hashing],
  ])('finds in %s: %j', (_, expected, changes, rules) => {
    expect(problems(changes, rules)).toEqual(expected)
  })

  it.each<[string[], Partial<DraftAttribute>]>([
    [[], {}],
    [['nameMissing'], { name: '' }],
    [['nameInvalid'], { name: '.a' }],
    [['nameInvalid'], { name: 'a..b' }],
    [['nameInvalid'], { name: 'a b' }],
    [[], { name: 'a.b-c_d' }],
    [['nameReserved'], { name: 'AwS.x' }],
    [['nameReserved'], { name: 'Amazon.x' }],
    [['valueMissing'], { value: '' }],
    [['valueForbidden'], { value: '\u0001' }],
    [[], { kind: 'Number', value: '-1.5e10' }],
    [['valueNumber'], { kind: 'Number', value: '1,5' }],
    [[], { kind: 'Number', value: '9'.repeat(38) }],
    [['valueNumber'], { kind: 'Number', value: '9'.repeat(39) }],
    [[], { kind: 'Binary', value: 'AAE=' }],
    [['valueBase64'], { kind: 'Binary', value: 'AAE' }],
    [[], { suffix: 'order.v1' }],
    [['suffixInvalid'], { suffix: 'a b' }],
  ])('finds %j in the attribute %j', (expected, changes) => {
    expect(problems({ attributes: [attribute(changes)] })).toEqual(expected)
  })

  it('names the second of two attributes of one name', () => {
    const attributes = [attribute({ id: '1' }), attribute({ id: '2' })]
    const [found] = checkDraft({ ...emptyDraft, body: 'x', attributes }, standard)
    expect(found).toMatchObject({ key: 'nameTwice', attributeId: '2' })
  })

  it('measures body and attributes together against the queue’s own limit', () => {
    const rules = { ...standard, maximumMessageBytes: 1024 }
    const attributes = [attribute({ name: 'name', value: 'v' })]
    const weight = 'name'.length + 'String'.length + 'v'.length
    expect(problems({ body: 'x'.repeat(1024 - weight), attributes }, rules)).toEqual([])
    const [found] = checkDraft(
      { ...emptyDraft, body: 'x'.repeat(1030 - weight), attributes },
      rules,
    )
    expect(found).toMatchObject({ key: 'tooLarge', params: { over: 6, limit: 1024 } })
  })
})

describe('toSendFields', () => {
  const draft: SendDraft = {
    ...emptyDraft,
    body: 'x',
    attributes: [attribute({ kind: 'Number', suffix: 'int', value: '1' })],
    delay: '5',
    groupId: 'g',
    deduplicationId: 'd',
  }
  const attributes = [{ name: 'a', dataType: 'Number.int', value: '1', encoding: 'text' }]

  it('sends only what belongs to the queue’s type', () => {
    expect(toSendFields(draft, standard)).toEqual({ body: 'x', attributes, delaySeconds: 5 })
    expect(toSendFields(draft, fifo)).toEqual({
      body: 'x',
      attributes,
      groupId: 'g',
      deduplicationId: 'd',
    })
  })

  it('leaves out what was left empty', () => {
    expect(toSendFields({ ...emptyDraft, body: 'x' }, standard)).toEqual({ body: 'x' })
    expect(toSendFields({ ...emptyDraft, body: 'x', groupId: 'g' }, hashing)).toEqual({
      body: 'x',
      groupId: 'g',
    })
  })

  it('names a tenant on a standard queue only when that was chosen', () => {
    const fields = toSendFields({ ...draft, hasTenant: true }, standard)
    expect(fields).toEqual({ body: 'x', attributes, delaySeconds: 5, groupId: 'g' })
  })

  it.each([
    ['text', '가', '6rCA'],
    ['hex', 'EA b0 80', '6rCA'],
    ['base64', '6rCA', '6rCA'],
  ] as const)('makes the same bytes of a binary value typed as %s', (form, value, base64) => {
    const binary = attribute({ kind: 'Binary', form, value })
    const fields = toSendFields({ ...emptyDraft, body: 'x', attributes: [binary] }, standard)
    expect(fields.attributes).toEqual([
      { name: 'a', dataType: 'Binary', value: base64, encoding: 'base64' },
    ])
  })

  it('finds what is no hex', () => {
    expect(
      problems({ attributes: [attribute({ kind: 'Binary', form: 'hex', value: 'abc' })] }),
    ).toContain('valueHex')
  })
})

describe('a draft of a record', () => {
  const record = { maximumRecordBytes: 1_024, distribution: 'by-key' as const }
  const rules: SendRules = { ...standard, maximumMessageBytes: 1_024, record }

  it.each<[string, string[], Partial<SendDraft>]>([
    ['an empty body with a key', [], { partitionKey: 'k' }],
    ['what a queue would not take', [], { body: 'a\u0000', partitionKey: 'k' }],
    ['no key', ['keyMissing'], { body: 'x' }],
    ['attributes left over from a message', [], { attributes: [attribute({})], partitionKey: 'k' }],
    ['no base64', ['notBase64'], { body: 'x', isBase64: true, partitionKey: 'k' }],
  ])('finds in %s: %j', (_, expected, changes) => {
    expect(checkDraft({ ...emptyDraft, ...changes }, rules).map(({ key }) => key)).toEqual(expected)
  })

  it('has the fields of a record alone, and counts its bytes and its key', () => {
    const draft = { ...emptyDraft, body: 'AAEC/w==', isBase64: true, partitionKey: 'k', delay: '5' }
    expect(toRecord(draft)).toEqual({ body: 'AAEC/w==', isBase64: true, partitionKey: 'k' })
    expect(draftBytes(draft, rules)).toBe(5)
  })
})
