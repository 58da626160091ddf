import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeCaFile, readAuthorities } from './ca-files.ts'

const ca = fileURLToPath(new URL('../testing/certificate/test-only-ca.pem', import.meta.url))
const other = fileURLToPath(new URL('../testing/certificate/test-only-cert.pem', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-ca-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function write(text: string): string {
  const path = join(folder, 'file.pem')
  writeFileSync(path, text)
  return path
}

const pemOf = (path: string): string => readFileSync(path, 'utf8')

describe('a CA file', () => {
  it('says which authorities it names, comments and line ends of any kind between them', () => {
    const path = write(`# corp\r\n${pemOf(ca).replaceAll('\n', '\r\n')}\n# test\n${pemOf(other)}`)
    const { authorities } = describeCaFile(path)
    expect(authorities.map(({ name }) => name)).toEqual(['Weir test-only CA', 'weir-test-only'])
    expect(authorities[0]?.expiresAtMs).toBeGreaterThan(Date.parse('2100-01-01'))
    expect(readAuthorities(path, 'caFile')).toHaveLength(2)
  })

  it.each([
    ['nothing', ''],
    ['a key alone', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['a certificate that is none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['bytes', '\u0000\u0001\u0002'],
  ])('that holds %s is refused by its name', (_what, text) => {
    const path = write(text)
    expect(() => readAuthorities(path, 'caFile')).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        params: { field: 'caFile', reason: 'ca-empty', path },
      }),
    )
  })

  it.each(['gone.pem', '.'])('that is %s cannot be read', (name) => {
    const path = join(folder, name)
    expect(() => describeCaFile(path)).toThrow(
      expect.objectContaining({ params: { field: 'caFile', reason: 'ca-unreadable', path } }),
    )
  })
})
