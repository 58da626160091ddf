import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { avroContainer, avroNumber, avroSized } from '../testing/avro-bytes.ts'
import { readAvroContainer } from './avro-container.ts'
import { findDecoded, findDecodedBytes } from './decode.ts'

const strings = (count: number, bytes: Buffer, codec?: string): Buffer =>
  avroContainer({ text: '"string"', blocks: [{ count, bytes }], ...(codec && { codec }) })
const nested = (depth: number): string =>
  `${'{"type":"array","items":'.repeat(depth)}"int"${'}'.repeat(depth)}`

describe('an Avro container', () => {
  it('shows decimals with their point, and floats as short as they are', () => {
    const decimal = { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 }
    const text = JSON.stringify({
      ...{ type: 'record', name: 'R' },
      fields: [
        { name: 'a', type: decimal },
        { name: 'b', type: decimal },
        { name: 'f', type: 'float' },
      ],
    })
    const float = Buffer.alloc(4)
    float.writeFloatLE(0.1)
    const bytes = Buffer.concat([
      avroSized(Buffer.of(0xff)),
      avroSized(Buffer.of(0x04, 0xd2)),
      float,
    ])
    expect(readAvroContainer(avroContainer({ text, blocks: [{ count: 1, bytes }] }))).toMatchObject(
      {
        json: '[{"a":{"$decimal":"-0.01"},"b":{"$decimal":"12.34"},"f":0.1}]',
      },
    )
  })

  it.each<[string, Buffer, object]>([
    [
      'that ends within a record',
      strings(1, avroSized('a')).subarray(0, -9),
      { code: 'truncated' },
    ],
    ['with a text longer than itself', strings(1, avroNumber(9)), { code: 'truncated' }],
    [
      'with bytes after the last value',
      strings(1, Buffer.concat([avroSized('a'), avroSized('b')])),
      { code: 'rest' },
    ],
    ['with a length below nothing', strings(1, avroNumber(-9)), { code: 'malformed' }],
    ['with a number of eleven bytes', strings(1, Buffer.alloc(11, 0xff)), { code: 'malformed' }],
    [
      'whose marker is another',
      Buffer.concat([strings(1, avroSized('a')).subarray(0, -1), Buffer.of(0)]),
      { code: 'sync' },
    ],
    [
      'packed by another codec',
      strings(1, avroSized('a'), 'snappy'),
      { code: 'codec', detail: 'snappy' },
    ],
    [
      'packed by a name of every object',
      strings(1, avroSized('a'), 'constructor'),
      { code: 'codec' },
    ],
    [
      'whose deflate is none',
      strings(1, Buffer.of(7, 7, 7), 'deflate'),
      { code: 'codec', detail: 'deflate' },
    ],
    ['whose schema is no JSON', avroContainer({ text: '{', blocks: [] }), { code: 'bad-schema' }],
    [
      'whose schema names what is not there',
      avroContainer({ text: '"Order"', blocks: [] }),
      { code: 'bad-schema', detail: '"Order"' },
    ],
    [
      'whose schema is an array 1,000 deep',
      avroContainer({ text: nested(1_000), blocks: [] }),
      { code: 'bad-schema', detail: 'too large' },
    ],
  ])('%s stays bytes, and says why', (_what, bytes, misfit) => {
    expect(readAvroContainer(bytes)).toMatchObject({ misfit })
    expect(findDecodedBytes(bytes)).toMatchObject({
      chain: [{ step: 'avro', state: 'misfit', misfit }],
    })
  })

  const endless = JSON.stringify({ type: 'record', name: 'R', fields: [{ name: 'r', type: 'R' }] })
  const doubling = JSON.stringify({
    ...{ type: 'record', name: 'R0' },
    fields: [{ name: 'a', type: 'null' }],
  })
  const twice = Array.from({ length: 60 }).reduce<string>(
    (inner, _, index) =>
      `{"type":"record","name":"D${String(index)}","fields":[{"name":"a","type":${inner}},{"name":"b","type":"${index === 0 ? 'R0' : `D${String(index - 1)}`}"}]}`,
    doubling,
  )

  it.each<[string, Buffer]>([
    [
      'a million million nulls',
      avroContainer({ text: '"null"', blocks: [{ count: 2 ** 27, bytes: Buffer.alloc(0) }] }),
    ],
    [
      'a record within itself without end',
      avroContainer({ text: endless, blocks: [{ count: 1, bytes: Buffer.alloc(0) }] }),
    ],
    [
      'records that double sixty times',
      avroContainer({ text: twice, blocks: [{ count: 1, bytes: Buffer.alloc(0) }] }),
    ],
    ['100 MB out of 100 kB', strings(1, deflateRawSync(Buffer.alloc(100_000_000)), 'deflate')],
  ])('made to be endless ends, and stays bytes: %s', (_what, bytes) => {
    expect(readAvroContainer(bytes)).toEqual({ tooLarge: true })
    expect(findDecodedBytes(bytes)).toMatchObject({ chain: [{ step: 'avro', state: 'too-large' }] })
  })

  it('is found in base64, and is a step that can be switched off', () => {
    const base64 = strings(2, Buffer.concat([avroSized('a'), avroSized('b')])).toString('base64')
    expect(findDecoded(base64)).toMatchObject({
      text: '[\n  "a",\n  "b"\n]',
      chain: [
        { step: 'base64' },
        { step: 'avro', state: 'on', schema: { name: 'string', records: 2 } },
        { step: 'json' },
      ],
    })
    expect(findDecoded(base64, { off: ['avro'] })?.chain.at(-1)).toMatchObject({
      step: 'avro',
      state: 'off',
    })
  })
})
