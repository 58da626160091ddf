import type { RecordRow, SequenceNumber, ShardId } from '#contract'
import { previewOf } from './record-text.ts'

/** A record as it was put, or a part of an aggregated one. */
export interface KeptRecord {
  shardId: ShardId
  sequenceNumber: SequenceNumber
  subSequence?: number
  partitionKey?: string
  explicitHashKey?: string
  arrivalMs?: number
  isEncrypted?: boolean
  frameFailure?: NonNullable<RecordRow['frameFailure']>
  data: Uint8Array
}

/** Field by field: spreading objects would take as long as all the rest. */
export function toRow(record: KeptRecord, index: number): RecordRow {
  const { preview, isText } = previewOf(record.data)
  const row: RecordRow = {
    index,
    shardId: record.shardId,
    sequenceNumber: record.sequenceNumber,
    bytes: record.data.length,
    preview,
    isText,
  }
  if (record.arrivalMs !== undefined) row.arrivalMs = record.arrivalMs
  if (record.partitionKey !== undefined) row.partitionKey = record.partitionKey
  if (record.subSequence !== undefined) row.subSequence = record.subSequence
  if (record.explicitHashKey !== undefined) row.explicitHashKey = record.explicitHashKey
  if (record.isEncrypted !== undefined) row.isEncrypted = record.isEncrypted
  if (record.frameFailure !== undefined) row.frameFailure = record.frameFailure
  return row
}
