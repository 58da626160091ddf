import type { RecordRow } from './tail-model.ts'

/** Between the fields of a row, and between rows. */
const [fieldEnd, rowEnd] = ['\u001f', '\u001e']
const [text, bytes] = ['t', 'b']

/** What most rows do not have, or what would be taken for an end: as JSON, which escapes it. */
type Rest = Partial<RecordRow>

function holdsEnd(field: string): boolean {
  return field.includes(fieldEnd) || field.includes(rowEnd)
}

function restOf(row: RecordRow): Rest | undefined {
  const { partitionKey, preview, subSequence, explicitHashKey, isEncrypted, frameFailure } = row
  const isKeyIn = partitionKey !== undefined && (partitionKey === '' || holdsEnd(partitionKey))
  const isPreviewIn = holdsEnd(preview)
  const isRare = subSequence ?? explicitHashKey ?? isEncrypted ?? frameFailure
  if (isRare === undefined && !isKeyIn && !isPreviewIn) return undefined
  return {
    ...(isKeyIn ? { partitionKey } : {}),
    ...(isPreviewIn ? { preview } : {}),
    ...(subSequence === undefined ? {} : { subSequence }),
    ...(explicitHashKey === undefined ? {} : { explicitHashKey }),
    ...(isEncrypted === undefined ? {} : { isEncrypted }),
    ...(frameFailure === undefined ? {} : { frameFailure }),
  }
}

function packRow(row: RecordRow): string {
  const { index, shardId, sequenceNumber, arrivalMs = '', partitionKey = '', preview } = row
  const rest = restOf(row)
  const key = rest?.partitionKey === undefined ? partitionKey : ''
  const shown = rest?.preview === undefined ? preview : ''
  const kind = row.isText ? text : bytes
  const json = rest === undefined ? '' : JSON.stringify(rest)
  return `${String(index)}${fieldEnd}${shardId}${fieldEnd}${sequenceNumber}${fieldEnd}${String(row.bytes)}${fieldEnd}${String(arrivalMs)}${fieldEnd}${kind}${fieldEnd}${json}${fieldEnd}${key}${fieldEnd}${shown}`
}

function unpackRow(packed: string): RecordRow {
  const [index, shardId, sequenceNumber, length, arrivalMs, kind, rest, partitionKey, preview] =
    packed.split(fieldEnd)
  const row = {
    ...{ index: Number(index), shardId, sequenceNumber, bytes: Number(length) },
    ...{ isText: kind === text, preview },
    ...(arrivalMs === '' ? {} : { arrivalMs: Number(arrivalMs) }),
    ...(partitionKey === '' ? {} : { partitionKey }),
    ...(rest === '' ? {} : (JSON.parse(rest ?? '') as Rest)), // what `packRow` wrote
  }
  // Main wrote it by the function above: both ends are of one build, and the text came over the port unchanged.
  return row as RecordRow
}

/**
 * Rows of a timeline as one text. The port's own way to write objects walks every field of every row, and JSON escapes
 * what is JSON already: with thousands of rows a second either took more than reading them from Kinesis did (bench
 * `streams.cpu`).
 */
export function packRows(rows: readonly RecordRow[]): string {
  return rows.map(packRow).join(rowEnd)
}

/** @throws SyntaxError where it is no text of `packRows` */
export function unpackRows(packed: string): RecordRow[] {
  return packed === '' ? [] : packed.split(rowEnd).map(unpackRow)
}
