import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatClock,
  formatDateTime,
  formatNumber,
  spanOf,
  spansOf,
} from './format.ts'

const atMs = Date.UTC(2026, 10, 22, 10, 2, 11, 470)

describe('format', () => {
  it('groups thousands', () => {
    expect(formatNumber(12_408, 'en')).toBe('12,408')
    expect(formatNumber(12_408, 'ko')).toBe('12,408')
  })

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1234, '1.2 KiB'],
    [1_048_576, '1 MiB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text)
  })

  it('writes moments the same in every language', () => {
    expect(formatClock(atMs)).toBe('10:02:11.4')
    expect(formatDateTime(atMs)).toBe('2026-11-22 10:02:11')
  })

  it.each([
    [999, { unit: 'now', n: 0 }],
    [59_999, { unit: 'seconds', n: 59 }],
    [60_000, { unit: 'minutes', n: 1 }],
    [7_199_999, { unit: 'hours', n: 1 }],
    [86_400_000, { unit: 'days', n: 1 }],
  ])('takes the largest whole unit of %i ms', (ms, span) => {
    expect(spanOf(ms)).toEqual(span)
  })

  it('shows a length of time in its two largest units', () => {
    expect(spansOf(90)).toEqual([
      { unit: 'minutes', n: 1 },
      { unit: 'seconds', n: 30 },
    ])
    expect(spansOf(345_600)).toEqual([{ unit: 'days', n: 4 }])
    expect(spansOf(0)).toEqual([])
  })
})
