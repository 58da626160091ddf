import { PREVIEW_CHARACTERS } from '#contract'
import { controlCharacters } from '../../codecs/control-characters.ts'
import { findText } from '../../codecs/decode.ts'
import { previewOf as cutPreview } from '../../codecs/preview-of.ts'

/** Four bytes a character at most, and one more character that may be cut. */
const previewBytes = PREVIEW_CHARACTERS * 4 + 4

/** As much of the beginning as a preview needs, without a character that would be cut. */
function startOf(data: Uint8Array): Uint8Array {
  if (data.length <= previewBytes) return data
  let end = previewBytes
  // 10xxxxxx goes on with a character; three of them follow its first byte at most.
  while (end > previewBytes - 4 && ((data[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return data.subarray(0, end)
}

/** What a decoder that forgives puts for bytes that are none of UTF-8. */
const replacement = '\ufffd'

/** As `findText`, by the faster way where that is sure. */
function findStartText(data: Uint8Array): string | undefined {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('utf8')
  // The character itself may stand in a text: then it is looked at closely.
  return text.includes(replacement) ? findText(data) : text
}

/** The first characters of the bytes as text, and whether they are text at all. */
export function previewOf(data: Uint8Array): { preview: string; isText: boolean } {
  const start = findStartText(startOf(data))
  if (start === undefined || controlCharacters.test(start)) return { preview: '', isText: false }
  return { preview: cutPreview(start), isText: true }
}
