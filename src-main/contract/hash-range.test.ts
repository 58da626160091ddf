import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HashKeyRange } from './streams.ts'
import {
  findBounds,
  findHashKey,
  findMerged,
  findMiddle,
  isSplitPoint,
  placeOnRing,
  shareOfRing,
} from './hash-range.ts'

const largest = 2n ** 128n - 1n
const whole = { start: '0', end: String(largest) }
const hashKey = fc.bigInt({ min: 0n, max: largest })
const range = fc
  .tuple(hashKey, hashKey)
  .map(([one, other]) => (one < other ? [one, other] : [other, one]))
  .map(([start, end]) => ({ start: String(start), end: String(end) }))

describe('a hash key', () => {
  it('is a decimal of 128 bits', () => {
    fc.assert(
      fc.property(hashKey, (key) => {
        expect(findHashKey(String(key))).toBe(key)
      }),
    )
  })

  it.each([
    '',
    '-1',
    '+1',
    '01',
    '00',
    '1.0',
    '1e3',
    '0x10',
    ' 1',
    '1\n',
    '１',
    String(largest + 1n),
    '9'.repeat(40),
  ])('is not %j', (text) => {
    expect(findHashKey(text)).toBeUndefined()
  })
})

describe('a range', () => {
  it('splits in the middle into two that are as large within one key, and merge into it again', () => {
    expect(findMiddle(whole)).toBe('170141183460469231731687303715884105728')
    fc.assert(
      fc.property(range, ({ start, end }) => {
        const middle = findMiddle({ start, end })
        if (middle === undefined) {
          expect(BigInt(end) - BigInt(start)).toBeLessThan(3n)
          return
        }
        expect(isSplitPoint({ start, end }, middle)).toBe(true)
        const first = { start, end: String(BigInt(middle) - 1n) }
        const second = { start: middle, end }
        const size = (half: HashKeyRange): bigint => BigInt(half.end) - BigInt(half.start)
        expect([-1n, 0n, 1n]).toContain(size(first) - size(second))
        expect(findMerged(first, second)).toEqual({ start, end })
        expect(findMerged(second, first)).toEqual({ start, end })
      }),
    )
  })

  it('of three keys or fewer is too small to be split', () => {
    expect(['5', '6', '7'].map((end) => findMiddle({ start: '5', end }))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(findMiddle({ start: '5', end: '8' })).toBe('7')
  })

  it('splits where more than one key is left on either side', () => {
    const points = ['4', '5', '6', '7', '8', '9', '10', 'x']
    const found = points.filter((key) => isSplitPoint({ start: '5', end: '9' }, key))
    expect(found).toEqual(['7', '8'])
  })

  it.each([
    ['a gap between them', { start: '0', end: '4' }, { start: '6', end: '9' }],
    ['an overlap', { start: '0', end: '5' }, { start: '5', end: '9' }],
    ['the two ends of the ring', { start: '0', end: '4' }, { start: '9', end: String(largest) }],
    ['itself', whole, whole],
    ['no range', whole, { start: 'x', end: '4' }],
  ])('does not merge with another: %s', (_what, one, other) => {
    expect(findMerged(one, other)).toBeUndefined()
  })

  it.each([
    { start: '1', end: '0' },
    { start: '', end: '1' },
    { start: '0', end: String(largest + 1n) },
  ])('is not %j', (damaged) => {
    expect(findBounds(damaged)).toBeUndefined()
    expect(findMiddle(damaged)).toBeUndefined()
    expect(shareOfRing(damaged)).toBe(0)
  })

  it('takes its share of the ring', () => {
    expect(shareOfRing(whole)).toBe(1)
    expect(shareOfRing({ start: '0', end: String(2n ** 126n - 1n) })).toBe(0.25)
    expect(placeOnRing(0n)).toBe(0)
    expect(placeOnRing(2n ** 127n)).toBe(0.5)
  })

  it('and its halves take the whole share together', () => {
    fc.assert(
      fc.property(range, ({ start, end }) => {
        const middle = findMiddle({ start, end })
        if (middle === undefined) return
        const first = shareOfRing({ start, end: String(BigInt(middle) - 1n) })
        const sum = first + shareOfRing({ start: middle, end })
        expect(sum).toBeCloseTo(shareOfRing({ start, end }), 12)
      }),
    )
  })
})
