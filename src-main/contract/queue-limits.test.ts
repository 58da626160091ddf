import { describe, expect, it } from 'vitest'
import {
  attributeRules,
  editableAttributes,
  findAttributeProblem,
  findCombinationProblem,
  findNameProblem,
  findTagProblem,
} from './queue-limits.ts'

const numbers = editableAttributes.flatMap((name) => {
  const rule = attributeRules[name]
  return rule.kind === 'number' ? [{ name, ...rule }] : []
})

describe.each(numbers)('$name', ({ name, min, max, standard }) => {
  it(`is a whole number from ${String(min)} to ${String(max)}`, () => {
    const verdict = (value: number | string) => findAttributeProblem(name, String(value))
    expect([min, max, standard].map(verdict)).toEqual([undefined, undefined, undefined])
    expect(verdict(max + 1)).toBe('too-large')
    expect(min === 0 ? 'too-small' : verdict(min - 1)).toBe('too-small')
    expect(['', '-1', '1.5', '1e2', ' 7', '٣', '0x10'].map(verdict)).toEqual(
      Array(7).fill('not-a-number'),
    )
  })
})

describe('the limits', () => {
  it('are those that AWS documents', () => {
    expect(numbers.map(({ name, min, max, standard }) => [name, min, max, standard])).toEqual([
      ['VisibilityTimeout', 0, 43_200, '30'],
      ['MessageRetentionPeriod', 60, 1_209_600, '345600'],
      ['DelaySeconds', 0, 900, '0'],
      ['ReceiveMessageWaitTimeSeconds', 0, 20, '0'],
      ['MaximumMessageSize', 1_024, 1_048_576, '1048576'],
      ['KmsDataKeyReusePeriodSeconds', 60, 86_400, '300'],
    ])
  })

  it('name where they come from', () => {
    for (const name of editableAttributes) expect(attributeRules[name].source).not.toBe('')
  })
})

it.each([
  ['SqsManagedSseEnabled', 'TRUE', 'not-a-choice'],
  ['SqsManagedSseEnabled', '', 'not-a-choice'],
  ['DeduplicationScope', 'messageGroup', undefined],
  ['DeduplicationScope', 'group', 'not-a-choice'],
  ['KmsMasterKeyId', '', undefined],
  ['KmsMasterKeyId', 'k'.repeat(2_049), 'too-long'],
  ['Policy', '', undefined],
  ['Policy', '{}', undefined],
  ['Policy', '[]', 'not-json'],
  ['Policy', 'null', 'not-json'],
  ['Policy', '{"a":', 'not-json'],
  ['Policy', JSON.stringify({ a: '한'.repeat(2_730) }), 'too-long'],
  ['RedriveAllowPolicy', '"x"', 'not-json'],
] as const)('%s = %s: %s', (name, value, problem) => {
  expect(findAttributeProblem(name, value)).toBe(problem)
})

it.each([
  [{}, undefined],
  [{ KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'true' }, 'two-encryptions'],
  [{ KmsMasterKeyId: '', SqsManagedSseEnabled: 'true' }, undefined],
  [{ FifoThroughputLimit: 'perMessageGroupId' }, 'needs-group-scope'],
  [{ FifoThroughputLimit: 'perMessageGroupId', DeduplicationScope: 'messageGroup' }, undefined],
])('%j together: %s', (attributes, problem) => {
  expect(findCombinationProblem(attributes)).toBe(problem)
})

it.each([
  ['orders', 'standard', undefined],
  ['orders.fifo', 'fifo', undefined],
  ['', 'standard', 'empty'],
  ['.fifo', 'fifo', 'empty'],
  ['a'.repeat(80), 'standard', undefined],
  ['a'.repeat(81), 'standard', 'too-long'],
  [`${'a'.repeat(75)}.fifo`, 'fifo', undefined],
  [`${'a'.repeat(76)}.fifo`, 'fifo', 'too-long'],
  ['주문', 'standard', 'characters'],
  ['a.b', 'standard', 'characters'],
  ['../../etc', 'standard', 'characters'],
  ['<img src=x>', 'standard', 'characters'],
  ['a\n', 'standard', 'characters'],
  ['orders', 'fifo', 'needs-suffix'],
  ['orders.fifo', 'standard', 'has-suffix'],
] as const)('a queue called %j that is %s: %s', (name, type, problem) => {
  expect(findNameProblem(name, type)).toBe(problem)
})

it.each([
  ['team', 'shop', undefined],
  ['팀', '', undefined],
  ['', 'x', 'empty'],
  ['aws:x', 'x', 'reserved'],
  ['AWS:x', 'x', 'reserved'],
  ['k'.repeat(128), 'v'.repeat(256), undefined],
  ['k'.repeat(129), '', 'key-too-long'],
  ['k', 'v'.repeat(257), 'value-too-long'],
  ['k', '🛒', 'characters'],
  ['<b>', '', 'characters'],
] as const)('the tag %s=%s: %s', (key, value, problem) => {
  expect(findTagProblem({ key, value })).toBe(problem)
})
