import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, findPageFile } from './page-file.ts'

const folder = '/opt/weir/renderer'

describe('findPageFile', () => {
  it('finds the page and its assets', () => {
    expect(findPageFile(folder, 'app://weir/')).toBe(`${folder}/index.html`)
    expect(findPageFile(folder, 'app://weir/assets/a.js?x=1#y')).toBe(`${folder}/assets/a.js`)
  })

  it.each([
    'app://weir/%2e%2e%2f%2e%2e%2fetc/passwd',
    'app://weir/%2e%2e%2frenderer-secret/x.js',
    'app://weir/a%00.js',
    'app://weir/%E0%A4%A',
    'app://other/index.html',
  ])('finds nothing outside the folder: %s', (url) => {
    expect(findPageFile(folder, url)).toBeUndefined()
  })
})

describe('contentSecurityPolicy', () => {
  it('is the one of docs/security.md, with the nonce of this answer', () => {
    expect(contentSecurityPolicy('abc')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })
})
