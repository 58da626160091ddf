import { Decompress } from 'fzstd'
import { DECODED_MAX_BYTES } from '#contract/decoding'
import type { Inflated } from './inflated.ts'

/** RFC 8878, a frame's magic number as it stands in the bytes. */
const magic = [0x28, 0xb5, 0x2f, 0xfd] as const
/**
 * The decoder moves its whole window for each block, so many small blocks in a large window would take hours. So much
 * may be moved, in bytes: a fraction of a second.
 */
const maxWorkBytes = 2 * 1024 * 1024 * 1024

class TooLarge extends Error {}

function isFrame(bytes: Uint8Array, at: number): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte)
}

/** Little-endian; of more than four bytes only the size of the number matters. */
function numberAt(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let index = length - 1; index >= 0; index -= 1)
    value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

/** The window that the frame at `at` wants, in bytes: memory that the decoder takes before it has read anything. */
function windowOf(bytes: Uint8Array, at: number): number {
  const descriptor = bytes[at + 4] ?? 0
  const isSingleSegment = (descriptor & 0x20) !== 0
  if (!isSingleSegment) {
    const window = bytes[at + 5] ?? 0
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7)
  }
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const sizeBytes = [1, 2, 4, 8][descriptor >> 6] ?? 1
  return numberAt(bytes, at + 5 + dictionaryBytes, sizeBytes)
}

/** The largest window of any frame; what only looks like a frame counts too, which is rare and safe. */
function largestWindow(bytes: Uint8Array): number {
  let largest = 0
  for (let at = bytes.indexOf(magic[0]); at !== -1; at = bytes.indexOf(magic[0], at + 1))
    if (isFrame(bytes, at)) largest = Math.max(largest, windowOf(bytes, at))
  return largest
}

function decompress(bytes: Uint8Array, windowBytes: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let size = 0
  let work = 0
  const decoder = new Decompress((chunk) => {
    size += chunk.length
    work += windowBytes + chunk.length
    if (size > DECODED_MAX_BYTES || work > maxWorkBytes) throw new TooLarge()
    chunks.push(chunk.slice())
  })
  decoder.push(bytes, true)
  return Buffer.concat(chunks)
}

/** What a Zstandard text holds. Node 20, which Electron 33 brings, has no decoder of its own. */
export function findZstd(bytes: Uint8Array): Inflated {
  if (!isFrame(bytes, 0)) return undefined
  const windowBytes = largestWindow(bytes)
  if (windowBytes > DECODED_MAX_BYTES) return { tooLarge: true }
  try {
    return { bytes: decompress(bytes, windowBytes) }
  } catch (error) {
    // Damaged, or not Zstandard after all: shown as it is.
    return error instanceof TooLarge ? { tooLarge: true } : undefined
  }
}
