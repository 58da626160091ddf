import { Buffer } from 'node:buffer'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FileVault } from './secret-vault.ts'

let folder: string
let isAvailable: boolean
let isLocked: boolean
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-vault-'))
  isAvailable = true
  isLocked = false
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Turns every byte around: enough to see that nothing is written as it is. */
const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))

function openVault(): FileVault {
  return new FileVault({
    folder,
    nowMs: () => 0,
    onSetAside: (path) => {
      throw new Error(`put aside: ${path}`)
    },
    cipher: {
      isAvailable: () => Promise.resolve(isAvailable),
      encrypt: (text) => Promise.resolve(turn(Buffer.from(text))),
      decrypt: (sealed) => {
        const text = turn(sealed).toString()
        return isLocked ? Promise.reject(new Error(`no ${text}`)) : Promise.resolve(text)
      },
    },
  })
}

const path = (): string => join(folder, 'secrets.json')

describe('the vault', () => {
  it('gives back what was put in, after a restart too, and has it sealed in a file of its own', async () => {
    await openVault().set('c-1', 'do-not-show')
    expect(await openVault().find('c-1')).toBe('do-not-show')
    expect(await openVault().find('c-2')).toBeUndefined()
    expect(readFileSync(path(), 'utf8')).not.toContain('do-not-show')
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(await openVault().isLasting()).toBe(true)
  })

  it('forgets one that is removed, and only that', async () => {
    const vault = openVault()
    await vault.set('c-1', 'one')
    await vault.set('c-2', 'two')
    await vault.remove('c-1')
    expect(await openVault().find('c-1')).toBeUndefined()
    expect(await openVault().find('c-2')).toBe('two')
  })

  it('that is locked says so, tells nothing of the secret, and deletes nothing', async () => {
    await openVault().set('c-1', 'do-not-show')
    isLocked = true
    const failure: unknown = await openVault()
      .find('c-1')
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'secret-unavailable' })
    expect(String(failure)).not.toContain('do-not-show')
    expect((failure as Error).cause).toBeUndefined() // toMatchObject made sure that it is an Error
    isLocked = false
    expect(await openVault().find('c-1')).toBe('do-not-show')
  })

  it('on a system that cannot seal keeps it in memory only, and leaves the file as it is', async () => {
    await openVault().set('c-1', 'sealed')
    const before = readFileSync(path(), 'utf8')
    isAvailable = false
    const vault = openVault()
    await vault.set('c-2', 'do-not-show')
    expect(await vault.isLasting()).toBe(false)
    expect(await vault.find('c-2')).toBe('do-not-show')
    expect(readFileSync(path(), 'utf8')).toBe(before)
    expect(await openVault().find('c-2')).toBeUndefined()
  })
})
