import type { ByteSource } from './byte-source.ts'
import type { ProtoNumber } from './protobuf-type.ts'
import type { Wire } from './protobuf-wire.ts'

/** How a number stands in the bytes. */
export const numberWires: Readonly<Record<ProtoNumber, 'varint' | 'fixed32' | 'fixed64'>> = {
  int32: 'varint',
  int64: 'varint',
  uint32: 'varint',
  uint64: 'varint',
  sint32: 'varint',
  sint64: 'varint',
  bool: 'varint',
  fixed32: 'fixed32',
  sfixed32: 'fixed32',
  float: 'fixed32',
  fixed64: 'fixed64',
  sfixed64: 'fixed64',
  double: 'fixed64',
}

type Varint = number | bigint

/** Longer ones are cut to their type's bits, as every reader of Protobuf does. */
const varints: Readonly<Partial<Record<ProtoNumber, (value: Varint) => string>>> = {
  int32: (value) => String(BigInt.asIntN(32, BigInt(value))),
  int64: (value) => String(BigInt.asIntN(64, BigInt(value))),
  uint32: (value) => String(BigInt.asUintN(32, BigInt(value))),
  uint64: String,
  sint32: (value) => zigzag(BigInt.asUintN(32, BigInt(value))),
  sint64: (value) => zigzag(BigInt(value)),
  bool: (value) => String(BigInt(value) !== 0n),
}

function zigzag(value: bigint): string {
  return String((value >> 1n) ^ -(value & 1n))
}

const fixed: Readonly<Partial<Record<ProtoNumber, (bytes: Buffer) => string>>> = {
  fixed32: (bytes) => String(bytes.readUInt32LE()),
  sfixed32: (bytes) => String(bytes.readInt32LE()),
  fixed64: (bytes) => String(bytes.readBigUInt64LE()),
  sfixed64: (bytes) => String(bytes.readBigInt64LE()),
}

/** One number out of many that stand one behind the other. @throws Misfit */
export function packedWire(type: ProtoNumber, source: ByteSource): Wire {
  const wire = numberWires[type]
  if (wire === 'varint') return { wire, value: source.varint() }
  return { wire, value: source.take(wire === 'fixed32' ? 4 : 8) }
}

/** A number with every digit; undefined of floating point, whose digits are a choice. */
export function findDigits(type: ProtoNumber, { value }: Wire): string | undefined {
  return Buffer.isBuffer(value) ? fixed[type]?.(value) : varints[type]?.(value)
}
