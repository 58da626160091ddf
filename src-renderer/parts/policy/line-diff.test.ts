import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffLines } from './line-diff.ts'

it('keeps what is the same and marks what is not', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ])
})

it('has every line of both texts, in their order', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}'), { minLength: 1 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = diffLines(before.join('\n'), after.join('\n'))
      const side = (gone: string) =>
        diff.filter(({ kind }) => kind !== gone).map((line) => line.text)
      expect(side('added')).toEqual(before)
      expect(side('removed')).toEqual(after)
    }),
  )
})

it('does not stall on a long text', () => {
  const long = Array.from({ length: 5_000 }, (_, index) => String(index)).join('\n')
  expect(diffLines(long, `${long}\nx`)).toHaveLength(10_001)
})
