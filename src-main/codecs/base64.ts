/** Shorter words are too often base64 by chance. */
const leastCharacters = 8

const alphabets = [
  ['base64', /^[A-Za-z0-9+/]+={0,2}$/],
  ['base64url', /^[A-Za-z0-9_-]+={0,2}$/],
] as const

function withoutPadding(text: string): string {
  return text.replace(/=+$/, '')
}

/** A mail-like base64 text comes in lines of 64 or 76. */
function joined(text: string): string {
  return text.trim().replace(/\r?\n/g, '')
}

/** The bytes of a text that is strictly base64, of either alphabet; whether they mean anything is for the next step to say. */
export function findBase64(text: string): Uint8Array | undefined {
  const line = joined(text)
  if (line.length < leastCharacters) return undefined
  for (const [encoding, pattern] of alphabets) {
    if (!pattern.test(line)) continue
    const bytes = Buffer.from(line, encoding)
    // Canonical only: what would not come out as it went in is somebody's id, not base64.
    if (withoutPadding(bytes.toString(encoding)) === withoutPadding(line)) return bytes
  }
  return undefined
}
