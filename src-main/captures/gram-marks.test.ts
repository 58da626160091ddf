import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksWith, SLICE_BLOCKS, turnMarks } from './block-slices.ts'
import { markText, mayHold, wantedBy } from './gram-marks.ts'

const bytes = fc.uint8Array({ minLength: 1, maxLength: 60, max: 250 })
const ended = (text: Uint8Array): Uint8Array => Uint8Array.from([...text, 0xff])

describe('the marks of a text', () => {
  it('never deny a term that it has, from its first byte to its last', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 30 }), (text, at, length) => {
        const from = at % text.length
        const term = text.subarray(from, from + length)
        expect(mayHold(markText(ended(text)), wantedBy(term))).toBe(true)
        const start = text.subarray(0, length)
        expect(mayHold(markText(ended(text)), wantedBy(start))).toBe(true)
      }),
    )
  })

  it('deny every term of one or two bytes that it does not have', () => {
    fc.assert(
      fc.property(bytes, fc.uint8Array({ minLength: 1, maxLength: 2, max: 250 }), (text, term) => {
        const has = Buffer.from(text).includes(Buffer.from(term))
        expect(mayHold(markText(ended(text)), wantedBy(term))).toBe(has)
      }),
    )
  })

  it('deny a term whose pieces of three it has, one by one', () => {
    const text = ended(Buffer.from('gamma deltas, x-delship'))
    expect(mayHold(markText(text), wantedBy(Buffer.from('gamma delship')))).toBe(false)
  })

  it('say the same once they are turned', () => {
    const words = Array.from({ length: SLICE_BLOCKS }, (_, at) => `block-${String(at)}!`)
    const marks = words.map((word) => markText(ended(Buffer.from(word))))
    const chunks = turnMarks(marks)
    for (const term of ['7!', 'block-17', 'block-', 'k', '9', '#', '255!', 'lock-2']) {
      const wanted = wantedBy(Buffer.from(term))
      const expected = marks.flatMap((each, at) => (mayHold(each, wanted) ? [at] : []))
      expect(blocksWith(wanted, (chunk) => chunks[chunk] ?? new Uint8Array())).toEqual(expected)
    }
  })
})
