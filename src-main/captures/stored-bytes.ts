import { z } from '#contract/z'

/** Bytes as libsql gives them: an ArrayBuffer from many rows, a Buffer from one. */
export const storedBytesSchema = z.union([
  z.instanceof(Uint8Array),
  z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer)),
])
