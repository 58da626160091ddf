import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterRules } from './filter-findings.ts'
import type { FilterRule } from './filter-findings.ts'
import { parsePolicy } from './parse-policy.ts'

const long = JSON.stringify({ a: ['x'.repeat(256 * 1024)] })
const deep = `${'{"a":'.repeat(80)}["x"]${'}'.repeat(80)}`

const broken: [FilterRule, string, 'MessageAttributes' | 'MessageBody'][] = [
  ['not-json', '{"a":', 'MessageBody'],
  ['not-an-object', '["a"]', 'MessageBody'],
  ['not-utf8', '{"a":["\ud800"]}', 'MessageBody'],
  ['too-long', long, 'MessageBody'],
  ['too-deep', deep, 'MessageBody'],
  ['too-deep', `${'{"$or":['.repeat(9000)}{"a":[1]}${',{"b":[2]}]}'.repeat(9000)}`, 'MessageBody'],
  ['repeated-key', '{"a":["x"],"b":{"a":[1]},"a":["y"]}', 'MessageBody'],
  ['too-many-keys', '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}', 'MessageBody'],
  ['nested-in-attributes', '{"a":{"b":["x"]}}', 'MessageAttributes'],
  ['not-a-list', '{"a":"x"}', 'MessageAttributes'],
  ['empty-list', '{"a":[]}', 'MessageAttributes'],
  ['empty-object', '{"a":{}}', 'MessageBody'],
  ['bad-value', '{"a":[["x"]]}', 'MessageBody'],
  ['unknown-operator', '{"a":[{"contains":"x"}]}', 'MessageBody'],
  ['eventbridge-operator', '{"a":[{"wildcard":"x*"}]}', 'MessageBody'],
  ['one-operator', '{"a":[{"prefix":"x","suffix":"y"}]}', 'MessageBody'],
  ['one-operator', '{"a":[{}]}', 'MessageBody'],
  ['bad-operand', '{"a":[{"prefix":1}]}', 'MessageBody'],
  ['bad-operand', '{"a":[{"exists":"yes"}]}', 'MessageBody'],
  ['bad-operand', '{"a":[{"anything-but":[null]}]}', 'MessageBody'],
  ['bad-operand', '{"a":[{"anything-but":{"wildcard":"x"}}]}', 'MessageBody'],
  ['bad-numeric', '{"a":[{"numeric":["~",1]}]}', 'MessageBody'],
  ['bad-numeric', '{"a":[{"numeric":[">","1"]}]}', 'MessageBody'],
  ['bad-numeric', '{"a":[{"numeric":[">",1,"=",2]}]}', 'MessageBody'],
  ['bad-numeric', '{"a":[{"numeric":5}]}', 'MessageBody'],
  ['empty-range', '{"a":[{"numeric":[">",5,"<",1]}]}', 'MessageBody'],
  ['empty-range', '{"a":[{"numeric":[">",5,"<=",5]}]}', 'MessageBody'],
  ['number-out-of-range', '{"a":[1000000001]}', 'MessageBody'],
  ['number-too-precise', '{"a":[{"numeric":["=",0.000001]}]}', 'MessageBody'],
  ['bad-cidr', '{"a":[{"cidr":"10.0.0.0/33"}]}', 'MessageBody'],
  ['bad-cidr', '{"a":[{"cidr":"shop"}]}', 'MessageBody'],
  ['or-is-a-key', '{"$or":[{"a":[1]}]}', 'MessageBody'],
  ['escape-twice', '{"a":["say \\"hi\\""]}', 'MessageAttributes'],
  ['suffix-unlisted', '{"a":[{"anything-but":{"suffix":"x"}}]}', 'MessageBody'],
  ['list-of-one-type', '{"a":[{"anything-but":["x",1]}]}', 'MessageBody'],
]

describe('the linter', () => {
  it.each(broken)('says %s of %.60s', (rule, text, scope) => {
    const { policy, findings } = parsePolicy(text, scope)
    expect(findings.map((finding) => finding.rule)).toContain(rule)
    expect(policy === undefined).toBe(
      filterRules[rule].severity === 'error' || rule === 'or-is-a-key',
    )
  })

  it('has an example for every rule', () => {
    const shown = new Set([...broken.map(([rule]) => rule), 'too-many-combinations'])
    expect(Object.keys(filterRules).filter((rule) => !shown.has(rule))).toEqual([])
  })

  it.each([
    // https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html: 3 x 1 x 2 = 6
    [{ a: [1, 2, 3], b: [1], c: [1, 2] }, 'MessageAttributes', undefined],
    // The same page, of a body: 3 x 4 x 2 x 3 x 1 x 3 = 216, by the depth of each list.
    [{ a: { b: { c: [1, 2, 3, 4] } }, d: { e: [1, 2, 3] }, f: [1, 2, 3] }, 'MessageBody', 216],
    [{ a: Array.from({ length: 151 }, (_, i) => i) }, 'MessageAttributes', 151],
    [{ a: Array.from({ length: 150 }, (_, i) => i) }, 'MessageAttributes', undefined],
  ] as const)('counts the combinations of %j', (policy, scope, combinations) => {
    const { findings } = parsePolicy(JSON.stringify(policy), scope)
    const finding = findings.find(({ rule }) => rule === 'too-many-combinations')
    expect(finding?.params['combinations']).toBe(combinations)
  })

  it('says where: the keys that lead there', () => {
    const { findings } = parsePolicy('{"a":{"b":[{"near":1}]}}', 'MessageBody')
    expect(findings).toEqual([
      { rule: 'unknown-operator', path: ['a', 'b'], params: { operator: 'near' } },
    ])
  })

  it('says of a repeated key where it stands, and takes what is in a text for no key', () => {
    const { findings } = parsePolicy(
      '{"b":{"c":["x"],"\\u0063":["y: {\\"b\\":"]},"c":["b"],"$or":[{"d":[1]},{"d":[1],"d":[2]}]}',
      'MessageBody',
    )
    expect(findings).toEqual([
      { rule: 'repeated-key', path: ['b', 'c'], params: {} },
      { rule: 'repeated-key', path: ['$or', 'd'], params: {} },
    ])
  })

  it.each(['', '  ', '{}'])('takes %j for no filter', (text) => {
    expect(parsePolicy(text, 'MessageBody')).toEqual({
      policy: { scope: 'MessageBody', demands: [] },
      findings: [],
    })
  })

  it('never throws, whatever the text', () => {
    const scopes = fc.constantFrom('MessageAttributes' as const, 'MessageBody' as const)
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(texts, scopes, (text, scope) => {
        const { policy, findings } = parsePolicy(text, scope)
        const isRefused = findings.some(({ rule }) => filterRules[rule].severity === 'error')
        expect(policy === undefined).toBe(isRefused)
      }),
    )
  })
})
