import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupCount } from '#contract'
import { nothingCounted, withAnswer } from './merge-groups.ts'

function group(key: string, count: number, sentAtMs?: number): GroupCount {
  const sent = sentAtMs === undefined ? {} : { firstSentAtMs: sentAtMs, lastSentAtMs: sentAtMs }
  const facts = { kind: 'other', of: 'text' } as const
  return { key, count, facts, example: { position: 1, preview: key }, ...sent }
}
const answer = (groups: GroupCount[], lookedAt = 0) => ({ groups, lookedAt, isEnd: false })

describe('counted groups', () => {
  it('sum up to what fits, however many groups there is room for, and what is listed is exact', () => {
    const pages = fc.array(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 9 }))),
    )
    fc.assert(
      fc.property(pages, fc.integer({ min: 0, max: 6 }), (all, most) => {
        const counted = all.reduce(
          (before, page) => withAnswer(before, answer(page.map(([key, n]) => group(key, n))), most),
          nothingCounted,
        )
        const flat = all.flat()
        const of = (key: string) =>
          flat.reduce((sum, [each, n]) => (each === key ? sum + n : sum), 0)
        const listed = [...counted.groups.values()]
        expect(listed.length).toBeLessThanOrEqual(most)
        for (const { key, count } of listed) expect(count).toBe(of(key))
        const total = flat.reduce((sum, [, n]) => sum + n, 0)
        expect(counted.total).toBe(total)
        expect(listed.reduce((sum, { count }) => sum + count, 0) + counted.others).toBe(total)
      }),
    )
  })

  it('keep the first example, the whole span, and what an expression failed on', () => {
    const first = withAnswer(nothingCounted, answer([group('a', 1), group('b', 1, 20)], 5))
    const second = withAnswer(first, {
      ...answer([{ ...group('a', 2, 10), example: { position: 9, preview: 'later' } }], 9),
      ...{ failed: 2, trouble: { message: 'not a number' } },
    })
    expect(second.groups.get('a')).toEqual({ ...group('a', 3, 10) })
    expect(second.groups.get('b')).toEqual(group('b', 1, 20))
    expect(second).toMatchObject({ total: 4, lookedAt: 9, failed: 2, message: 'not a number' })
  })
})
