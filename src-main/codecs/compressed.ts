import { gunzipSync, inflateSync } from 'node:zlib'
import { DECODED_MAX_BYTES } from '#contract/decoding'
import type { Inflated } from './inflated.ts'
import { findZstd } from './zstd.ts'

type Inflate = (bytes: Uint8Array) => Inflated

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

function attempt(run: () => Uint8Array): Inflated {
  try {
    return { bytes: run() }
  } catch (error) {
    // The magic bytes were there by chance, or the data is damaged: then it is not this, and is shown as it is.
    return isTooLarge(error) ? { tooLarge: true } : undefined
  }
}

const limit = { maxOutputLength: DECODED_MAX_BYTES }

/** RFC 1952: begins with 1f 8b. */
function findGzip(bytes: Uint8Array): Inflated {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return undefined
  return attempt(() => gunzipSync(bytes, limit))
}

/** RFC 1950: deflate with a window of 32 KiB at most, and a header that is a multiple of 31. */
function findZlib(bytes: Uint8Array): Inflated {
  const [method = 0, flags = 0] = bytes
  if ((method & 0x0f) !== 8 || method >> 4 > 7 || (method * 256 + flags) % 31 !== 0)
    return undefined
  return attempt(() => inflateSync(bytes, limit))
}

export const inflaters = { gzip: findGzip, zlib: findZlib, zstd: findZstd } satisfies Record<
  string,
  Inflate
>
