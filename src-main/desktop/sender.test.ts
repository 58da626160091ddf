import { expect, it } from 'vitest'
import { findRefusal } from './sender.ts'

const windows = new Set([7])
const origins = ['app://weir']
const own = { contentsId: 7, isMainFrame: true, origin: 'app://weir' }

it("lets the window's own page in", () => {
  expect(findRefusal(own, windows, origins)).toBeUndefined()
})

it.each([
  ['unknown window', { ...own, contentsId: 8 }],
  ['not the main frame', { ...own, isMainFrame: false }],
  ['foreign origin', { ...own, origin: 'https://example.org' }],
  ['foreign origin', { ...own, origin: '' }],
])('refuses: %s', (refusal, sender) => {
  expect(findRefusal(sender, windows, origins)).toBe(refusal)
})
