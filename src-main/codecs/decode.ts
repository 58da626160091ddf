import type { ChainLink, Decoded, DecoderStep, Envelope } from '#contract'
import { isAvroContainer, readAvroContainer } from './avro-container.ts'
import { findBase64 } from './base64.ts'
import { findBinaryFormat } from './binary-formats.ts'
import { inflaters } from './compressed.ts'
import { controlCharacters } from './control-characters.ts'
import { envelopes } from './envelopes.ts'
import { findJsonLayout } from './json-layout.ts'
import { isNestedWithin } from './json-tokens.ts'
import type { SchemaReader, StepReading } from './schema-reading.ts'

/** Deeper nesting than this is not laid out: each level adds its indent to every line, so depth is quadratic in size. */
const maxDepth = 200
/** Eight times the largest message: a text written to be laid out at 200 times its size is shown as it is. */
const maxCharacters = 8 * 1024 * 1024
/** A longer document is not parsed: laying it out would hold up everything else for too long. */
const maxJsonCharacters = 4 * 1024 * 1024
/** Wrappings within wrappings; nobody needs more, and each costs time. */
const maxLinks = 12
/** Bytes that are not text are shown up to here. */
const maxBinaryBytes = 64 * 1024
/** Fewer characters are too often readable by chance: of twelve random bytes one in a hundred thousand is. */
const leastReadable = 12

interface Decoding {
  off: ReadonlySet<DecoderStep>
  schemas: SchemaReader | undefined
  chain: ChainLink[]
  envelopes: Envelope[]
}

/** What a decoder left: text, or bytes that are not. */
type Content = { text: string } | { bytes: Uint8Array }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text that the bytes are; undefined where they are no UTF-8 throughout. */
export function findText(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined // bytes that are no text
  }
}

/** Only what parses is JSON; a bare number or word is left as it is, since laying it out would say nothing. */
function findDocument(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || !isNestedWithin(text, maxDepth)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON
  }
}

/** Text that a person could have written: what base64 of text must come to, to be taken for that. */
function isReadable(text: string): boolean {
  const isWhole = !text.includes('\ufffd') && !controlCharacters.test(text)
  return isWhole && text.length >= leastReadable
}

interface Facts extends Pick<ChainLink, 'schema'> {
  before: number
  after: number
}

/** Adds a link; true when its step is to be taken. */
function take(decoding: Decoding, step: DecoderStep, facts: Facts): boolean {
  const { before, after, ...named } = facts
  const isOff = decoding.off.has(step)
  decoding.chain.push({
    ...{ step, state: isOff ? 'off' : 'on', bytes: isOff ? before : after },
    ...named,
  })
  return !isOff
}

const compressions = ['gzip', 'zlib', 'zstd'] as const

/** Undoes a compression; without one the bytes are text, of a binary format, or stay bytes. */
function openBytes(bytes: Uint8Array, decoding: Decoding): Content | undefined {
  for (const step of compressions) {
    const inflated = inflaters[step](bytes)
    if (inflated === undefined) continue
    if ('tooLarge' in inflated) {
      decoding.chain.push({ step, state: 'too-large', bytes: bytes.length })
      return undefined
    }
    const sizes = { before: bytes.length, after: inflated.bytes.length }
    return take(decoding, step, sizes) ? { bytes: inflated.bytes } : undefined
  }
  const read = openReading(bytes, decoding)
  if (read !== undefined) return read
  const text = findText(bytes)
  return text === undefined ? openFormat(bytes, decoding) : { text }
}

function findReading(bytes: Uint8Array, { schemas }: Decoding): StepReading | undefined {
  if (isAvroContainer(bytes)) return { step: 'avro', ...readAvroContainer(bytes) }
  return schemas?.(bytes)
}

/** By a schema: where the bytes do not fit it, the chain says why, and they are shown as they are. */
function openReading(bytes: Uint8Array, decoding: Decoding): Content | undefined {
  const reading = findReading(bytes, decoding)
  if (reading === undefined) return undefined
  const { step, schema } = reading
  const named = schema === undefined ? {} : { schema }
  const before = bytes.length
  if ('json' in reading) {
    const after = Buffer.byteLength(reading.json)
    const isTaken = take(decoding, step, { before, after, ...named })
    return isTaken ? { text: reading.json } : undefined
  }
  const why = 'misfit' in reading ? { misfit: reading.misfit } : {}
  const state = 'misfit' in reading ? 'misfit' : 'too-large'
  decoding.chain.push({ step, state, bytes: before, ...named, ...why })
  return undefined
}

/** Of bytes that are neither compressed nor text. */
function openFormat(bytes: Uint8Array, decoding: Decoding): Content | undefined {
  const found = findBinaryFormat(bytes)
  if (found === undefined) return undefined
  const { format, json } = found
  const sizes = { before: bytes.length, after: Buffer.byteLength(json) }
  return take(decoding, format, sizes) ? { text: json } : undefined
}

/** Whether bytes out of base64 mean something: another step takes them, or they are readable text. */
function isMeant(bytes: Uint8Array, decoding: Decoding): boolean {
  const { schemas } = decoding
  if (isAvroContainer(bytes)) return true
  const reading = schemas?.(bytes)
  if (reading !== undefined && 'json' in reading) return true
  if (compressions.some((step) => inflaters[step](bytes) !== undefined)) return true
  const text = findText(bytes)
  if (text === undefined) return findBinaryFormat(bytes) !== undefined
  return isReadable(text) || findDocument(text) !== undefined || isWrapped(text, decoding)
}

/** Base64 of base64, down to something: too short to be read as text, and nothing comes out so by chance. */
function isWrapped(text: string, decoding: Decoding): boolean {
  const bytes = text.length > maxJsonCharacters ? undefined : findBase64(text)
  return bytes !== undefined && isMeant(bytes, decoding)
}

function openEnvelope(document: unknown, text: string, decoding: Decoding): Content | undefined {
  for (const [name, open] of Object.entries(envelopes)) {
    const step = name as DecoderStep // the keys of that table are steps
    const opened = open(document, text)
    if (opened === undefined) continue
    const { inner = text } = opened
    const sizes = { before: Buffer.byteLength(text), after: Buffer.byteLength(inner) }
    if (!take(decoding, step, sizes)) continue
    decoding.envelopes.push({ step, facts: opened.facts })
    if (opened.inner !== undefined) return { text: opened.inner }
  }
  return undefined
}

/** One step further in: undefined where nothing more applies. */
function openText(text: string, decoding: Decoding): Content | undefined {
  if (text.length > maxJsonCharacters) return undefined
  const document = findDocument(text)
  if (document !== undefined) return openEnvelope(document, text, decoding)
  const bytes = findBase64(text)
  if (bytes === undefined || !isMeant(bytes, decoding)) return undefined
  const sizes = { before: text.length, after: bytes.length }
  return take(decoding, 'base64', sizes) ? { bytes } : undefined
}

function openAll(first: Content, decoding: Decoding): Content {
  let content = first
  while (decoding.chain.length < maxLinks) {
    const next: Content | undefined =
      'text' in content ? openText(content.text, decoding) : openBytes(content.bytes, decoding)
    if (next === undefined) break
    content = next
  }
  return content
}

/** JSON laid out is the last step: nothing is inside it any more. */
function layOut(text: string, decoding: Decoding): string | undefined {
  const bytes = Buffer.byteLength(text)
  if (text.length > maxJsonCharacters) {
    if (/^\s*[[{]/.test(text)) decoding.chain.push({ step: 'json', state: 'too-large', bytes })
    return undefined
  }
  if (findDocument(text) === undefined) return undefined
  const laid = findJsonLayout(text, { maxCharacters })
  if (laid === undefined) return undefined
  return take(decoding, 'json', { before: bytes, after: bytes }) ? laid : undefined
}

type Shown = Pick<Decoded, 'text' | 'language' | 'binary'>

function shown(content: Content, decoding: Decoding): Shown {
  if ('bytes' in content) {
    const text = findText(content.bytes)
    if (text !== undefined) return { text, language: 'text' }
    const binary = Buffer.from(content.bytes.subarray(0, maxBinaryBytes)).toString('base64')
    return { text: '', language: 'text', binary }
  }
  const laid = layOut(content.text, decoding)
  return laid === undefined
    ? { text: content.text, language: 'text' }
    : { text: laid, language: 'json' }
}

/** How a body is decoded; by default by all that is built in. */
export interface DecodeOptions {
  /** Named where they would apply, and not taken. */
  off?: readonly DecoderStep[] | undefined
  /** What the user's schemas say of the source that the body comes from. */
  schemas?: SchemaReader | undefined
}

function decodedFrom(first: Content, { off = [], schemas }: DecodeOptions): Decoded | undefined {
  const decoding: Decoding = { off: new Set(off), schemas, chain: [], envelopes: [] }
  const result = shown(openAll(first, decoding), decoding)
  if (decoding.chain.length === 0) return undefined
  return { chain: decoding.chain, envelopes: decoding.envelopes, ...result }
}

/**
 * The body as a reader wants it, with the decoders that led there in order; undefined when none applies and the raw text is
 * all there is. Never throws; its time and memory are bounded by the limits above, whatever the body was made for.
 */
export function findDecoded(body: string, options: DecodeOptions = {}): Decoded | undefined {
  return decodedFrom({ text: body }, options)
}

/** The same for bytes; where none applies, `findText` says whether they are text at all. */
export function findDecodedBytes(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Decoded | undefined {
  return decodedFrom({ bytes }, options)
}
