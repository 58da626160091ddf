import { expect, it } from 'vitest'
import { sortedJson } from './sorted-json.ts'

const laidOut = (lines: readonly string[]): string => lines.join('\n')

it('puts the keys of each object in order, and leaves lists, digits and repeated keys alone', () => {
  const text = laidOut([
    '{',
    '  "z": 1.10,',
    '  "list": [',
    '    "b: \\": 1",',
    '    {',
    '      "y": {},',
    '      "x": 12345678901234567890',
    '    },',
    '    "a"',
    '  ],',
    '  "a": 2,',
    '  "a": 1',
    '}',
  ])
  expect(sortedJson(text)).toBe(
    laidOut([
      '{',
      '  "a": 2,',
      '  "a": 1,',
      '  "list": [',
      '    "b: \\": 1",',
      '    {',
      '      "x": 12345678901234567890,',
      '      "y": {}',
      '    },',
      '    "a"',
      '  ],',
      '  "z": 1.10',
      '}',
    ]),
  )
})

it('says of every laid-out value the same as before', () => {
  const value = { b: [[], {}, [1, [2]]], a: { d: null, c: 'x, "y": {' }, '': [{ b: 1, a: '}' }] }
  const sorted = sortedJson(JSON.stringify(value, undefined, 2))
  expect(JSON.parse(sorted)).toEqual(value)
  expect(Object.keys(JSON.parse(sorted) as object)).toEqual(['', 'a', 'b']) // an object, as it went in
})

it('leaves what is no object, or not laid out, as it is', () => {
  for (const text of ['', '1', '"a"', '{"b":1,"a":2}', '[]']) expect(sortedJson(text)).toBe(text)
})
