const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Bytes to characters at a time: more are too many arguments for one call. */
const CHUNK_BYTES = 32_768

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES))
  }
  return btoa(binary)
}

/** A file as the body of a record: text where it is UTF-8 throughout, else base64. @throws when it cannot be read */
export async function readRecordFile(file: File): Promise<{ body: string; isBase64: boolean }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return { body: strictUtf8.decode(bytes), isBase64: false }
  } catch {
    return { body: base64Of(bytes), isBase64: true } // not text: its bytes as they are
  }
}
