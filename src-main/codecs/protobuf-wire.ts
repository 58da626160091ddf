import { ByteSource } from './byte-source.ts'
import { Misfit, TooMuch } from './misfit.ts'

/** A field as it stands in the bytes, before anything is known of its type. */
export type Wire =
  | { wire: 'varint'; value: number | bigint }
  | { wire: 'fixed32' | 'fixed64' | 'bytes' | 'group'; value: Buffer }

export interface WireField {
  id: number
  value: Wire
}

const maxFieldId = 2 ** 29 - 1
/** More fields than anybody reads; each takes two bytes at least. */
const maxFields = 1_000_000
const maxDepth = 100

const groupEnd = 4

interface Tag {
  id: number
  type: number
}

function tagOf(source: ByteSource): Tag {
  const tag = Number(source.varint())
  const id = Math.floor(tag / 8)
  if (id < 1 || id > maxFieldId) throw new Misfit('malformed')
  return { id, type: tag % 8 }
}

function lengthOf(source: ByteSource): number {
  return Number(source.varint())
}

/** What stands between the marks of a group: its end is known only by reading through it. */
function groupOf(source: ByteSource, id: number, depth: number): Buffer {
  if (depth > maxDepth) throw new TooMuch()
  const start = source.at
  for (;;) {
    const end = source.at
    const tag = tagOf(source)
    if (tag.type !== groupEnd) {
      wireOf(source, tag, depth)
      continue
    }
    if (tag.id !== id) throw new Misfit('malformed')
    return source.bytes.subarray(start, end)
  }
}

function wireOf(source: ByteSource, { id, type }: Tag, depth: number): Wire {
  if (type === 0) return { wire: 'varint', value: source.varint() }
  if (type === 1) return { wire: 'fixed64', value: source.take(8) }
  if (type === 2) return { wire: 'bytes', value: source.take(lengthOf(source)) }
  if (type === 3) return { wire: 'group', value: groupOf(source, id, depth + 1) }
  if (type === 5) return { wire: 'fixed32', value: source.take(4) }
  throw new Misfit('malformed')
}

/** The fields of a message, which has no end but that of its bytes. @throws Misfit, TooMuch */
export function wireFieldsOf(bytes: Uint8Array): WireField[] {
  const source = new ByteSource(bytes)
  const fields: WireField[] = []
  while (!source.isAtEnd) {
    const tag = tagOf(source)
    fields.push({ id: tag.id, value: wireOf(source, tag, 0) })
    if (fields.length > maxFields) throw new TooMuch()
  }
  return fields
}
