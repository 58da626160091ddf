import type { RecordRow, SequenceNumber, ShardId } from '#contract'
import { previewOf } from './record-text.ts'

/** A record as it was put, or a part of an aggregated one. */
export interface KeptRecord {
  readonly shardId: ShardId
  readonly sequenceNumber: SequenceNumber
  readonly subSequence?: number
  readonly partitionKey?: string
  readonly explicitHashKey?: string
  readonly arrivalMs?: number
  readonly isEncrypted?: boolean
  readonly frameFailure?: NonNullable<RecordRow['frameFailure']>
  readonly data: Uint8Array
}

export function toRow({ data, ...record }: KeptRecord, index: number): RecordRow {
  return { index, ...record, bytes: data.length, ...previewOf(data) }
}
