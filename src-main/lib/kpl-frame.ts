import { createHash } from 'node:crypto'

const magic = [0xf3, 0x89, 0x9a, 0xc2] as const

export interface PackedRecord {
  readonly partitionKey: string
  readonly explicitHashKey?: string
  readonly data: Uint8Array
  readonly tags?: readonly { readonly key: string; readonly value?: string }[]
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let left = value
  while (left >= 128) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  return Uint8Array.from([...bytes, left])
}

/** A field with a length: text, bytes or a message. */
export function protobufBlock(field: number, content: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(content)
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes])
}

export function protobufNumber(field: number, value: number): Uint8Array {
  return Buffer.concat([varint(field * 8), varint(value)])
}

/** An `AggregatedRecord` as a record of a stream carries it: the magic number before it, its MD5 behind it. */
export function sealedFrame(message: Uint8Array): Uint8Array {
  const checksum = createHash('md5').update(message).digest()
  return Buffer.concat([Uint8Array.from(magic), message, checksum])
}

/** Where a key stands in its table; one that is not there yet is added. */
function indexIn(table: Map<string, number>, key: string): number {
  const index = table.get(key) ?? table.size
  table.set(key, index)
  return index
}

interface KeyTables {
  partitionKeys: Map<string, number>
  explicitHashKeys: Map<string, number>
}

function packed(record: PackedRecord, tables: KeyTables): Uint8Array {
  const { partitionKey, explicitHashKey, data, tags = [] } = record
  const fields = [protobufNumber(1, indexIn(tables.partitionKeys, partitionKey))]
  if (explicitHashKey !== undefined)
    fields.push(protobufNumber(2, indexIn(tables.explicitHashKeys, explicitHashKey)))
  fields.push(protobufBlock(3, data))
  for (const { key, value } of tags) {
    const inside = value === undefined ? [] : [protobufBlock(2, value)]
    fields.push(protobufBlock(4, Buffer.concat([protobufBlock(1, key), ...inside])))
  }
  return protobufBlock(3, Buffer.concat(fields))
}

/** Records packed into one as the Kinesis Producer Library does it, each key once in its table. */
export function kplFrame(records: readonly PackedRecord[]): Uint8Array {
  const tables: KeyTables = { partitionKeys: new Map(), explicitHashKeys: new Map() }
  const packedRecords = records.map((record) => packed(record, tables))
  return sealedFrame(
    Buffer.concat([
      ...[...tables.partitionKeys.keys()].map((key) => protobufBlock(1, key)),
      ...[...tables.explicitHashKeys.keys()].map((key) => protobufBlock(2, key)),
      ...packedRecords,
    ]),
  )
}
