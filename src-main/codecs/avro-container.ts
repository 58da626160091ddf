import { inflateRawSync } from 'node:zlib'
import { DECODED_MAX_BYTES } from '#contract/decoding'
import { nameOf } from './avro-type.ts'
import { writeAvro } from './avro-json.ts'
import { parseAvroSchema } from './avro-schema.ts'
import { ByteSource } from './byte-source.ts'
import { JsonSheet } from './json-sheet.ts'
import { Misfit, TooMuch } from './misfit.ts'
import { attemptReading } from './schema-reading.ts'
import type { SchemaReading } from './schema-reading.ts'

/** `Obj` and the version of the format. */
const magic = Buffer.from([0x4f, 0x62, 0x6a, 0x01])
const syncBytes = 16
/** A schema takes some hundred bytes; parsing one of megabytes would hold up everything else. */
const maxSchemaBytes = 1024 * 1024
const maxMetadata = 1_000

interface Header {
  schema: string
  codec: string
  sync: Buffer
}

/** A map of bytes, as Avro writes maps: in blocks, a negative count with the block's size behind it. */
function metadataOf(source: ByteSource): Map<string, Buffer> {
  const metadata = new Map<string, Buffer>()
  for (;;) {
    const head = Number(source.zigzag())
    if (head === 0) return metadata
    if (head < 0) source.zigzag()
    if (Math.abs(head) + metadata.size > maxMetadata) throw new Misfit('malformed')
    for (let left = Math.abs(head); left > 0; left -= 1) {
      metadata.set(source.sized().toString('utf8'), source.sized())
    }
  }
}

function headerOf(source: ByteSource): Header {
  source.take(magic.length)
  const metadata = metadataOf(source)
  const schema = metadata.get('avro.schema')
  if (schema === undefined) throw new Misfit('bad-schema', 'avro.schema')
  if (schema.length > maxSchemaBytes) throw new TooMuch()
  return {
    schema: schema.toString('utf8'),
    codec: metadata.get('avro.codec')?.toString('utf8') ?? 'null',
    sync: source.take(syncBytes),
  }
}

function unpackDeflate(block: Buffer): Buffer {
  try {
    return inflateRawSync(block, { maxOutputLength: DECODED_MAX_BYTES })
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error
    if (isLarge && error.code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch()
    throw new Misfit('codec', 'deflate')
  }
}

/** How blocks may be packed; the specification knows four more, each with a library of its own. */
const unpackers: Readonly<Partial<Record<string, (block: Buffer) => Uint8Array>>> = {
  null: (block) => block,
  deflate: unpackDeflate,
}

function unpackerOf(codec: string) {
  const unpack = Object.hasOwn(unpackers, codec) ? unpackers[codec] : undefined
  if (unpack === undefined) throw new Misfit('codec', codec)
  return unpack
}

/** Block for block; all of them together may come to no more than one body. */
function readContainer(bytes: Uint8Array): SchemaReading {
  const source = new ByteSource(bytes)
  const { schema, codec, sync } = headerOf(source)
  const unpack = unpackerOf(codec)
  const type = parseAvroSchema(schema).root
  const sheet = new JsonSheet()
  let records = 0
  let unpackedBytes = 0
  sheet.within('[]', (next) => {
    while (!source.isAtEnd) {
      const inBlock = source.count()
      const block = new ByteSource(unpack(source.sized()))
      if (!source.take(syncBytes).equals(sync)) throw new Misfit('sync')
      unpackedBytes += block.left
      if (unpackedBytes > DECODED_MAX_BYTES) throw new TooMuch()
      for (let left = inBlock; left > 0; left -= 1) {
        next()
        writeAvro(type, block, sheet)
      }
      if (!block.isAtEnd) throw new Misfit('rest')
      records += inBlock
    }
  })
  return { json: sheet.text, schema: { name: nameOf(type), records } }
}

export function isAvroContainer(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

/**
 * The records of an Avro object container file as a JSON array, by the schema that it brings (Avro 1.12, "Object
 * Container Files"). All or nothing: of a damaged file no part is shown as if it were whole. Never throws.
 */
export function readAvroContainer(bytes: Uint8Array): SchemaReading {
  return attemptReading(() => readContainer(bytes))
}
