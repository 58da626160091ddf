import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDecoded } from './decode.ts'

const mib = 1024 * 1024

/** Any UTF-16 unit, halves of characters among them. */
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))

describe('a body that is a JSON document', () => {
  it('is laid out, and says by which decoder', () => {
    expect(findDecoded('{"a":[1]}')).toEqual({
      chain: [{ step: 'json', state: 'on', bytes: 9 }],
      text: '{\n  "a": [\n    1\n  ]\n}',
      language: 'json',
      envelopes: [],
    })
  })

  it.each(['  \n{"a":1}\t', '[]', '{}'])('may have space around it or be empty: %j', (body) => {
    expect(findDecoded(body)).toBeDefined()
  })

  it('is laid out down to 200 levels, and left as it is below that', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(findDecoded(nested(200))).toBeDefined()
    expect(findDecoded(nested(202))).toBeUndefined()
  })
})

describe('a body that is not', () => {
  it.each([
    ['empty', ''],
    ['only space', ' \n '],
    ['a bare number', '12345678901234567890'],
    ['a bare word', 'true'],
    ['a bare string', '"text"'],
    ['words in brackets', '[not json]'],
    ['cut in the middle', '{"a":[1,2'],
    ['two documents', '{}{}'],
    ['JavaScript', "{a: 'b'}"],
    ['a comment', '{} // no'],
    ['a string that does not end', '{"a":"'],
    ['a byte order mark before it', '\uFEFF{}'],
    ['a space that JSON does not know', '\u00A0{}'],
  ])('(%s) is left as it is', (_what, body) => {
    expect(findDecoded(body)).toBeUndefined()
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyUnit }),
        fc.constantFrom('', '{', '[', '{"'),
        (text, head) => {
          const decoded = findDecoded(head + text)
          if (decoded?.language === 'json')
            expect(JSON.parse(decoded.text)).toEqual(JSON.parse(head + text))
        },
      ),
    )
  })
})

describe('a hostile body', () => {
  it.each([
    ['brackets without end', '['.repeat(mib)],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100,000 objects in each other', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ])('(%s) is left as it is', (_what, body) => {
    expect(findDecoded(body)).toBeUndefined()
  })

  it('cannot make its layout many times its own size', () => {
    // 199 levels around 500,000 numbers: each on a line of its own with 400 spaces before it would be 200 MB.
    const body = '['.repeat(199) + '1,'.repeat(mib / 2 - 400) + '1' + ']'.repeat(199)
    const size = findDecoded(body)?.text.length ?? 0
    expect(size).toBeLessThanOrEqual(8 * mib)
  })

  it('of 1 MiB on one line is laid out, with a size that grows as the body does', () => {
    const line = (bytes: number): string => `{"a":[${'{"k":"v"},'.repeat(bytes / 10)}0]}`
    const small = findDecoded(line(mib / 8))?.text.length ?? 0
    const large = findDecoded(line(mib))?.text.length ?? 0
    expect(small).toBeGreaterThan(mib / 8)
    expect(large / small).toBeCloseTo(8, 1)
  })
})
