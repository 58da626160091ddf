import { expect, it } from 'vitest'
import { LINE_MAX_CHARACTERS, withoutLongLines } from './long-lines.ts'

it('leaves a text with lines of ordinary length alone', () => {
  const text = `${'x'.repeat(LINE_MAX_CHARACTERS)}\n`.repeat(20)
  expect(withoutLongLines(text)).toBe(text)
})

it('breaks a line of a megabyte, and loses nothing of it', () => {
  const line = '{"a":"😀"},'.repeat(100_000)
  const shown = withoutLongLines(`first\n${line}\nlast`)
  const lines = shown.split('\n')
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(LINE_MAX_CHARACTERS)
  expect(lines[0]).toBe('first')
  expect(lines.slice(1, -1).join('')).toBe(line)
  // No half of a character at the end of any line.
  expect(lines.filter((each) => /[\uD800-\uDBFF]$/.test(each))).toEqual([])
})
