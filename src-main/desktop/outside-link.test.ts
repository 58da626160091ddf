import { expect, it } from 'vitest'
import { isOutsideLink } from './outside-link.ts'

it('lets only https out', () => {
  expect(isOutsideLink('https://docs.aws.amazon.com/x')).toBe(true)
})

it.each([
  'http://example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://x/y',
  'no url',
])('keeps in %s', (url) => {
  expect(isOutsideLink(url)).toBe(false)
})
