import { deflateRawSync } from 'node:zlib'
import avsc from 'avsc'
import type { Type } from 'avsc'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { avroContainer } from '../testing/avro-bytes.ts'
import { readAvroContainer } from './avro-container.ts'
import { findDecodedBytes } from './decode.ts'

/** Every digit of 64 bits, which avsc itself rounds. */
const long = avsc.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8)
    buffer.writeBigInt64LE(value)
    return buffer
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (a: bigint, b: bigint) => Number(a > b) - Number(a < b),
})

const schema = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'count', type: 'int' },
    { name: 'name', type: 'string' },
    { name: 'paid', type: 'boolean' },
    { name: 'total', type: 'double' },
    { name: 'weight', type: 'float' },
    { name: 'data', type: 'bytes' },
    { name: 'mark', type: { type: 'fixed', name: 'Mark', size: 4 } },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['NEW', 'SENT'] } },
    { name: 'lines', type: { type: 'array', items: 'long' } },
    { name: 'tags', type: { type: 'map', values: 'string' } },
    { name: 'note', type: ['null', 'string'] },
    { name: 'from', type: ['int', 'State', { type: 'array', items: 'string' }] },
    { name: 'before', type: ['null', 'Order'] },
  ],
}

const type = avsc.Type.forSchema(schema as never /* its types want literal words */, {
  registry: { long },
  wrapUnions: 'auto' as never, // a value of avsc that its types do not know
})

const buffers = (length?: number) =>
  fc
    .uint8Array(length === undefined ? { maxLength: 9 } : { minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes))
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const state = fc.constantFrom('NEW', 'SENT')

const order = fc.letrec((tie) => ({
  order: fc.record({
    id: int64,
    count: fc.integer(),
    name: fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    paid: fc.boolean(),
    total: fc.double({ noDefaultInfinity: true, noNaN: true }),
    weight: fc.float({ noDefaultInfinity: true, noNaN: true }),
    data: buffers(),
    mark: buffers(4),
    state,
    lines: fc.array(int64, { maxLength: 5 }),
    tags: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    note: fc.option(fc.string()),
    from: fc.oneof(fc.integer(), state, fc.array(fc.string(), { maxLength: 2 })),
    before: fc.option(tie('order'), { depthSize: 'small', maxDepth: 3 }),
  }),
})).order

function containerOf(values: unknown[], codec?: 'deflate'): Buffer {
  const pack = (bytes: Buffer) => (codec === undefined ? bytes : deflateRawSync(bytes))
  const encode = (some: unknown[]) => Buffer.concat(some.map((value) => type.toBuffer(value)))
  const half = Math.ceil(values.length / 2)
  const blocks = [values.slice(0, half), values.slice(half)].map((some) => ({
    count: some.length,
    bytes: pack(encode(some)),
  }))
  return avroContainer({ text: JSON.stringify(schema), blocks, ...(codec && { codec }) })
}

/** What a value must look like in our JSON, its long numbers as texts of their digits. */
function expected(value: unknown, field = ''): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Buffer.isBuffer(value)) return { $base64: value.toString('base64') }
  if (field === 'from' && Array.isArray(value)) return { array: value }
  if (field === 'from') return typeof value === 'number' ? { int: value } : { 'shop.State': value }
  if (Array.isArray(value)) return value.map((each) => expected(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      field === 'tags' ? each : expected(each, name),
    ]),
  )
}

/** Whole numbers under these names as texts, since JSON.parse rounds them. */
function parsed(json: string): unknown {
  const quoted = json
    .replace(/"id":(-?\d+)/g, '"id":"$1"')
    .replace(
      /"lines":\[([-\d,]*)\]/g,
      (_, list: string) => `"lines":[${list.replace(/-?\d+/g, '"$&"')}]`,
    )
  // Floats are written as short as they are, and stand for the same 32 bits.
  return JSON.parse(quoted, (name, value: unknown) =>
    name === 'weight' ? Math.fround(Number(value)) : value,
  )
}

describe('an Avro container of avsc’s making', () => {
  it('gives back what avsc has encoded, with every digit', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 4 }), fc.boolean(), (orders, isPacked) => {
        const read = readAvroContainer(containerOf(orders, isPacked ? 'deflate' : undefined))
        if (!('json' in read)) throw new Error(JSON.stringify(read))
        expect(read.schema).toEqual({ name: 'shop.Order', records: orders.length })
        expect(parsed(read.json)).toEqual(orders.map((each) => expected(each)))
      }),
      { numRuns: 200 },
    )
  })

  it('as avsc itself writes it is read, in blocks', async () => {
    const plain: Type = avsc.Type.forSchema({
      type: 'record',
      name: 'Line',
      fields: [{ name: 'n', type: 'int' }],
    })
    const encoder = new avsc.streams.BlockEncoder(plain, { codec: 'deflate', blockSize: 64 })
    const chunks: Buffer[] = []
    encoder.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise((resolve) => encoder.on('end', resolve))
    for (let n = 0; n < 1_000; n += 1) encoder.write({ n })
    encoder.end()
    await ended
    const read = readAvroContainer(Buffer.concat(chunks))
    expect(read).toMatchObject({ schema: { name: 'Line', records: 1_000 } })
    expect('json' in read && JSON.parse(read.json)).toHaveProperty('999', { n: 999 })
  })

  it('cut or with bits that flipped never throws, and loses no byte', () => {
    const [value] = fc.sample(order, { numRuns: 1, seed: 7 })
    const whole = containerOf([value, value])
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), fc.boolean(), (at, bit, isCut) => {
        const bytes = Buffer.from(isCut ? whole.subarray(0, at) : whole)
        if (!isCut) bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << bit), at)
        const decoded = findDecodedBytes(bytes)
        if (decoded?.binary !== undefined) expect(decoded.binary).toBe(bytes.toString('base64'))
      }),
      { numRuns: 1_000 },
    )
  })
})
