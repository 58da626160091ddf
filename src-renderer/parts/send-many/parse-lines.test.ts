import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageAttribute, MessageRules, Outgoing } from '#contract'
import { parseLines, toLines } from './parse-lines.ts'

const rules: MessageRules = {
  type: 'standard',
  maximumMessageBytes: 1_024,
  contentBasedDeduplication: undefined,
}
const entriesOf = (text: string) => parseLines(text, { rules, kind: 'queue' }).entries
const problemsOf = (text: string) =>
  parseLines(text, { rules, kind: 'queue' }).problems.map(({ line, key }) => [line, key])

describe('a line', () => {
  it.each<[string, Outgoing]>([
    ['plain text', { body: 'plain text' }],
    ['{"order":12345678901234567890}', { body: '{"order":12345678901234567890}' }],
    ['{"body":{"nested":true}}', { body: '{"body":{"nested":true}}' }],
    ['"a text"', { body: '"a text"' }],
    ['{"body":"x","delaySeconds":5}', { body: 'x', delaySeconds: 5 }],
    [
      '{"body":"x","attributes":{"a":"v","n":4.5,"b":{"type":"Binary.png","value":"AAH/"}}}',
      {
        body: 'x',
        attributes: [
          { name: 'a', dataType: 'String', value: 'v', encoding: 'text' },
          { name: 'n', dataType: 'Number', value: '4.5', encoding: 'text' },
          { name: 'b', dataType: 'Binary.png', value: 'AAH/', encoding: 'base64' },
        ],
      },
    ],
  ])('%s', (line, message) => {
    expect(entriesOf(line)).toEqual([message])
  })

  it.each<[string, string]>([
    ['{"body":"x","delay":5}', 'unknownPart'],
    ['{"body":"x","constructor":5}', 'unknownPart'],
    ['{"body":"x","groupId":5}', 'partType'],
    ['{"body":"x","attributes":[]}', 'partType'],
    ['{"body":"x","delaySeconds":901}', 'delayRange'],
    ['{"body":""}', 'bodyEmpty'],
    ['{"body":"x","deduplicationId":"d"}', 'deduplicationOnStandard'],
    ['x'.repeat(1_025), 'tooLarge'],
  ])('%s is refused: %s', (line, key) => {
    expect(problemsOf(`ok\n\n${line}\nok`)).toEqual([[3, key]])
  })
})

it('takes line ends of either kind, a byte order mark and empty lines', () => {
  expect(entriesOf('\uFEFFa\r\n\r\n  \nb\n').map(({ body }) => body)).toEqual(['a', 'b'])
})

it('says when there are more than one send takes', () => {
  expect(problemsOf('a\n'.repeat(10_001))).toEqual([[0, 'tooMany']])
})

it('reads back what was copied', () => {
  const text = fc.stringMatching(/^[\x20-\x7e\t\r\n]{1,20}$/)
  const message = fc.record(
    {
      body: text,
      delaySeconds: fc.nat({ max: 900 }),
      groupId: fc.stringMatching(/^[!-~]{1,8}$/),
      attributes: fc.constant<MessageAttribute[]>([
        { name: 'n', dataType: 'Number.int', value: '1', encoding: 'text' },
        { name: '__proto__', dataType: 'String', value: 'p', encoding: 'text' },
      ]),
    },
    { requiredKeys: ['body'] },
  )
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      expect(entriesOf(toLines(messages))).toEqual(messages)
    }),
  )
})

describe('a line for a topic', () => {
  const parse = (line: string) => parseLines(line, { rules, kind: 'topic' })

  it('knows subject and a text for each protocol', () => {
    const whole = { body: '{"default":"x"}', subject: 'Paid', isPerProtocol: true }
    expect(parse(JSON.stringify(whole)).entries).toEqual([whole])
    expect(parse(toLines([whole])).entries).toEqual([whole])
  })

  it.each([
    ['{"body":"x","delaySeconds":5}', 'delayOnTopic'],
    ['{"body":"x","subject":5}', 'partType'],
    ['{"body":"x","subject":"two\\nlines"}', 'subjectInvalid'],
    ['{"body":"x","isPerProtocol":"json"}', 'partType'],
    ['{"body":"{}","isPerProtocol":true}', 'defaultMissing'],
    ['{"body":"x","groupid":"g"}', 'unknownPart'],
  ])('%s is refused: %s', (line, key) => {
    expect(parse(`ok\n${line}`).problems).toMatchObject([{ line: 2, key }])
  })

  it('names the parts that it may have, and a queue those of its own', () => {
    expect(parse('{"body":"x","other":1}').problems[0]?.params['parts']).toBe(
      'body, attributes, groupId, deduplicationId, subject, isPerProtocol',
    )
    const [problem] = parseLines('{"body":"x","subject":"s"}', { rules, kind: 'queue' }).problems
    expect(problem).toMatchObject({ key: 'unknownPart', params: { part: 'subject' } })
  })
})

describe('a line for a stream', () => {
  const record = { maximumRecordBytes: 1_024, distribution: 'by-key' as const }
  const parse = (line: string, partitionKey = '') =>
    parseLines(line, { rules: { ...rules, record }, kind: 'stream', partitionKey })

  it('knows both keys and bytes, and takes the key of the form where it says none', () => {
    const line = '{"body":"AAEC","isBase64":true,"partitionKey":"a","explicitHashKey":"12"}'
    expect(parse(`${line}\n{"page":"/start"}`, 'user-7').entries).toEqual([
      { body: 'AAEC', isBase64: true, partitionKey: 'a', explicitHashKey: '12' },
      { body: '{"page":"/start"}', partitionKey: 'user-7' },
    ])
  })

  it.each([
    ['data alone', 'keyMissing'],
    ['{"body":"x","isBase64":true,"partitionKey":"a"}', 'notBase64'],
    ['{"body":"x","isBase64":"yes"}', 'partType'],
    ['{"body":"x","delaySeconds":5}', 'unknownPart'],
  ])('%s: %s', (line, key) => {
    expect(parse(line).problems).toMatchObject([{ line: 1, key }])
  })
})
