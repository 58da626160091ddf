const PER_LINE = 16

/** Made once: a megabyte has a million of them. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const GLYPHS = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
)

function hex(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => PAIRS[byte])
  const halves = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')]
  return halves.join('  ').padEnd(PER_LINE * 3)
}

function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => GLYPHS[byte]).join('')
}

/** Offset, sixteen bytes and their ASCII, line by line, as `hexdump -C` writes it. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < bytes.length; offset += PER_LINE) {
    const part = bytes.subarray(offset, offset + PER_LINE)
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex(part)}  ${ascii(part)}`)
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
