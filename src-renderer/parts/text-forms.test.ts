import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBase64Bytes, hexDump } from './hex-dump.ts'
import { formatJson, jsonHint } from './json-hint.ts'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('spells out what would be unseen or turn the line round', () => {
    expect(visibleText('a\r\nb\tc\u0000\u202ed\u200be\u{e0041}')).toBe(
      'a↵b⇥c␀⟨U+202E⟩d⟨U+200B⟩e⟨U+E0041⟩',
    )
  })

  it('leaves every other text alone', () => {
    expect(visibleText('주문 o-7919: “ok” 😀')).toBe('주문 o-7919: “ok” 😀')
  })
})

describe('formatJson', () => {
  it('changes white space only', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(formatJson(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('keeps numbers and repeated keys as they were written', () => {
    expect(formatJson('{"n":12345678901234567890,"n":1.0,"e":{},"l":[1,[]]}')).toBe(
      '{\n  "n": 12345678901234567890,\n  "n": 1.0,\n  "e": {},\n  "l": [\n    1,\n    []\n  ]\n}',
    )
  })
})

describe('jsonHint', () => {
  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['{"a":1}', 'valid'],
    ['{"a":1,}', 'invalid'],
  ])('says of %j: %s', (text, state) => {
    expect(jsonHint(text).state).toBe(state)
  })
})

describe('hexDump', () => {
  it('shows offset, bytes and their ASCII', () => {
    const bytes = new TextEncoder().encode('{"order":"한"}')
    expect(hexDump(bytes)).toBe(
      '00000000  7b 22 6f 72 64 65 72 22  3a 22 ed 95 9c 22 7d     {"order":"..."}',
    )
  })

  it('gives no bytes for what is not base64', () => {
    expect(findBase64Bytes('AAH/')).toEqual(new Uint8Array([0, 1, 255]))
    expect(findBase64Bytes('§')).toBeUndefined()
  })
})
