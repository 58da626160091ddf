import { afterEach, expect, it, vi } from 'vitest'
import { holdKeys, releaseKeys } from './early-keys.ts'

function type(...keys: (string | KeyboardEventInit)[]): boolean[] {
  return keys.map((key) => {
    const options = typeof key === 'string' ? { key } : key
    return document.body.dispatchEvent(
      new KeyboardEvent('keydown', { ...options, bubbles: true, cancelable: true }),
    )
  })
}

afterEach(() => {
  releaseKeys()
  vi.useRealTimers()
})

it('keeps what is typed from the page, and gives it once', () => {
  const page = vi.fn()
  document.body.addEventListener('keydown', page)
  holdKeys()
  expect(type('p', 'u', 'x', 'Backspace', 'r', 'Enter', { key: 'k', ctrlKey: true })).toEqual(
    Array.from({ length: 7 }, () => false),
  )
  expect(page).not.toHaveBeenCalled()
  expect(releaseKeys()).toBe('pur')
  expect(releaseKeys()).toBe('')
  expect(type('g')).toEqual([true])
  expect(page).toHaveBeenCalledTimes(1)
  document.body.removeEventListener('keydown', page)
})

it('gives the keyboard back when nobody takes it', () => {
  vi.useFakeTimers()
  holdKeys()
  vi.advanceTimersByTime(3_000)
  expect(type('g')).toEqual([true])
})
