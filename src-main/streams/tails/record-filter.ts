import type { RecordFilter } from '#contract'
import { findDecoded } from '../../codecs/decode.ts'
import { findText } from './record-text.ts'
import type { KeptRecord } from './kept-record.ts'

/** Larger records are searched as they are, not in what they decode to: a filter is asked of every record. */
const decodedMaxBytes = 256 * 1024

function textOf(data: Uint8Array, encoding: 'latin1' | 'base64'): string {
  return Buffer.from(data.buffer, data.byteOffset, data.length).toString(encoding)
}

function holdsText(data: Uint8Array, sought: string): boolean {
  const wanted = sought.toLowerCase()
  const text = findText(data)
  // Latin-1 gives every byte a character, so plain words are found in binary records, too.
  if ((text ?? textOf(data, 'latin1')).toLowerCase().includes(wanted)) return true
  if (data.length > decodedMaxBytes) return false
  const decoded = findDecoded(text ?? textOf(data, 'base64'))
  return decoded !== undefined && decoded.text.toLowerCase().includes(wanted)
}

/** Whether a record is what the user looks for: without a filter each is. */
export function matches(record: KeptRecord, filter: RecordFilter | undefined): boolean {
  const { text = '', partitionKey = '' } = filter ?? {}
  if (partitionKey !== '' && !(record.partitionKey ?? '').includes(partitionKey)) return false
  return text === '' || holdsText(record.data, text)
}
