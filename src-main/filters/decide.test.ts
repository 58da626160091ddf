import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from './decide.ts'
import { explain } from './explain.ts'
import type { FilterMessage } from './filter-message.ts'
import type { FilterPolicy } from './filter-policy.ts'
import { changeOf, matrixOf } from './matrix.ts'
import { parsePolicy } from './parse-policy.ts'

function policyOf(policy: unknown, scope: FilterPolicy['scope'] = 'MessageBody'): FilterPolicy {
  const parsed = parsePolicy(JSON.stringify(policy), scope)
  if (parsed.policy === undefined) throw new Error(JSON.stringify(parsed.findings))
  return parsed.policy
}

function withBody(body: unknown): FilterMessage {
  return { body: JSON.stringify(body), attributes: {} }
}

const values = fc.oneof(fc.constantFrom('a', 'b', 'ab', 'B', '1'), fc.integer({ min: -3, max: 3 }))
const bodyValues = fc.oneof(
  values,
  fc.boolean(),
  fc.constant(null),
  fc.array(values, { maxLength: 3 }),
)
const bodies = fc.dictionary(fc.constantFrom('x', 'y', 'z'), bodyValues)
const conditions = fc.oneof(
  values,
  fc.constantFrom(
    { exists: true },
    { exists: false },
    { prefix: 'a' },
    { suffix: 'b' },
    { 'equals-ignore-case': 'b' },
    { 'anything-but': ['a', 'b'] },
    { 'anything-but': { prefix: 'a' } },
    { numeric: ['>', -1, '<=', 2] },
    { numeric: ['=', 1] },
  ),
  fc.boolean(),
  fc.constant(null),
)
const policies = fc.dictionary(
  fc.constantFrom('x', 'y', 'z'),
  fc.array(conditions, { minLength: 1, maxLength: 2 }),
  { minKeys: 1 },
)

describe('a decision', () => {
  it('does not depend on the order of keys, nor of a key’s values', () => {
    fc.assert(
      fc.property(policies, bodies, (policy, body) => {
        const turned = Object.fromEntries(
          Object.entries(policy)
            .reverse()
            .map(([key, list]) => [key, [...list].reverse()]),
        )
        expect(decide(policyOf(turned), withBody(body))).toBe(
          decide(policyOf(policy), withBody(body)),
        )
      }),
    )
  })

  it('is the AND of its keys and the OR of a key’s values', () => {
    fc.assert(
      fc.property(policies, bodies, (policy, body) => {
        const parts = Object.entries(policy).map(([key, list]) =>
          list.some((value) => decide(policyOf({ [key]: [value] }), withBody(body))),
        )
        expect(decide(policyOf(policy), withBody(body))).toBe(parts.every(Boolean))
      }),
    )
  })

  it('of an $or is that any alternative passes', () => {
    fc.assert(
      fc.property(policies, policies, bodies, (one, other, body) => {
        const either =
          decide(policyOf(one), withBody(body)) || decide(policyOf(other), withBody(body))
        expect(decide(policyOf({ $or: [one, other] }), withBody(body))).toBe(either)
      }),
    )
  })

  it('is what its explanation says', () => {
    fc.assert(
      fc.property(policies, policies, bodies, (one, other, body) => {
        const policy = policyOf({ ...one, $or: [other, { q: { r: ['a'] } }] })
        const { passed, lines } = explain(policy, withBody(body))
        expect(passed).toBe(decide(policy, withBody(body)))
        const top = lines.filter(({ depth }) => depth === 0)
        expect(top.every((line) => line.passed)).toBe(passed)
      }),
    )
  })

  it('that one value exists is the contrary of that it does not, but for null, which is neither', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const is = decide(policyOf({ x: [{ exists: true }] }), withBody(body))
        const isNot = decide(policyOf({ x: [{ exists: false }] }), withBody(body))
        expect(isNot).toBe(body['x'] !== null && !is)
      }),
    )
  })
})

const message = withBody({
  event: 'paid',
  empty: null,
  blank: '',
  order: { weight: 12, tags: ['a', 'b'] },
  lines: [
    { sku: 'mug', count: 1 },
    { sku: 'tea', count: 5 },
  ],
})

describe('a body', () => {
  it.each([
    [{ order: { weight: [{ numeric: ['<=', 20] }] } }, true],
    [{ order: { weight: [{ numeric: ['>', 20] }] } }, false],
    [{ order: { tags: ['b'] } }, true],
    [{ lines: { sku: ['tea'] } }, true],
    // Both of one line of the order, not one of each.
    [{ lines: { sku: ['mug'], count: [5] } }, false],
    [{ lines: { sku: ['tea'], count: [5] } }, true],
    [{ order: [{ exists: true }] }, false],
    [{ empty: [{ exists: true }] }, false],
    [{ empty: [{ exists: false }] }, false],
    [{ blank: [{ exists: true }] }, false],
    [{ blank: [''] }, true],
    [{ empty: [null] }, true],
    [{ nothing: { here: [{ exists: false }] } }, true],
    [{ nothing: { here: ['x'] } }, false],
    [{ toString: [{ exists: true }] }, false],
    [{ event: [null] }, false],
  ])('under %j: %s', (policy, passes) => {
    expect(decide(policyOf(policy), message)).toBe(passes)
  })

  it.each(['not JSON', '[]', '"text"', 'null', ''])('%j passes no filter', (body) => {
    const policy = policyOf({ a: [{ exists: false }] })
    expect(decide(policy, { body, attributes: {} })).toBe(false)
    expect(explain(policy, { body, attributes: {} }).reason).toBe('body-not-json')
  })
})

describe('attributes', () => {
  const attributes = {
    event: { type: 'String', value: 'Paid' },
    total: { type: 'Number', value: '100.000001' },
    picture: { type: 'Binary', value: 'AAAA' },
    tags: { type: 'String.Array', value: '["a", 1, true, null]' },
    broken: { type: 'String.Array', value: 'a, b' },
    words: { type: 'Number', value: 'many' },
    address: { type: 'String', value: '10.0.0.7' },
    textNumber: { type: 'String', value: '100' },
  }
  it.each([
    [{ event: ['Paid'] }, true],
    [{ event: ['paid'] }, false],
    // Five decimals count.
    [{ total: [100] }, true],
    [{ total: ['100'] }, false],
    [{ textNumber: [100] }, false],
    [{ textNumber: [{ numeric: ['=', 100] }] }, false],
    [{ picture: [{ exists: true }] }, false],
    [{ tags: [true] }, true],
    [{ tags: [null] }, true],
    [{ tags: [1] }, true],
    [{ broken: [{ exists: true }] }, false],
    [{ words: [{ exists: true }] }, false],
    [{ constructor: [{ exists: false }] }, true],
    [{ address: [{ cidr: '10.0.0.0/8' }] }, true],
    [{ address: [{ cidr: '::/64' }] }, false],
  ])('under %j: %s', (policy, passes) => {
    const scoped = policyOf(policy, 'MessageAttributes')
    expect(decide(scoped, { body: '', attributes })).toBe(passes)
  })

  it('none of which SNS compares pass no filter, and the explanation says why', () => {
    const absence = policyOf({ x: [{ exists: false }] }, 'MessageAttributes')
    const { picture } = attributes
    for (const message of [
      { body: '', attributes: {} },
      { body: '', attributes: { picture } },
    ]) {
      expect(decide(absence, message)).toBe(false)
      expect(explain(absence, message)).toMatchObject({ passed: false, reason: 'no-attributes' })
      const wants = policyOf({ x: ['a'] }, 'MessageAttributes')
      expect(explain(wants, message)).toMatchObject({ passed: false, reason: 'compared' })
    }
  })

  it('that miss by their case, type or place say so', () => {
    const lines = (policy: unknown) =>
      explain(policyOf(policy, 'MessageAttributes'), { body: '{"kind":"x"}', attributes })
    expect(lines({ event: ['paid'] }).lines[0]).toMatchObject({
      passed: false,
      seen: { kind: 'leaf', value: 'Paid' },
      conditions: [{ passed: false, nearMiss: 'case' }],
    })
    expect(lines({ textNumber: [100] }).lines[0]).toMatchObject({
      conditions: [{ nearMiss: 'type' }],
    })
    expect(lines({ kind: ['x'] })).toMatchObject({ passed: false, elsewhere: ['kind'] })
  })

  it.each([
    [{ textNumber: [{ numeric: ['<=', 100] }] }, 'type'],
    // Not even as a number.
    [{ textNumber: [{ numeric: ['>', 100] }] }, undefined],
    [{ event: [{ prefix: 'pa' }] }, 'case'],
    [{ event: [{ prefix: 'pu' }] }, undefined],
    [{ event: ['paid '] }, undefined],
    [{ tags: ['A'] }, 'case'],
    [{ tags: ['true'] }, 'type'],
  ])('under %j nearly pass by %s', (policy, nearMiss) => {
    const { lines } = explain(policyOf(policy, 'MessageAttributes'), { body: '', attributes })
    const [line] = lines
    expect(line?.kind === 'key' && line.conditions[0]?.nearMiss).toBe(nearMiss)
  })

  it('with a list of which only some values are excluded leave a doubt', () => {
    const policy = policyOf({ tags: [{ 'anything-but': ['a'] }] }, 'MessageAttributes')
    expect(explain(policy, { body: '', attributes }).lines[0]).toMatchObject({
      passed: true,
      doubt: 'mixed-list',
    })
  })
})

describe('a changed policy', () => {
  const messages = ['a', 'b', 'c'].map((x) => withBody({ x }))

  it('loses and gains messages', async () => {
    const policies = { before: policyOf({ x: ['a', 'b'] }), after: policyOf({ x: ['b', 'c'] }) }
    const change = await changeOf(policies, messages)
    expect(change).toEqual({ lost: [0], gained: [2], passing: 2 })
  })

  it('stands in the matrix as a row', async () => {
    const rows = await matrixOf([policyOf({ x: ['a'] }), policyOf({})], messages)
    expect(rows).toEqual([
      [true, false, false],
      [true, true, true],
    ])
  })
})
