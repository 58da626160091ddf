import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { findDecodedBytes, findText } from './decode.ts'

const document = '{"page":"/start"}'

describe('bytes as they come from a stream', () => {
  it('are taken out of their compression, and each step can be switched off', () => {
    const bytes = gzipSync(document)
    expect(findDecodedBytes(bytes)).toMatchObject({
      chain: [{ step: 'gzip', state: 'on' }, { step: 'json' }],
      language: 'json',
    })
    expect(findDecodedBytes(bytes, { off: ['gzip'] })?.chain).toEqual([
      { step: 'gzip', state: 'off', bytes: bytes.length },
    ])
  })

  it('that are JSON are laid out, with nothing undone before', () => {
    expect(findDecodedBytes(Buffer.from(document))?.chain.map(({ step }) => step)).toEqual(['json'])
  })

  it('that are nothing known stay as they are', () => {
    const noise = Buffer.from([0xff, 0x00, 0xfe, 0x13])
    expect(findDecodedBytes(noise)).toBeUndefined()
    expect(findText(noise)).toBeUndefined()
    expect(findText(Buffer.from('텍스트'))).toBe('텍스트')
  })
})
