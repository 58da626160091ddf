import { describe, expect, it } from 'vitest'
import { describeError } from './log.ts'

describe('an error in the log', () => {
  it('has its stack and those of its causes', () => {
    const error = new Error('outer', { cause: new TypeError('inner', { cause: 'a word' }) })
    expect(describeError(error)).toMatch(
      /^Error: outer\n +at [^]*\ncaused by TypeError: inner\n +at [^]*\ncaused by a word$/,
    )
  })

  it('ends, although the causes go round in a circle', () => {
    const one = new Error('one')
    one.cause = new Error('two', { cause: one })
    const described = describeError(one)
    expect(described).toContain('Error: two')
    expect(described.split('caused by').length).toBeLessThan(10)
  })

  it.each([undefined, null, 7, 'a word'])('may be %j, which is no error at all', (thrown) => {
    expect(describeError(thrown)).toBe(String(thrown))
  })
})
