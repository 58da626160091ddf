import { createHash } from 'node:crypto'
import { ProtobufError, ProtobufView } from './protobuf-view.ts'

/** What the Kinesis Producer Library puts before the records that it has packed into one. */
const magic = Buffer.from([0xf3, 0x89, 0x9a, 0xc2])
const checksumBytes = 16
/**
 * Keys, records and tags of one frame together. The library packs 1 MiB at most, and a record takes 6 bytes at least: a
 * frame with more was made to fill the memory.
 */
const maxEntries = 256 * 1024

/** Tags as they stand in the frame: field number and wire type in one. */
const tags = {
  aggregated: { partitionKey: 0x0a, explicitHashKey: 0x12, record: 0x1a },
  record: { partitionKeyIndex: 0x08, explicitHashKeyIndex: 0x10, data: 0x1a, tag: 0x22 },
  tag: { key: 0x0a, value: 0x12 },
} as const

export interface KplTag {
  key: string
  value?: string
}

/** One of the records that a producer packed into one. */
export interface SubRecord {
  partitionKey: string
  explicitHashKey?: string
  /** A view into the frame. */
  data: Uint8Array
  tags: readonly KplTag[]
}

/**
 * Why a frame was not split; it is then shown as the record that it is.
 * - `truncated`: it ends before its checksum, or a field passes its end
 * - `checksum`: its MD5 is another: damaged, cut, or not such a frame at all
 * - `malformed`: the checksum holds, and it is no `AggregatedRecord`
 * - `bad-index`: a record names a key that is not in the table
 * - `empty`: no record inside: to split it would make it vanish
 * - `too-many`: more keys, records and tags than any producer packs
 */
export type KplFailure = 'truncated' | 'checksum' | 'malformed' | 'bad-index' | 'empty' | 'too-many'

export type KplSplit = { subRecords: SubRecord[] } | { failure: KplFailure }

class SplitError extends Error {
  readonly code: KplFailure

  constructor(code: KplFailure) {
    super(code)
    this.code = code
  }
}

interface Frame {
  partitionKeys: string[]
  explicitHashKeys: string[]
  records: ProtobufView[]
  entriesLeft: number
}

const noTags: readonly KplTag[] = []

function countEntry(frame: Frame): void {
  frame.entriesLeft -= 1
  if (frame.entriesLeft < 0) throw new SplitError('too-many')
}

/** The tables may stand after the records that use them, so records are only found here, and read once all is known. */
function readFrame(view: ProtobufView): Frame {
  const frame: Frame = {
    partitionKeys: [],
    explicitHashKeys: [],
    records: [],
    entriesLeft: maxEntries,
  }
  const { partitionKey, explicitHashKey, record } = tags.aggregated
  while (!view.isAtEnd) {
    const tag = view.varint()
    if (tag === partitionKey) frame.partitionKeys.push(view.text())
    else if (tag === explicitHashKey) frame.explicitHashKeys.push(view.text())
    else if (tag === record) frame.records.push(view.message())
    else {
      view.skip(tag)
      continue
    }
    countEntry(frame)
  }
  return frame
}

function keyAt(table: readonly string[], index: number): string {
  const key = table[index]
  if (key === undefined) throw new SplitError('bad-index')
  return key
}

function readTag(view: ProtobufView): KplTag {
  let key: string | undefined
  let value: string | undefined
  while (!view.isAtEnd) {
    const tag = view.varint()
    if (tag === tags.tag.key) key = view.text()
    else if (tag === tags.tag.value) value = view.text()
    else view.skip(tag)
  }
  if (key === undefined) throw new SplitError('malformed')
  return value === undefined ? { key } : { key, value }
}

interface RecordFields {
  partitionKeyIndex?: number
  explicitHashKeyIndex?: number
  data?: Uint8Array
  tags?: KplTag[]
}

function readField(view: ProtobufView, fields: RecordFields, frame: Frame): void {
  const tag = view.varint()
  if (tag === tags.record.partitionKeyIndex) fields.partitionKeyIndex = view.varint()
  else if (tag === tags.record.explicitHashKeyIndex) fields.explicitHashKeyIndex = view.varint()
  else if (tag === tags.record.data) fields.data = view.data()
  else if (tag === tags.record.tag) {
    countEntry(frame)
    fields.tags ??= []
    fields.tags.push(readTag(view.message()))
  } else view.skip(tag)
}

function readRecord(view: ProtobufView, frame: Frame): SubRecord {
  const fields: RecordFields = {}
  while (!view.isAtEnd) readField(view, fields, frame)
  const { partitionKeyIndex, explicitHashKeyIndex, data } = fields
  // Both are `required`.
  if (partitionKeyIndex === undefined || data === undefined) throw new SplitError('malformed')
  const partitionKey = keyAt(frame.partitionKeys, partitionKeyIndex)
  const known = { partitionKey, data, tags: fields.tags ?? noTags }
  if (explicitHashKeyIndex === undefined) return known
  return { ...known, explicitHashKey: keyAt(frame.explicitHashKeys, explicitHashKeyIndex) }
}

function split(frame: Buffer): KplSplit {
  if (frame.length < magic.length + checksumBytes) return { failure: 'truncated' }
  const end = frame.length - checksumBytes
  const message = frame.subarray(magic.length, end)
  const checksum = createHash('md5').update(message).digest()
  if (!checksum.equals(frame.subarray(end))) return { failure: 'checksum' }
  const read = readFrame(new ProtobufView(message, 0, message.length))
  if (read.records.length === 0) return { failure: 'empty' }
  return { subRecords: read.records.map((view) => readRecord(view, read)) }
}

/** Whether the data of a record begins as a frame of the producer library does. */
function isKplFrame(data: Uint8Array): boolean {
  return magic.every((byte, index) => data[index] === byte)
}

/**
 * The records that the Kinesis Producer Library has packed into one; undefined where it has not. Each brings its own
 * key, so that of the outer record, which may be missing, is not asked for. All or nothing: of a damaged frame no part
 * is shown as if it were whole. Never throws, and never copies the data.
 */
export function splitKpl(data: Uint8Array): KplSplit | undefined {
  if (!isKplFrame(data)) return undefined
  try {
    return split(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  } catch (error) {
    if (error instanceof ProtobufError || error instanceof SplitError) {
      return { failure: error.code }
    }
    throw error
  }
}
