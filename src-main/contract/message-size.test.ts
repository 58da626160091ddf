import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { base64Bytes, messageBytes, utf8Bytes } from './message-size.ts'

describe('message size', () => {
  it('counts bytes, not characters', () => {
    expect(utf8Bytes('aé한😀')).toBe(1 + 2 + 3 + 4)
  })

  it('reckons base64 without decoding it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(base64Bytes(btoa(String.fromCharCode(...bytes)))).toBe(bytes.length)
      }),
    )
  })

  it('adds name, type and value of every attribute, binary ones by their bytes', () => {
    const attributes = [
      { name: 'naïve', dataType: 'String.x', value: '한', encoding: 'text' as const },
      { name: 'b', dataType: 'Binary', value: 'AAEC', encoding: 'base64' as const },
    ]
    expect(messageBytes('{}', attributes)).toBe(2 + (6 + 8 + 3) + (1 + 6 + 3))
  })
})
