import { decode as decodeMessagePack, ExtData } from '@msgpack/msgpack'
import { decode as decodeCbor } from 'cborg'
import type { TagDecoder } from 'cborg'
import { findBinaryJson, Special } from './binary-json.ts'

export type BinaryFormat = 'cbor' | 'msgpack'

/** Larger bodies are shown as bytes: decoding one would hold up everything else for too long. */
const maxBytes = 4 * 1024 * 1024

function numberOf(bytes: unknown): bigint {
  return bytes instanceof Uint8Array ? BigInt(`0x0${Buffer.from(bytes).toString('hex')}`) : 0n
}

/** RFC 8949: times, large numbers, and the tag that says no more than "this is CBOR". */
const knownTags: Readonly<Record<number, TagDecoder>> = {
  0: (decode) => new Special('date', decode()),
  1: (decode) => new Date(Number(decode()) * 1000),
  2: (decode) => numberOf(decode()),
  3: (decode) => -1n - numberOf(decode()),
  55_799: (decode) => decode(),
}

/** Any other tag stands beside what it tags: nothing is left out. */
const tags = new Proxy<Record<number, TagDecoder>>(
  {},
  {
    get: (_target, tag): TagDecoder =>
      knownTags[Number(tag)] ?? ((decode) => new Special('tag', [Number(tag), decode()])),
  },
)

function keyText(key: unknown): string {
  if (typeof key === 'string' || typeof key === 'number' || typeof key === 'bigint')
    return String(key)
  throw new TypeError('a key that is neither text nor number')
}

/** The key that was made into a name of its own. */
function keyOf(name: string): unknown {
  const [, type, text = ''] = /^\d+ (\w+) (.*)$/s.exec(name) ?? []
  if (type === 'bigint') return BigInt(text)
  return type === 'number' ? Number(text) : text
}

/** A map whose keys are texts, each there once; otherwise its entries one after the other. */
function mapOf(entries: [unknown, unknown][]): unknown {
  const map = new Map(entries)
  return map.size === entries.length ? map : new Special('map', entries)
}

/** Each element takes a byte at least, so no length beyond the input is believed. */
function messagePackOf(bytes: Uint8Array): unknown {
  const most = bytes.length
  let keys = 0
  return decodeMessagePack(bytes, {
    useBigInt64: true,
    // The library makes objects, which would lose double keys, order numbers, and take 1 for '1'.
    mapKeyConverter: (key) => `${String((keys += 1))} ${typeof key} ${keyText(key)}`,
    maxStrLength: most,
    maxBinLength: most,
    maxArrayLength: most,
    maxMapLength: most,
    maxExtLength: most,
  })
}

function cborOf(bytes: Uint8Array): unknown {
  // Double keys would be lost in a map, so such bytes stay bytes.
  return decodeCbor(bytes, { useMaps: true, rejectDuplicateMapKeys: true, tags })
}

/** Extensions of MessagePack that are none of its own, with their type. */
function named(value: unknown): unknown {
  if (value instanceof ExtData) return new Special('ext', [value.type, value.data])
  if (Array.isArray(value)) return value.map(named)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array || value instanceof Date) return value
  return mapOf(Object.entries(value).map(([name, each]) => [keyOf(name), named(each)]))
}

const decoders: Readonly<Record<BinaryFormat, (bytes: Uint8Array) => unknown>> = {
  cbor: cborOf,
  msgpack: (bytes) => named(messagePackOf(bytes)),
}

/** A map of CBOR is an extension or a text of MessagePack, and the other way round: the likelier is tried first. */
function likeliest(first: number): readonly BinaryFormat[] {
  const isCborMap = (first >= 0xa0 && first <= 0xbf) || first === 0xd9
  return isCborMap ? ['cbor', 'msgpack'] : ['msgpack', 'cbor']
}

function findAs(format: BinaryFormat, bytes: Uint8Array): string | undefined {
  try {
    return findBinaryJson(decoders[format](bytes))
  } catch {
    return undefined // not that format, or not all of it
  }
}

/** Maps and arrays begin with these; texts and bare numbers are not looked for. */
function mayBegin(first: number): boolean {
  return first >= 0x80 && first !== 0xff
}

/**
 * The JSON of bytes that are one map or array of CBOR (RFC 8949) or MessagePack throughout. What JSON has no name for
 * comes as `{"$base64"}`, `{"$date"}`, `{"$map"}`, `{"$tag"}`, `{"$ext"}` or `{"$number"}`. Never throws.
 */
export function findBinaryFormat(
  bytes: Uint8Array,
): { format: BinaryFormat; json: string } | undefined {
  const [first = 0] = bytes
  if (bytes.length > maxBytes || !mayBegin(first)) return undefined
  for (const format of likeliest(first)) {
    const json = findAs(format, bytes)
    if (json !== undefined) return { format, json }
  }
  return undefined
}
