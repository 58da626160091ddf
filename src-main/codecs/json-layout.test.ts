import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonLayout } from './json-layout.ts'

const layOut = (text: string): string => findJsonLayout(text) ?? 'undefined'

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 })

/** A string's source: raw characters and every kind of escape, lone surrogates among them. */
const stringSource = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\\"',
        '\\\\',
        '\\/',
        '\\b',
        '\\n',
        '\\u0000',
        '\\ud83d',
        '\\uDE00',
        '\\u00e9',
      ),
      fc.constantFrom('{', '}', '[', ']', ':', ',', ' ', '\u2028', '주', '😀', "'", '/*'),
      fc.string().map((text) => JSON.stringify(text).slice(1, -1)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => `"${parts.join('')}"`)

const numberSource = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1e400', '-1E+2', '0.10', '12345678901234567890', '1e-07'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
)

/** The tokens of any JSON text; what is between them is free. */
const tokens = fc.letrec<{ value: string[]; array: string[]; object: string[]; leaf: string[] }>(
  (tie) => ({
    leaf: fc
      .oneof(stringSource, numberSource, fc.constantFrom('true', 'false', 'null'))
      .map((source) => [source]),
    array: fc
      .array(tie('value'), { maxLength: 4 })
      .map((items) => [
        '[',
        ...items.flatMap((item, at) => (at === 0 ? item : [',', ...item])),
        ']',
      ]),
    object: fc
      .array(fc.tuple(fc.oneof(stringSource, fc.constant('"same"')), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => [
        '{',
        ...entries.flatMap(([key, item], at) => [...(at === 0 ? [] : [',']), key, ':', ...item]),
        '}',
      ]),
    value: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('array'), tie('object')),
  }),
).value

interface Source {
  tokens: string[]
  text: string
}

const source: fc.Arbitrary<Source> = tokens.chain((list) =>
  fc.array(space, { minLength: list.length + 1, maxLength: list.length + 1 }).map((spaces) => ({
    tokens: list,
    text: list.map((token, at) => `${spaces[at] ?? ''}${token}`).join('') + (spaces.at(-1) ?? ''),
  })),
)

/** Tokens by a pattern of their own, so that the layout is not judged by its own scanner. */
function tokensOf(text: string): string[] {
  return text.match(/"(?:\\.|[^"\\])*"|[{}[\]:,]|[^\s{}[\]:,"]+/gu) ?? []
}

describe('any JSON text, laid out', () => {
  it('means the same', () => {
    fc.assert(
      fc.property(source, ({ text }) => {
        expect(JSON.parse(layOut(text))).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  it('has the very same tokens in the same order', () => {
    fc.assert(
      fc.property(source, ({ text, tokens: expected }) => {
        expect(tokensOf(layOut(text))).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('stays as it is when laid out again', () => {
    fc.assert(
      fc.property(source, ({ text }) => {
        const once = layOut(text)
        expect(layOut(once)).toBe(once)
      }),
    )
  })

  it('looks like JSON.stringify where that loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(layOut(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })
})

it('keeps what parsing and printing would change', () => {
  const text =
    '{"id":12345678901234567890,"price":1.0,"a":1,"a":2,"s":"\\u00e9\\ud83d\\/","big":1e400}'
  expect(layOut(text)).toBe(
    [
      '{',
      '  "id": 12345678901234567890,',
      '  "price": 1.0,',
      '  "a": 1,',
      '  "a": 2,',
      '  "s": "\\u00e9\\ud83d\\/",',
      '  "big": 1e400',
      '}',
    ].join('\n'),
  )
})

it('keeps empty brackets on their line, and takes another indent', () => {
  expect(findJsonLayout('[ { } ,[\n]]', { indent: '\t' })).toBe('[\n\t{},\n\t[]\n]')
})

it('stops as soon as it has grown past the limit', () => {
  const text = '[1,2]'
  const length = layOut(text).length
  expect(findJsonLayout(text, { maxCharacters: length })).toBe(layOut(text))
  expect(findJsonLayout(text, { maxCharacters: length - 1 })).toBeUndefined()
})
