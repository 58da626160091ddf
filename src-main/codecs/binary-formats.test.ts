import { createHash } from 'node:crypto'
import { encode as messagePack, ExtensionCodec } from '@msgpack/msgpack'
import { encode as cbor } from 'cborg'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBinaryFormat } from './binary-formats.ts'
import { findDecodedBytes } from './decode.ts'

const json = fc.dictionary(
  fc.string(),
  fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { maxLength: 5 })),
)

function found(bytes: Uint8Array): unknown {
  const result = findBinaryFormat(bytes)
  return result && [result.format, JSON.parse(result.json)]
}

describe('MessagePack and CBOR', () => {
  it('give any JSON back as it was, each under its own name', () => {
    fc.assert(
      fc.property(json, (value) => {
        // Without a text nobody can tell it from noise; `-0` is no number of JSON.
        const body = JSON.parse(JSON.stringify({ ...value, text: 'readable' })) as object
        expect(found(cbor(body))).toEqual(['cbor', body])
        // A key that the library refuses wherever it stands: such bytes stay bytes.
        if (!JSON.stringify(body).includes('"__proto__"')) {
          expect(found(messagePack(body))).toEqual(['msgpack', body])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keep every digit of whole numbers', () => {
    const order = { name: 'order', id: 9_007_199_254_740_993n }
    const digits = '"id":9007199254740993'
    expect(findBinaryFormat(cbor(order))?.json).toContain(digits)
    expect(findBinaryFormat(messagePack(order, { useBigInt64: true }))?.json).toContain(digits)
  })

  it.each<[string, string, string]>([
    ['a key that is there twice', '82a46e616d6501a46e616d6502', '{"$map":[["name",1],["name",2]]}'],
    ['keys that are numbers', '8202a16201a46e616d65', '{"$map":[[2,"b"],[1,"name"]]}'],
    ['the order of keys like numbers', '82a132a46e616d65a131a16f', '{"2":"name","1":"o"}'],
  ])('keep of MessagePack %s', (_what, hex, text) => {
    expect(findBinaryFormat(Buffer.from(hex, 'hex'))).toEqual({ format: 'msgpack', json: text })
  })

  it('name what JSON has no name for', () => {
    const bytes = Uint8Array.of(1, 2, 255)
    expect(found(messagePack({ name: 'order', bytes, at: new Date(1e12) }))).toEqual([
      'msgpack',
      { name: 'order', bytes: { $base64: 'AQL/' }, at: { $date: '2001-09-09T01:46:40.000Z' } },
    ])
    const extensionCodec = new ExtensionCodec()
    extensionCodec.register({
      type: 5,
      encode: (value) => (value instanceof RegExp ? Uint8Array.of(7) : null),
      decode: () => null,
    })
    expect(found(messagePack({ name: 'order', own: /x/ }, { extensionCodec }))).toEqual([
      'msgpack',
      { name: 'order', own: { $ext: [5, { $base64: 'Bw==' }] } },
    ])
    // {"name": "order", 1: tag 99 of "x"}: a key that is no text, and a tag of one's own.
    const odd = Buffer.from('a2646e616d65656f7264657201d8636178', 'hex')
    expect(found(odd)).toEqual([
      'cbor',
      {
        $map: [
          ['name', 'order'],
          [1, { $tag: [99, 'x'] }],
        ],
      },
    ])
    // RFC 8949, appendix A: the large number, and the tag that says that this is CBOR.
    const large = Buffer.from('d9d9f7a1636269 67c249010000000000000000'.replace(' ', ''), 'hex')
    expect(findBinaryFormat(large)?.json).toBe('{"big":18446744073709551616}')
  })

  it.each<[string, Uint8Array]>([
    ['one byte too few', cbor({ name: 'order' }).subarray(0, -1)],
    ['one byte too many', Buffer.concat([cbor({ name: 'order' }), Buffer.of(0)])],
    ['a text alone', cbor('readable')],
    ['no text at all', cbor([1, 2, 3])],
    ['a key that is there twice', Buffer.from('a2646e616d6501646e616d6502', 'hex')],
    ['a length of four thousand million', Buffer.from('ddffffffff01', 'hex')],
    ['a map of as many', Buffer.from('dfffffffff01', 'hex')],
    ['arrays in arrays, 100,000 deep', Buffer.alloc(100_000, 0x81)],
    ['the same of MessagePack', Buffer.alloc(100_000, 0x91)],
    ['five megabytes', cbor({ text: 'x'.repeat(5_000_000) })],
    ['nothing', new Uint8Array()],
  ])('stay bytes: %s', (_what, bytes) => {
    expect(findBinaryFormat(bytes)).toBeUndefined()
  })

  it('are taken for noise at most twice in a hundred thousand times', () => {
    let taken = 0
    for (let round = 0; round < 100_000; round += 1) {
      // The same noise in every run: the hash of a number.
      const noise = createHash('sha512').update(String(round)).digest()
      if (findBinaryFormat(noise.subarray(0, 8 + (round % 40))) !== undefined) taken += 1
    }
    expect(taken).toBeLessThanOrEqual(2)
  })

  it('are a step of the chain, which can be switched off', () => {
    const bytes = messagePack({ order: { total: 12 }, name: 'order' })
    expect(findDecodedBytes(bytes)).toMatchObject({
      language: 'json',
      chain: [{ step: 'msgpack', state: 'on' }, { step: 'json' }],
    })
    expect(findDecodedBytes(bytes, { off: ['msgpack'] })).toMatchObject({
      chain: [{ step: 'msgpack', state: 'off' }],
      binary: Buffer.from(bytes).toString('base64'),
    })
  })
})
