import fc from 'fast-check'
import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import { compileProto } from './proto-schema.ts'
import { Misfit, TooMuch } from '../codecs/misfit.ts'
import { readProtobuf } from '../codecs/protobuf-json.ts'
import type { ProtoMessage } from '../codecs/protobuf-type.ts'

const text = `
syntax = "proto3";
package shop;

enum State { NEW = 0; SENT = 1; LOST = -2; }

message Order {
  int64 id = 1;
  uint64 total = 2;
  sint64 change = 3;
  fixed64 stamp = 4;
  sfixed64 offset = 5;
  int32 count = 6;
  uint32 weight = 7;
  sint32 delta = 8;
  fixed32 mark = 9;
  sfixed32 shift = 10;
  double price = 11;
  float rate = 12;
  bool paid = 13;
  string name = 14;
  bytes data = 15;
  State state = 16;
  repeated int64 lines = 17;
  repeated State states = 18;
  repeated string notes = 19 [packed = false];
  repeated sint32 loose = 20 [packed = false];
  map<string, int64> tags = 21;
  map<int32, Order> byNumber = 22;
  Order before = 2047;
  repeated Order parts = 536870911;
  oneof way { string post = 23; int64 lorry = 24; }
}
`

const root = protobuf.parse(text, { keepCase: true }).root
const oracle = root.lookupType('shop.Order')

function typeOf(source: string, name: string): ProtoMessage {
  const body = compileProto(source, new Map()).readers.get(name)
  if (body?.step !== 'protobuf') throw new Error(`no ${name}`)
  return body.message
}
const order = typeOf(text, 'shop.Order')

const long = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map(String)
const int64 = long(-(2n ** 63n), 2n ** 63n - 1n)
const uint64 = long(0n, 2n ** 64n - 1n)
const uint32 = fc.nat({ max: 2 ** 32 - 1 })
const bytes = fc.uint8Array({ maxLength: 9 })
const state = fc.constantFrom('NEW', 'SENT', 'LOST')
const words = fc.string({ unit: 'binary' }).filter((word) => word.isWellFormed())

const fields = {
  ...{ id: int64, total: uint64, change: int64, stamp: uint64, offset: int64 },
  ...{
    count: fc.integer(),
    weight: uint32,
    delta: fc.integer(),
    mark: uint32,
    shift: fc.integer(),
  },
  price: fc.double({ noNaN: true, noDefaultInfinity: true }),
  rate: fc.float({ noNaN: true, noDefaultInfinity: true }),
  ...{ paid: fc.boolean(), name: words, data: bytes, state },
  lines: fc.array(int64, { minLength: 1, maxLength: 4 }),
  states: fc.array(state, { minLength: 1, maxLength: 4 }),
  notes: fc.array(words, { minLength: 1, maxLength: 3 }),
  loose: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
  tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), int64, { minKeys: 1, maxKeys: 3 }),
}

const flat = fc.record(fields, { requiredKeys: [] })
/** Three deep; deeper ones say nothing more. */
const some = [0, 1].reduce<typeof flat>(
  (inner) =>
    fc.record(
      {
        ...fields,
        byNumber: fc.dictionary(fc.integer().map(String), inner, { minKeys: 1, maxKeys: 2 }),
        before: inner,
        parts: fc.array(inner, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  flat,
)

/** Of what protobufjs makes of its own bytes, in the words of our JSON: long numbers as texts of their digits. */
function expected(bytesOfOracle: Uint8Array): unknown {
  return oracle.toObject(oracle.decode(bytesOfOracle), {
    ...{ longs: String, enums: String, bytes: String, oneofs: false },
  })
}

const longs = /"(id|total|change|stamp|offset|lorry)":(-?\d+)/g
function parsed(json: string): unknown {
  const quoted = json
    .replace(longs, '"$1":"$2"')
    .replace(
      /"lines":\[([-\d,]*)\]/g,
      (_, list: string) => `"lines":[${list.replace(/-?\d+/g, '"$&"')}]`,
    )
    .replace(
      /"tags":\{([^}]*)\}/g,
      (_, list: string) => `"tags":{${list.replace(/:(-?\d+)/g, ':"$1"')}}`,
    )
    .replace(/\{"\$base64":("[^"]*")\}/g, '$1')
  return JSON.parse(quoted, (name, value: unknown) =>
    name === 'rate' ? Math.fround(Number(value)) : value,
  )
}

const read = (type: ProtoMessage, hex: string): string =>
  readProtobuf(type, Buffer.from(hex, 'hex'))

describe('Protobuf', () => {
  it('reads what protobufjs has written, with every digit', () => {
    fc.assert(
      fc.property(some, (value) => {
        const message = oracle.fromObject(value)
        const written = oracle.encode(message).finish()
        fc.pre(written.length > 0)
        expect(parsed(readProtobuf(order, written))).toEqual(expected(written))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the largest numbers', () => {
    expect(read(order, '08ffffffffffffffffff01')).toBe('{"id":-1}')
    expect(read(order, '10ffffffffffffffffff01')).toBe('{"total":18446744073709551615}')
    expect(read(order, '18ffffffffffffffffff01')).toBe('{"change":-9223372036854775808}')
  })

  it.each<[string, string, string]>([
    [
      'a field that the type does not have, by its number',
      '0801f83f07',
      '{"id":1,"$unknown":[{"field":1023,"varint":7}]}',
    ],
    [
      'a field of another wire type',
      '08010a0141',
      '{"id":1,"$unknown":[{"field":1,"bytes":{"$base64":"QQ=="}}]}',
    ],
    [
      'a group',
      '0801fb3f0801fc3f',
      '{"id":1,"$unknown":[{"field":1023,"group":{"$base64":"CAE="}}]}',
    ],
    ['the last of a field that came twice', '08010802', '{"id":2}'],
    [
      'the parts of a message that came in two',
      'fa7f020801fa7f021002',
      '{"before":{"id":1,"total":2}}',
    ],
    ['packed and loose in one', '8a010201028801038a010104', '{"lines":[1,2,3,4]}'],
    ['a number that the enum does not name', '800109', '{"state":9}'],
    ['a text that is no UTF-8 as bytes', '7201ff', '{"name":{"$base64":"/w=="}}'],
    ['an entry without its key and its value', 'aa0100', '{"tags":{"":0}}'],
    ['nothing', '', '{}'],
  ])('shows %s', (_what, hex, json) => {
    expect(read(order, hex)).toBe(json)
  })

  it.each<[string, string, string]>([
    ['that end within a number', '08ff', 'truncated'],
    ['that end within a text', '720541', 'truncated'],
    ['of which no field is known', 'f83f07', 'other-type'],
    ['with a field of number nothing', '0001', 'malformed'],
    ['with a wire type that does not exist', '0e01', 'malformed'],
    ['with a group that does not end', '0801fb3f0801', 'truncated'],
    ['with a group that ends as another', '0801fb3f0c', 'malformed'],
    ['with a number of eleven bytes', '08ffffffffffffffffffff01', 'malformed'],
    ['that are JSON', Buffer.from('{"id":1}').toString('hex'), 'truncated'],
  ])('does not take bytes %s', (_what, hex, code) => {
    expect(() => read(order, hex)).toThrow(new Misfit(code as 'truncated')) // one of the codes above
  })

  it('ends where messages lie within messages without end', () => {
    let deep = Buffer.from('0801', 'hex')
    for (let depth = 0; depth < 200; depth += 1) {
      const writer = protobuf.Writer.create()
        .uint32(2047 * 8 + 2)
        .bytes(deep)
      deep = Buffer.from(writer.finish())
    }
    expect(() => readProtobuf(order, deep)).toThrow(TooMuch)
    expect(() => readProtobuf(order, Buffer.alloc(400, Buffer.from('fb3f', 'hex')))).toThrow(
      TooMuch,
    )
  })

  it('never throws anything else, whatever was cut or flipped', () => {
    fc.assert(
      fc.property(flat, fc.nat(), fc.nat(7), fc.boolean(), (value, place, bit, isCut) => {
        const whole = Buffer.from(oracle.encode(oracle.fromObject(value)).finish())
        fc.pre(whole.length > 0)
        const at = place % whole.length
        if (!isCut) whole.writeUInt8((whole[at] ?? 0) ^ (1 << bit), at)
        try {
          JSON.parse(readProtobuf(order, isCut ? whole.subarray(0, at) : whole))
        } catch (thrown) {
          expect(thrown instanceof Misfit || thrown instanceof TooMuch).toBe(true)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
