import { describe, expect, it } from 'vitest'
import { keyName } from './key-name.ts'

const press = { code: '', ctrlKey: false, metaKey: false, altKey: false }

describe('keyName', () => {
  it('names plain keys and those with Ctrl or Cmd', () => {
    expect(keyName({ ...press, key: '?' })).toBe('?')
    expect(keyName({ ...press, key: 'K', metaKey: true })).toBe('mod+k')
  })

  it('means the key and not the Korean letter it types', () => {
    expect(keyName({ ...press, key: 'ㅓ', code: 'KeyJ' })).toBe('j')
    expect(keyName({ ...press, key: 'ㅏ', code: 'KeyK', ctrlKey: true })).toBe('mod+k')
  })
})
