/** What Kinesis allows of a record that is put. The only place of these rules: the window judges by them, main again. */
import { findHashKey } from './hash-range.ts'
import { base64Bytes, utf8Bytes } from './message-size.ts'
import type { StreamDetail } from './streams.ts'

/** `PutRecords`: so many records, and so many bytes of data and keys together ([sdk] PutRecords). */
export const PUT_RECORDS_MAX = 500
export const PUT_RECORDS_MAX_BYTES = 10_485_760
/** Unicode characters of a partition key ([sdk] PutRecord `PartitionKey`). */
export const PARTITION_KEY_MAX = 256
/** Where a stream does not say otherwise ([sdk] UpdateMaxRecordSize: 1,024 to 10,240 KiB). */
export const RECORD_BYTES_DEFAULT = 1_048_576
/** Characters of the largest record as base64. */
export const RECORD_MAX_CHARACTERS = 14_000_000

/** A record as it is to be put. */
export interface OutgoingRecord {
  body: string
  /** The body is base64 of the record's bytes; otherwise they are its text in UTF-8. */
  isBase64?: boolean | undefined
  partitionKey?: string | undefined
  /** Overrides where the partition key would put it; the record still carries the key. */
  explicitHashKey?: string | undefined
}

/** What a stream allows and asks for. */
export interface RecordRules {
  maximumRecordBytes: number
  /** Under `auto` a record may go without a key. */
  distribution: StreamDetail['distribution']
}

export type RecordField = 'body' | 'partitionKey' | 'explicitHashKey'
export type RecordProblemKey =
  'keyMissing' | 'keyTooLong' | 'hashKeyInvalid' | 'notBase64' | 'recordTooLarge'

export interface RecordProblem {
  field: RecordField
  key: RecordProblemKey
  params: Record<string, string | number>
}

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/
/** What Kinesis counts: the data, before base64, and the partition key. */
export function recordBytes({ body, isBase64, partitionKey = '' }: OutgoingRecord): number {
  return (isBase64 === true ? base64Bytes(body) : utf8Bytes(body)) + utf8Bytes(partitionKey)
}

function charactersOf(text: string): number {
  return text.length <= PARTITION_KEY_MAX ? text.length : Array.from(text).length
}

function* problemsOf(record: OutgoingRecord, rules: RecordRules): Generator<RecordProblem> {
  const { body, isBase64, partitionKey = '', explicitHashKey = '' } = record
  if (isBase64 === true && !BASE64.test(body)) {
    yield { field: 'body', key: 'notBase64', params: {} }
  }
  const over = recordBytes(record) - rules.maximumRecordBytes
  if (over > 0) {
    const params = { over, limit: rules.maximumRecordBytes }
    yield { field: 'body', key: 'recordTooLarge', params }
  }
  if (partitionKey === '' && rules.distribution === 'by-key') {
    yield { field: 'partitionKey', key: 'keyMissing', params: {} }
  }
  if (charactersOf(partitionKey) > PARTITION_KEY_MAX) {
    yield { field: 'partitionKey', key: 'keyTooLong', params: { max: PARTITION_KEY_MAX } }
  }
  if (explicitHashKey !== '' && findHashKey(explicitHashKey) === undefined) {
    yield { field: 'explicitHashKey', key: 'hashKeyInvalid', params: {} }
  }
}

/** Everything Kinesis would refuse about one record, found before it is asked. */
export function findRecordProblems(record: OutgoingRecord, rules: RecordRules): RecordProblem[] {
  return [...problemsOf(record, rules)]
}
