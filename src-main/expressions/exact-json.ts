declare global {
  /** A number's own digits in a reviver, and back again: in V8 since 11.4, not yet in TypeScript's library. */
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown
    rawJSON(text: string): unknown
    isRawJSON(value: unknown): value is { rawJSON: string }
  }
}

/** As JSON.parse, but a number whose digits would be lost is kept as they stand, and `JSON.stringify` writes them so. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && source !== String(value)
      ? JSON.rawJSON(source)
      : value,
  )
}

/** The digits of a number that was kept as it stands. */
export function findDigits(value: unknown): string | undefined {
  return JSON.isRawJSON(value) ? value.rawJSON : undefined
}

/** True where a JSON text has an integer that a JavaScript number would not keep. */
export function losesDigits(text: string): boolean {
  let isLost = false
  JSON.parse(text, (_key, value, { source }) => {
    if (typeof value === 'number' && /^-?\d+$/.test(source ?? '') && !Number.isSafeInteger(value)) {
      isLost = true
    }
    return value
  })
  return isLost
}
