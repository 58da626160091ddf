import type { ShardId } from '#contract'
import { splitKpl } from '../kpl.ts'
import type { SubRecord } from '../kpl.ts'
import type { ReadRecord } from './shard-cursor.ts'
import { arrivalOf } from './shard-lane.ts'
import type { KeptRecord } from './kept-record.ts'

function plain(shardId: ShardId, record: ReadRecord): KeptRecord {
  const kept: KeptRecord = { shardId, sequenceNumber: record.SequenceNumber, data: record.Data }
  const arrivalMs = arrivalOf(record)
  if (record.PartitionKey !== undefined) kept.partitionKey = record.PartitionKey
  if (arrivalMs !== undefined) kept.arrivalMs = arrivalMs
  if (record.EncryptionType === 'KMS') kept.isEncrypted = true
  return kept
}

/** A part of an aggregated record: its own keys and bytes, the sequence number and times of the whole. */
function part(
  whole: KeptRecord,
  { partitionKey, explicitHashKey, data }: SubRecord,
  subSequence: number,
): KeptRecord {
  const hashKey = explicitHashKey === undefined ? {} : { explicitHashKey }
  return { ...whole, subSequence, partitionKey, ...hashKey, data }
}

/** A record as the tail keeps it; an aggregated one as the records that it carries. Nothing is ever dropped. */
export function keptRecords(shardId: ShardId, record: ReadRecord): KeptRecord[] {
  const whole = plain(shardId, record)
  const split = splitKpl(record.Data)
  if (split === undefined) return [whole]
  if ('failure' in split) return [{ ...whole, frameFailure: split.failure }]
  return split.subRecords.map((each, index) => part(whole, each, index))
}
