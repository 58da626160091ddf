import type { EntryFacts } from '#contract'
import { findDecoded, findDecodedBytes, findText } from '../codecs/decode.ts'
import type { DecodeOptions } from '../codecs/decode.ts'

/** What a term is sought in, and a term itself: composed, since macOS writes Korean in parts, and without case. */
export function fold(text: string): string {
  // Composing costs, and what is ASCII is composed.
  const composed = /[\u0080-\uffff]/.test(text) ? text.normalize('NFC') : text
  return composed.toLowerCase()
}

/** Laid-out JSON says nothing that the raw does not, and takes most of the time. */
const layoutOff: DecodeOptions = { off: ['json'] }

/** Decoding costs a hundred times what this does, and most bodies are plain. What holds another body looks like this. */
function mayBeWrapped(text: string): boolean {
  if (/^\s*[[{]/.test(text)) return text.includes('"TopicArn"') || text.includes('"detail-type"')
  return /^\s*[A-Za-z0-9+/_=-]{8}/.test(text) && !text.slice(0, 64).trim().includes(' ')
}

/** Programs that write ASCII only write `\uc8fc` for `주`; people search for `주`. */
function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function withUnescaped(text: string): string[] {
  return text.includes('\\u') ? [text, unescaped(text)] : [text]
}

function textsOfBody(body: Uint8Array): string[] {
  const text = findText(body)
  const decode = text === undefined ? findDecodedBytes(body, layoutOff)?.text : undefined
  if (text === undefined) return withUnescaped(decode ?? '')
  const decoded = mayBeWrapped(text) ? findDecoded(text, layoutOff)?.text : undefined
  const texts = withUnescaped(text)
  return decoded === undefined || decoded === text ? texts : [...texts, ...withUnescaped(decoded)]
}

/** What the body says in the end, decoded as far as it can be; undefined where that is no text. */
export function meantText(body: Uint8Array): string | undefined {
  const text = findText(body)
  if (text !== undefined && !mayBeWrapped(text)) return text
  const decoded =
    text === undefined ? findDecodedBytes(body, layoutOff) : findDecoded(text, layoutOff)
  if (decoded === undefined) return text
  return decoded.binary === undefined ? decoded.text : undefined
}

type Named = Pick<
  EntryFacts,
  'messageId' | 'groupId' | 'deduplicationId' | 'sequenceNumber' | 'partitionKey' | 'attributes'
>

/** Everything of an entry that can be found by a term, folded. */
export function searchTextOf(body: Uint8Array, facts: Named): string {
  const { messageId, groupId, deduplicationId, sequenceNumber, partitionKey, attributes } = facts
  const words = [messageId, groupId, deduplicationId, sequenceNumber, partitionKey]
  const named = attributes.map(({ name, value, encoding }) =>
    encoding === 'text' ? `${name}=${value}` : name,
  )
  const known = words.filter((word) => word !== undefined)
  return fold([...textsOfBody(body), ...known, ...named].join('\n'))
}
