import { BUCKETS, MARK_BYTES } from './gram-marks.ts'
import type { Wanted } from './gram-marks.ts'

/**
 * The marks of many blocks, turned: for each bucket, which of the blocks have it. A term's few buckets are then a few
 * short reads, where the blocks' own marks would all have to be read.
 */
export const SLICE_BLOCKS = 256
const columnBytes = SLICE_BLOCKS / 8
/** As many as fit a page of the file. */
const chunkBuckets = 128
export const CHUNKS = BUCKETS / chunkBuckets
const chunkBytes = chunkBuckets * columnBytes

function setBits(turned: Uint8Array, marks: Uint8Array, block: number): void {
  const column = block >>> 3
  const bit = 1 << (block & 7)
  for (let at = 0; at < MARK_BYTES; at += 1) {
    let byte = marks[at] ?? 0
    while (byte !== 0) {
      const low = 31 - Math.clz32(byte & -byte)
      const index = (at * 8 + low) * columnBytes + column
      turned[index] = (turned[index] ?? 0) | bit
      byte &= byte - 1
    }
  }
}

/** The chunks of 256 blocks' marks, in order. */
export function turnMarks(marks: Iterable<Uint8Array>): Uint8Array[] {
  const turned = new Uint8Array(BUCKETS * columnBytes)
  let block = 0
  for (const each of marks) {
    setBits(turned, each, block)
    block += 1
  }
  return Array.from({ length: CHUNKS }, (_, chunk) =>
    turned.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes),
  )
}

type ReadChunk = (chunk: number) => Uint8Array

function columnOf(read: ReadChunk, bucket: number): Uint8Array {
  const at = (bucket % chunkBuckets) * columnBytes
  return read(Math.floor(bucket / chunkBuckets)).subarray(at, at + columnBytes)
}

function allOf(read: ReadChunk, buckets: readonly number[]): Uint8Array {
  const blocks = new Uint8Array(columnBytes).fill(0xff)
  for (const bucket of buckets) {
    const column = columnOf(read, bucket)
    let left = 0
    for (let at = 0; at < columnBytes; at += 1) {
      blocks[at] = (blocks[at] ?? 0) & (column[at] ?? 0)
      left |= blocks[at] ?? 0
    }
    if (left === 0) break
  }
  return blocks
}

function anyOf(read: ReadChunk, from: number, until: number): Uint8Array {
  const blocks = new Uint8Array(columnBytes)
  for (let bucket = from; bucket < until; bucket += 1) {
    columnOf(read, bucket).forEach((byte, at) => {
      blocks[at] = (blocks[at] ?? 0) | byte
    })
  }
  return blocks
}

/** Which of the 256 blocks may hold the term, in order. */
export function blocksWith(wanted: Wanted, read: ReadChunk): number[] {
  const known = new Map<number, Uint8Array>()
  const readOnce: ReadChunk = (chunk) => {
    const bits = known.get(chunk) ?? read(chunk)
    known.set(chunk, bits)
    return bits
  }
  const bits =
    'all' in wanted ? allOf(readOnce, wanted.all) : anyOf(readOnce, wanted.from, wanted.until)
  return Array.from({ length: SLICE_BLOCKS }, (_, block) => block).filter(
    (block) => ((bits[block >>> 3] ?? 0) & (1 << (block & 7))) !== 0,
  )
}
