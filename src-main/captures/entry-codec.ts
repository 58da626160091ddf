import { entryFactsSchema } from '#contract'
import type { CapturedBody, EntryFacts, EntryRow } from '#contract'
import { z } from '#contract/z'
import { findText } from '../codecs/decode.ts'
import { previewOf } from '../codecs/preview-of.ts'
import { storedBytesSchema } from './stored-bytes.ts'

/** As it is written and sent again: the bytes and everything beside them. */
export interface NewEntry extends EntryFacts {
  body: Uint8Array
}

/** Bytes that are enough for a preview of the most that one shows: four to a character. */
const PREVIEW_BYTES = 1_200

/** Texts with columns of their own. */
const textFacts = ['messageId', 'groupId', 'sequenceNumber', 'partitionKey', 'shardId'] as const

/** What has no column, or does not keep in one, goes as JSON into `more`. */
const moreSchema = entryFactsSchema.omit({ sentAtMs: true, receiveCount: true, attributes: true })

const columnsSchema = z.object({
  id: z.int(),
  sentAtMs: z.int().nullable(),
  receiveCount: z.int().nullable(),
  messageId: z.string().nullable(),
  groupId: z.string().nullable(),
  sequenceNumber: z.string().nullable(),
  partitionKey: z.string().nullable(),
  shardId: z.string().nullable(),
  attributeCount: z.int(),
  isText: z.int(),
  bodyBytes: z.int(),
})
const previewColumnsSchema = columnsSchema.extend({ start: storedBytesSchema })
const wholeColumnsSchema = columnsSchema.extend({
  attributes: z.string().nullable(),
  more: z.string().nullable(),
  body: storedBytesSchema,
})

const factsSchema = entryFactsSchema.omit({ systemAttributes: true })
const noMore: z.infer<typeof moreSchema> = { systemAttributes: [] }

const shared =
  'id, sentAtMs, receiveCount, messageId, groupId, sequenceNumber, partitionKey, shardId, attributeCount, isText, bodyBytes'
/** Of no bytes SQLite makes NULL. */
const start = `coalesce(substr(body, 1, ${String(PREVIEW_BYTES)}), x'')`
export const previewColumns = `${shared}, ${start} AS start`
export const wholeColumns = `${shared}, attributes, more, body`

export const insertEntry = `INSERT INTO entries
  (id, sentAtMs, receiveCount, messageId, groupId, sequenceNumber, partitionKey, shardId,
   attributes, attributeCount, more, isText, bodyBytes, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Texts that a column would not give back: it ends them at a NUL, and knows no half of a surrogate pair. */
function unkeptTexts(entry: NewEntry): Partial<EntryFacts> {
  const unkept = textFacts.filter((name) => {
    const text = entry[name]
    return text !== undefined && (text.includes('\0') || !text.isWellFormed())
  })
  return Object.fromEntries(unkept.map((name) => [name, entry[name]]))
}

/** The values of `insertEntry`, in its order. */
export function toColumns(id: number, entry: NewEntry): (number | string | Uint8Array | null)[] {
  const { body, attributes, sentAtMs, receiveCount, messageId, groupId, ...rest } = entry
  const { sequenceNumber, partitionKey, shardId, ...others } = rest
  const more = { ...others, ...unkeptTexts(entry) }
  const hasMore = more.systemAttributes.length > 0 || Object.keys(more).length > 1
  return [
    ...[id, sentAtMs ?? null, receiveCount ?? null, messageId ?? null, groupId ?? null],
    ...[sequenceNumber ?? null, partitionKey ?? null, shardId ?? null],
    attributes.length === 0 ? null : JSON.stringify(attributes),
    attributes.length,
    hasMore ? JSON.stringify(more) : null,
    Number(findText(body) !== undefined),
    ...[body.length, body],
  ]
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Without what is null. A loop, since this is run for every row that is read. */
function present<T extends Record<string, unknown>>(columns: T): Present<T> {
  const kept: Record<string, unknown> = {}
  for (const name in columns) if (columns[name] !== null) kept[name] = columns[name]
  return kept as Present<T> // the same names, less some
}

/** Cut in the middle of a character, the last one is left out. */
function textOfStart(start: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(start, {
    stream: start.length === PREVIEW_BYTES,
  })
}

export function toRow(columns: unknown, position: number): EntryRow {
  const { id: _id, start, isText, ...rest } = previewColumnsSchema.parse(columns)
  const { attributeCount, bodyBytes, ...facts } = rest
  return {
    ...present(facts),
    ...{ position, attributeCount, bodyBytes },
    isText: isText === 1,
    preview: isText === 1 ? previewOf(textOfStart(start)) : '',
  }
}

export function toEntry(columns: unknown): NewEntry {
  const { attributes, more, body, ...rest } = wholeColumnsSchema.parse(columns)
  const { id: _id, isText: _isText, attributeCount: _count, bodyBytes: _bytes, ...facts } = rest
  const others = more === null ? noMore : moreSchema.parse(JSON.parse(more))
  const parsed: unknown = attributes === null ? [] : JSON.parse(attributes)
  return { ...factsSchema.parse({ ...present(facts), attributes: parsed }), ...others, body }
}

export function toBody(body: Uint8Array): CapturedBody {
  const text = findText(body)
  return text === undefined
    ? { encoding: 'base64', value: Buffer.from(body).toString('base64') }
    : { encoding: 'text', value: text }
}

export function toBytes({ encoding, value }: CapturedBody): Uint8Array {
  return Buffer.from(value, encoding === 'text' ? 'utf8' : 'base64')
}
