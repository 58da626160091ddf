/** Bytes out of bytes, or why not: undefined where the input is not of this kind at all. */
export type Inflated = { bytes: Uint8Array } | { tooLarge: true } | undefined
