export const HEX_ROW_BYTES = 16

/** Made once: a megabyte has a million of them. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const GLYPHS = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
)

function hex(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => PAIRS[byte])
  const halves = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')]
  return halves.join('  ').padEnd(HEX_ROW_BYTES * 3)
}

function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => GLYPHS[byte]).join('')
}

/** Offset, sixteen bytes and their ASCII, as `hexdump -C` writes it. */
export function hexRow(bytes: Uint8Array, offset: number): string {
  const part = bytes.subarray(offset, offset + HEX_ROW_BYTES)
  return `${offset.toString(16).padStart(8, '0')}  ${hex(part)}  ${ascii(part)}`
}

/** All rows of a few bytes. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < bytes.length; offset += HEX_ROW_BYTES) {
    lines.push(hexRow(bytes, offset))
  }
  return lines.join('\n')
}

/** Bytes of a base64 text that main made, or undefined where it is not one. */
export function findBase64Bytes(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    // `atob` throws for exactly one reason: this is not base64. The caller shows the text as it came.
    return undefined
  }
}
