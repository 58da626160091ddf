import { deflateSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import type { SchemaRule } from '#contract'
import { findDecodedBytes } from '../codecs/decode.ts'
import { AppError } from '../lib/app-error.ts'
import { noSavedSchemas, Schemas } from './schemas.ts'

function open(): Schemas {
  let value = noSavedSchemas
  return new Schemas({
    get: () => value,
    set: (next) => {
      value = next
    },
  })
}

const proto =
  'syntax = "proto3";\npackage shop;\nmessage Order { int64 id = 1; string name = 2; }\n'
const avro = JSON.stringify({
  ...{ type: 'record', name: 'Order', namespace: 'shop' },
  fields: [{ name: 'id', type: 'long' }],
})
const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders-eu'
const ofStream = { service: 'stream' as const, address: streamArn }
const rule: SchemaRule = {
  ...{ service: 'stream', pattern: 'orders-*', framing: 'none' },
  ...{ schema: 'order.proto', type: 'shop.Order' },
}
const body = Buffer.from('08ffffffffffffffff7f1203626f78', 'hex')
const json = '{\n  "id": 9223372036854775807,\n  "name": "box"\n}'

async function withOrder(...rules: Partial<SchemaRule>[]): Promise<Schemas> {
  const schemas = open()
  await schemas.save({ name: 'order.proto', text: proto })
  await schemas.save({ name: 'order.avsc', text: avro })
  for (const each of rules.toReversed()) await schemas.addRule({ ...rule, ...each })
  return schemas
}

async function read(schemas: Schemas, bytes: Buffer, source = ofStream) {
  return findDecodedBytes(bytes, { schemas: await schemas.findReader(source) })
}

describe('schemas', () => {
  it('are listed with what is in them, by name', async () => {
    expect(await (await withOrder()).list()).toEqual({
      schemas: [
        {
          name: 'order.avsc',
          kind: 'avro',
          bytes: avro.length,
          types: [{ name: 'shop.Order', fields: 1 }],
        },
        {
          name: 'order.proto',
          kind: 'protobuf',
          bytes: proto.length,
          types: [{ name: 'shop.Order', fields: 2 }],
        },
      ],
      rules: [],
    })
  })

  it.each<[string, string, object]>([
    [
      'a.proto',
      'syntax = "proto3"; message A {\n  int32 x = ;\n}',
      { code: 'syntax', line: 2, detail: "illegal id ';'" },
    ],
    ['a.proto', 'syntax = "proto3";', { code: 'empty' }],
    ['a.proto', 'syntax = "proto3"; message A { B b = 1; }', { code: 'unknown-type', detail: 'B' }],
    ['a.proto', 'message A { a = 1 }', { code: 'syntax' }],
    ['a.avsc', '{\n"type": "record",\n}', { code: 'syntax', line: 3 }],
    ['a.avsc', '{"type":"record","name":"A"}', { code: 'syntax', detail: 'A' }],
    ['a.avsc', '["null","Order"]', { code: 'syntax', detail: '"Order"' }],
  ])('%s is refused with the line and the word: %s', async (name, text, problem) => {
    const schemas = open()
    expect((await schemas.check({ name, text })).problem).toMatchObject(problem)
    await expect(schemas.save({ name, text })).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await schemas.list()).toEqual({ schemas: [], rules: [] })
  })

  it('import from among what was added and what is well known, and nothing else', async () => {
    const schemas = open()
    const text =
      'syntax = "proto3"; import "google/protobuf/timestamp.proto"; import "shop/parts/line.proto"; import "gogo.proto";' +
      'message Order { google.protobuf.Timestamp at = 1; shop.Line line = 2; }'
    await schemas.save({ name: 'order.proto', text })
    const {
      schemas: [lacking],
    } = await schemas.list()
    expect(lacking?.problem).toEqual({ code: 'import', detail: 'shop/parts/line.proto' })
    const line =
      'syntax = "proto3"; package shop; import "order.proto"; message Line { int32 n = 1; }'
    const { schemas: both } = await schemas.save({ name: 'line.proto', text: line })
    expect(both.map(({ problem }) => problem)).toEqual([undefined, undefined])
    await schemas.addRule({ ...rule, type: 'Order' })
    const decoded = await read(schemas, Buffer.from('0a02080712020809', 'hex'))
    expect(JSON.parse(decoded?.text ?? '')).toEqual({ at: { seconds: 7 }, line: { n: 9 } })
  })

  it('of hostile names change nothing but themselves', async () => {
    const schemas = open()
    const text =
      'syntax = "proto3"; message constructor { int32 __proto__ = 1 [(toString).prototype = "x"]; } message __proto__ { int32 a = 1; }'
    await schemas.check({ name: '__proto__', text })
    expect(({} as { x?: unknown }).x).toBeUndefined() // a plain object, asked for what nobody gave it
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('are read without running code that is made of them', async () => {
    await withOrder({}) // what is loaded once is loaded
    const made = vi.fn()
    vi.stubGlobal('Function', made)
    const decoded = await read(await withOrder({}), body)
    vi.unstubAllGlobals()
    expect(decoded?.text).toBe(json)
    expect(made).not.toHaveBeenCalled()
  })

  it('that are removed take their rules along', async () => {
    const schemas = await withOrder({})
    expect(await read(schemas, body)).toMatchObject({ text: json })
    expect((await schemas.remove('order.proto')).rules).toEqual([])
    expect(await schemas.findReader(ofStream)).toBeUndefined()
  })

  it('are found by a rule, one for the same source in place of the other', async () => {
    const schemas = await withOrder({})
    const byAvro = { ...rule, schema: 'order.avsc' }
    expect((await schemas.addRule(byAvro)).rules).toEqual([byAvro])
    expect((await schemas.removeRule(rule)).rules).toEqual([])
    await expect(schemas.addRule({ ...rule, type: 'Nobody' })).rejects.toBeInstanceOf(AppError)
    await expect(schemas.addRule({ ...rule, schema: 'nowhere' })).rejects.toBeInstanceOf(AppError)
  })

  it('say why bytes do not fit, and show them as they are', async () => {
    const decoded = await read(await withOrder({}), Buffer.from('0801ff', 'hex'))
    expect(decoded).toMatchObject({
      binary: 'CAH/',
      chain: [
        {
          step: 'protobuf',
          state: 'misfit',
          schema: { name: 'shop.Order' },
          misfit: { code: 'truncated' },
        },
      ],
    })
    const plain = await read(await withOrder({}), Buffer.from('{"a":1}'))
    expect(plain).toMatchObject({ text: '{\n  "a": 1\n}' })
  })

  it('are tried one after the other where several rules apply', async () => {
    const schemas = await withOrder({ schema: 'order.avsc' }, { pattern: streamArn })
    expect((await read(schemas, body))?.text).toBe(json)
    expect((await read(schemas, Buffer.of(14)))?.text).toBe('{\n  "id": 7\n}')
  })
})

describe('frames', () => {
  const uuid = '0123abcd-89ef-4123-8abc-0123456789ab'
  const glue = (packing: number, payload: Buffer): Buffer =>
    Buffer.concat([Buffer.of(3, packing), Buffer.from(uuid.replaceAll('-', ''), 'hex'), payload])
  const confluent = (...indexes: number[]): Buffer =>
    Buffer.concat([Buffer.from([0, 0, 0, 1, 2, ...indexes]), body])
  const indexed = Buffer.concat([Buffer.of(0), body])

  it.each<[string, Partial<SchemaRule>, Buffer]>([
    ['Confluent’s, the first message', { framing: 'confluent', frameId: '258' }, confluent(0)],
    ['Confluent’s, a message within another', { framing: 'confluent' }, confluent(4, 2, 0)],
    ['Glue’s', { framing: 'glue', frameId: uuid.toUpperCase() }, glue(0, indexed)],
    ['Glue’s, packed', { framing: 'glue' }, glue(5, deflateSync(indexed))],
  ])('are taken off: %s', async (_what, wish, bytes) => {
    expect((await read(await withOrder(wish), bytes))?.text).toBe(json)
  })

  it.each<[string, Partial<SchemaRule>, Buffer]>([
    ['another number', { framing: 'confluent', frameId: '259' }, confluent(0)],
    ['another version', { framing: 'glue', frameId: uuid.replace('0', '1') }, glue(0, indexed)],
    ['a packing that does not exist', { framing: 'glue' }, glue(1, indexed)],
    ['no frame', { framing: 'glue' }, body],
  ])('of another schema are not for the rule: %s', async (_what, wish, bytes) => {
    const decoded = await read(await withOrder(wish), bytes)
    expect(decoded?.chain.some(({ step }) => step === 'protobuf') ?? false).toBe(false)
  })

  it('that are packed and do not unpack say so', async () => {
    const decoded = await read(await withOrder({ framing: 'glue' }), glue(5, body))
    expect(decoded?.chain[0]?.misfit).toEqual({ code: 'codec', detail: 'zlib' })
  })

  it('hold Avro without an index before it', async () => {
    const schemas = await withOrder({ framing: 'confluent', schema: 'order.avsc' })
    expect((await read(schemas, Buffer.of(0, 0, 0, 0, 1, 14)))?.text).toBe('{\n  "id": 7\n}')
  })
})
