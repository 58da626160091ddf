import { describe, expect, it } from 'vitest'
import { contract } from '#contract'
import { filterHandlers } from './filter-handlers.ts'

const handlers = filterHandlers()
const scope = 'MessageBody'
const message = (body: unknown) => ({ body: JSON.stringify(body), attributes: [] })

describe('filter operations', () => {
  it('judge messages by policies, and leave out what SNS would refuse', async () => {
    const policies = [
      { id: 'one', text: '{"a":[1]}', scope } as const,
      { id: 'broken', text: '{"a":1}', scope } as const,
      { id: 'all', text: '', scope } as const,
    ]
    expect(
      await handlers['filters.judge']({ policies, messages: [message({ a: 1 }), message({})] }),
    ).toEqual({
      rows: [
        { id: 'one', passes: [true, false] },
        { id: 'broken' },
        { id: 'all', passes: [true, true] },
      ],
    })
  })

  it.each([
    ['{"a":{"b":{"c":["x"]}}}', { a: { b: { c: 'y' } } }, ['a', 'b', 'c']],
    ['{"z":["1"],"a":["x"]}', { z: '1' }, ['a']],
    ['{"a":{"b":["x"],"c":["y"]}}', { a: { b: 'x' } }, ['a', 'c']],
    // An alternative that failed beside one that passed kept nothing out.
    ['{"$or":[{"a":["x"]},{"b":["y"]}],"c":["z"]}', { b: 'y' }, ['c']],
    ['{"__proto__":["x"]}', {}, ['__proto__']],
  ])('say what kept one message out of %s', async (text, body, path) => {
    const policies = [{ id: 'one', text, scope } as const]
    const { rows } = await handlers['filters.judge']({ policies, messages: [message(body)] })
    expect(rows[0]).toMatchObject({ passes: [false], blocker: { kind: 'key', path } })
  })

  it('say that no alternative, no JSON or no attribute kept it out', async () => {
    const policies = [{ id: 'one', text: '{"$or":[{"a":[1]},{"b":[1]}]}', scope } as const]
    const absence = {
      id: 'two',
      text: '{"a":[{"exists":false}]}',
      scope: 'MessageAttributes',
    } as const
    const judge = async (body: string) => {
      const messages = [{ body, attributes: [] }]
      return handlers['filters.judge']({ policies: [...policies, absence], messages })
    }
    expect((await judge('{}')).rows).toMatchObject([
      { blocker: { kind: 'any' } },
      { passes: [false], blocker: { kind: 'no-attributes' } },
    ])
    expect((await judge('text')).rows[0]).toMatchObject({ blocker: { kind: 'body-not-json' } })
  })

  it('carry attributes of any name', async () => {
    const policies = [
      { id: 'one', text: '{"__proto__":["x"]}', scope: 'MessageAttributes' } as const,
    ]
    const attributes = [{ name: '__proto__', type: 'String', value: 'x' }]
    const { rows } = await handlers['filters.judge']({
      policies,
      messages: [{ body: '', attributes }],
    })
    expect(rows).toEqual([{ id: 'one', passes: [true] }])
  })

  it('end between two messages when nobody waits any more', async () => {
    const policies = [{ id: 'one', text: '', scope } as const]
    const messages = [message({}), message({})]
    const judging = handlers['filters.judge'](
      { policies, messages },
      { signal: AbortSignal.abort() },
    )
    await expect(judging).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('write each condition as it stands in a policy', () => {
    const text = JSON.stringify({
      a: [
        'x',
        1,
        null,
        { prefix: 'p' },
        { numeric: ['>', 1, '<', 3] },
        { 'anything-but': ['b'] },
        { 'anything-but': { prefix: 'q' } },
        { exists: false },
        { cidr: '10.0.0.0/8' },
      ],
    })
    const { explanation } = handlers['filters.explain']({
      policy: { text, scope },
      message: message({ a: 'z'.repeat(1000) }),
    })
    const [line] = explanation?.lines ?? []
    expect(line?.kind === 'key' && line.conditions.map((each) => each.text)).toEqual([
      '"x"',
      '1',
      'null',
      '{"prefix":"p"}',
      '{"numeric":[">",1,"<",3]}',
      '{"anything-but":["b"]}',
      '{"anything-but":{"prefix":["q"]}}',
      '{"exists":false}',
      '{"cidr":"10.0.0.0/8"}',
    ])
    expect(line?.kind === 'key' && line.seen).toEqual({ kind: 'leaf', value: 'z'.repeat(300) })
  })

  it('answer as the contract has it, every kind of line included', () => {
    const text = '{"a":{"b":[1]},"$or":[{"c":[1]},{"d":[{"anything-but":["x"]}]}],"e":[2]}'
    const answer = handlers['filters.explain']({
      policy: { text, scope },
      message: message({ a: { b: 1 }, d: ['x', 'y', {}], e: 'E' }),
    })
    // The schema of the contract, which answers are parsed with in tests.
    const schema = contract.filters.explain['~orpc'].outputSchema
    expect(schema?.['~standard'].validate(answer)).toMatchObject({ value: answer })
    expect(
      answer.explanation?.lines.map(({ kind, depth, passed }) => [kind, depth, passed]),
    ).toEqual([
      ['nested', 0, true],
      ['key', 1, true],
      ['any', 0, true],
      ['alternative', 1, false],
      ['key', 2, false],
      ['alternative', 1, true],
      ['key', 2, true],
      ['key', 0, false],
    ])
  })

  it('count what a policy uses of what SNS takes', () => {
    const text = '{"a":{"b":[1,2]},"$or":[{"c":[1]},{"d":[1,2]}],"e":[2]}'
    expect(handlers['filters.explain']({ policy: { text, scope } }).size).toEqual({
      keys: 4,
      keysMax: 5,
      combinations: 12,
      combinationsMax: 150,
    })
    expect(handlers['filters.explain']({ policy: { text: '{', scope } }).size).toBeUndefined()
  })

  it('name the page of the guide beside what the linter finds', () => {
    const { findings, isRefused, explanation } = handlers['filters.explain']({
      policy: { text: '{"a":[{"wildcard":"x*"}]}', scope },
      message: message({}),
    })
    expect(isRefused).toBe(true)
    expect(explanation).toBeUndefined()
    expect(findings).toMatchObject([
      { rule: 'eventbridge-operator', severity: 'error', path: ['a'] },
    ])
    expect(findings[0]?.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/sns\//)
  })

  it('compare an edited policy with the one before', async () => {
    const messages = [message({ a: 1 }), message({ a: 2 })]
    const before = { text: '{"a":[1]}', scope } as const
    const after = { text: '{"a":[2]}', scope } as const
    expect(await handlers['filters.compare']({ before, after, messages })).toEqual({
      findings: [],
      change: { lost: [0], gained: [1], passing: 1 },
    })
    const broken = { text: '{', scope } as const
    const { change } = await handlers['filters.compare']({ before, after: broken, messages })
    expect(change).toBeUndefined()
  })
})
