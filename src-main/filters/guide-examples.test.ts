import { describe, expect, it } from 'vitest'
import { decide } from './decide.ts'
import type { FilterAttribute } from './filter-message.ts'
import { parsePolicy } from './parse-policy.ts'

/** The examples of SNS's developer guide, each with the page that gives it. */
const guide = 'https://docs.aws.amazon.com/sns/latest/dg/'
const strings = `${guide}string-value-matching.html`
const numbers = `${guide}numeric-value-matching.html`
const keys = `${guide}attribute-key-matching.html`
const andOr = `${guide}and-or-logic.html`

const text = (value: string): FilterAttribute => ({ type: 'String', value })
const list = (...values: unknown[]): FilterAttribute => ({
  type: 'String.Array',
  value: JSON.stringify(values),
})
const number = (value: string): FilterAttribute => ({ type: 'Number', value })

type Row = [source: string, policy: object, key: string, value: FilterAttribute, passes: boolean]

const interests = 'customer_interests'
const exact = { [interests]: ['rugby', 'tennis'] }
const not = { [interests]: [{ 'anything-but': ['rugby', 'tennis'] }] }
const notPrefix = { event: [{ 'anything-but': { prefix: 'order-' } }] }
const ignoreCase = { [interests]: [{ 'equals-ignore-case': 'tennis' }] }
const cidr = { source_ip: [{ cidr: '10.0.0.0/24' }] }
const prefix = { [interests]: [{ prefix: 'bas' }] }
const suffix = { [interests]: [{ suffix: 'ball' }] }
const equal = { price_usd: [{ numeric: ['=', 301.5] }] }
const notNumbers = { price: [{ 'anything-but': [100, 500] }] }
const range = { price_usd: [{ numeric: ['>', 0, '<=', 150] }] }
const negative = { price_usd: [{ numeric: ['<', 0] }] }

const attributeRows: Row[] = [
  [strings, exact, interests, text('rugby'), true],
  [strings, exact, interests, text('tennis'), true],
  [strings, exact, interests, list('rugby', 'tennis'), true],
  [strings, exact, interests, text('baseball'), false],
  [strings, exact, interests, list('baseball'), false],
  [strings, not, interests, text('baseball'), true],
  [strings, not, interests, text('football'), true],
  [strings, not, interests, list('rugby', 'baseball'), true],
  [strings, not, interests, text('rugby'), false],
  [strings, notPrefix, 'event', text('data-entry'), true],
  [strings, notPrefix, 'event', text('order_number'), true],
  [strings, notPrefix, 'event', text('order-cancelled'), false],
  [strings, ignoreCase, interests, text('TENNIS'), true],
  [strings, ignoreCase, interests, text('Tennis'), true],
  [strings, cidr, 'source_ip', text('10.0.0.0'), true],
  [strings, cidr, 'source_ip', text('10.0.0.255'), true],
  [strings, cidr, 'source_ip', text('10.1.1.0'), false],
  [strings, prefix, interests, text('baseball'), true],
  [strings, prefix, interests, text('basketball'), true],
  [strings, prefix, interests, text('rugby'), false],
  [strings, suffix, interests, text('baseball'), true],
  [strings, suffix, interests, text('basketball'), true],
  [strings, suffix, interests, text('rugby'), false],
  [numbers, equal, 'price_usd', number('301.5'), true],
  [numbers, equal, 'price_usd', number('3.015e2'), true],
  [numbers, notNumbers, 'price', number('101'), true],
  [numbers, notNumbers, 'price', number('100.1'), true],
  [numbers, notNumbers, 'price', { type: 'Number.Array', value: '[100, 50]' }, true],
  [numbers, notNumbers, 'price', number('100'), false],
  [numbers, negative, 'price_usd', number('-0.5'), true],
  [numbers, range, 'price_usd', number('150'), true],
  [numbers, range, 'price_usd', number('0'), false],
  [keys, { store: [{ exists: true }] }, 'store', text('fans'), true],
  [keys, { store: [{ exists: false }] }, 'store', text('fans'), false],
  [keys, { store: [{ exists: false }] }, 'other', text('fans'), true],
  [keys, { store: [{ exists: true }] }, 'other', text('fans'), false],
]

describe('an example of the guide, by attributes', () => {
  it.each(attributeRows)('%s %j, %s %j: %s', (_source, policy, key, value, passes) => {
    const parsed = parsePolicy(JSON.stringify(policy), 'MessageAttributes')
    expect(parsed.policy).toBeDefined()
    if (parsed.policy === undefined) return
    expect(decide(parsed.policy, { body: '', attributes: { [key]: value } })).toBe(passes)
  })
})

const orPolicy = {
  source: ['aws.cloudwatch'],
  $or: [{ metricName: ['CPUUtilization'] }, { namespace: ['AWS/EC2'] }],
}
const reservedOr = { source: ['aws.cloudwatch'], $or: [{ numeric: [123] }, { prefix: ['abc'] }] }

const bodyRows: [source: string, policy: object, body: object, passes: boolean][] = [
  [strings, exact, { [interests]: 'rugby' }, true],
  [strings, exact, { [interests]: 'baseball' }, false],
  [strings, not, { [interests]: ['rugby', 'baseball'] }, true],
  [strings, not, { [interests]: ['rugby'] }, false],
  [numbers, equal, { price_usd: 301.5 }, true],
  [numbers, notNumbers, { price: [100, 50] }, true],
  [numbers, notNumbers, { price: 100 }, false],
  [andOr, { a: ['rugby'], b: [{ numeric: ['>', 100] }] }, { a: 'rugby', b: 101 }, true],
  [andOr, { a: ['rugby'], b: [{ numeric: ['>', 100] }] }, { a: 'rugby', b: 100 }, false],
  [andOr, orPolicy, { source: 'aws.cloudwatch', metricName: 'CPUUtilization' }, true],
  [andOr, orPolicy, { source: 'aws.cloudwatch', namespace: 'AWS/EC2' }, true],
  [andOr, orPolicy, { source: 'aws.cloudwatch', namespace: 'AWS/S3' }, false],
  [andOr, orPolicy, { source: 'aws.sqs', namespace: 'AWS/EC2' }, false],
]

describe('an example of the guide, by body', () => {
  it.each(bodyRows)('%s %j, %j: %s', (_source, policy, body, passes) => {
    const parsed = parsePolicy(JSON.stringify(policy), 'MessageBody')
    expect(parsed.policy).toBeDefined()
    if (parsed.policy === undefined) return
    expect(decide(parsed.policy, { body: JSON.stringify(body), attributes: {} })).toBe(passes)
  })

  it('with operators for keys is no $or, but asks for an attribute of that name', () => {
    const { findings } = parsePolicy(JSON.stringify(reservedOr), 'MessageBody')
    expect(findings.map(({ rule }) => rule)).toContain('or-is-a-key')
  })
})
