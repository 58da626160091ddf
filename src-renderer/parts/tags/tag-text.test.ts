import { describe, expect, it } from 'vitest'
import { hasTagProblem, parseTags } from './tag-text.ts'

describe('tags', () => {
  it('are a line each, parted at the first =', () => {
    expect(parseTags('a=b=c\n\n  team = shop \nbare')).toEqual([
      { key: 'a', value: 'b=c' },
      { key: 'team', value: 'shop' },
      { key: 'bare', value: '' },
    ])
  })

  it.each([
    'a=1\na=2',
    '=x',
    'aws:x=1',
    'k=🛒',
    Array.from({ length: 51 }, (_, n) => `k${String(n)}=`).join('\n'),
  ])('like %j are refused', (text) => {
    expect(hasTagProblem(text)).toBe(true)
  })
})
