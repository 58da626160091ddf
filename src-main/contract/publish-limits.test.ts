import { describe, expect, it } from 'vitest'
import { findPayloads, findPublishProblems } from './publish-limits.ts'
import type { OutgoingAnnouncement } from './publish-limits.ts'

const rules = {
  type: 'standard',
  maximumMessageBytes: 262_144,
  contentBasedDeduplication: undefined,
} as const

function keys(announcement: Partial<OutgoingAnnouncement>): string[] {
  return findPublishProblems({ body: 'x', ...announcement }, rules).map(({ key }) => key)
}

describe('a message for a topic', () => {
  it.each([
    ['Order paid', []],
    ['', []],
    ['x'.repeat(100), []],
    ['x'.repeat(101), ['subjectInvalid']],
    [' space first', ['subjectInvalid']],
    ['two\nlines', ['subjectInvalid']],
    ['주문', ['subjectInvalid']],
  ])('with the subject %j: %j', (subject, expected) => {
    expect(keys({ subject })).toEqual(expected)
  })

  it.each([
    ['{"default":"a","sqs":"b"}', []],
    ['{"sqs":"b"}', ['defaultMissing']],
    ['text', ['notPerProtocol']],
    ['["default"]', ['notPerProtocol']],
    ['{"default":{"a":1}}', ['notText']],
  ])('per protocol, with the body %s: %j', (body, expected) => {
    expect(keys({ body, isPerProtocol: true })).toEqual(expected)
    expect(keys({ body })).toEqual([])
  })

  it('is judged by what a queue would refuse as well', () => {
    expect(keys({ body: 'x'.repeat(262_145) })).toEqual(['tooLarge'])
    expect(keys({ body: '\u0000' })).toEqual(['bodyForbidden'])
  })
})

it('the text of a protocol is found where it is one', () => {
  expect(findPayloads('{"default":"a","sqs":"b"}')).toEqual({ default: 'a', sqs: 'b' })
  expect(findPayloads('{"default":1}')).toBeUndefined()
})
