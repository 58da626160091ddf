import { inflateSync } from 'node:zlib'
import { DECODED_MAX_BYTES } from '#contract'
import type { SchemaRule } from '#contract'
import { ByteSource } from '../codecs/byte-source.ts'
import { Misfit, TooMuch } from '../codecs/misfit.ts'

/** What stands within a frame, and which schema the frame names. */
interface Framed {
  id: string
  payload: Uint8Array
}

const confluentBytes = 5
const glueBytes = 18
const glueVersion = 3
const glueZlib = 5

/** A zero, and the number of the schema, the highest byte first (Confluent, "Wire format"). */
function findConfluent(bytes: Buffer): Framed | undefined {
  if (bytes.length < confluentBytes || bytes[0] !== 0) return undefined
  return { id: String(bytes.readUInt32BE(1)), payload: bytes.subarray(confluentBytes) }
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20)].join('-')
}

function inflate(bytes: Buffer): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: DECODED_MAX_BYTES })
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error
    if (isLarge && error.code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch()
    throw new Misfit('codec', 'zlib')
  }
}

/** A three, how it is packed (0 not, 5 zlib), and the UUID of the schema's version (AWS Glue Schema Registry). @throws Misfit, TooMuch */
function findGlue(bytes: Buffer): Framed | undefined {
  const packing = bytes[1]
  if (bytes.length < glueBytes || bytes[0] !== glueVersion) return undefined
  if (packing !== 0 && packing !== glueZlib) return undefined
  const rest = bytes.subarray(glueBytes)
  return {
    id: uuidOf(bytes.subarray(2, glueBytes)),
    payload: packing === 0 ? rest : inflate(rest),
  }
}

/** What the rule's frame holds; undefined where the bytes are not framed so, or name another schema. @throws Misfit, TooMuch */
export function findPayload(
  { framing, frameId = '' }: Pick<SchemaRule, 'framing' | 'frameId'>,
  bytes: Uint8Array,
): Uint8Array | undefined {
  if (framing === 'none') return bytes
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const framed = framing === 'confluent' ? findConfluent(buffer) : findGlue(buffer)
  if (framed === undefined) return undefined
  return frameId === '' || frameId.toLowerCase() === framed.id ? framed.payload : undefined
}

/**
 * Before a framed Protobuf message stands which message of its file it is: Confluent writes a list of indexes, signed,
 * Glue one number. The rule names the message, so that is stepped over. @throws Misfit
 */
export function withoutMessageIndex(
  framing: SchemaRule['framing'],
  payload: Uint8Array,
): Uint8Array {
  if (framing === 'none') return payload
  const source = new ByteSource(payload)
  if (framing === 'glue') source.varint()
  else for (let left = source.count(); left > 0; left -= 1) source.zigzag()
  return payload.subarray(source.at)
}
