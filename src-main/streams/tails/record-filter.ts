import type { RecordFilter } from '#contract'
import { findDecodedBytes, findText } from '../../codecs/decode.ts'
import type { SchemaReader } from '../../codecs/schema-reading.ts'
import type { KeptRecord } from './kept-record.ts'

/** Larger records are searched as they are, not in what they decode to: a filter is asked of every record. */
const decodedMaxBytes = 256 * 1024

function holdsText(data: Uint8Array, sought: string, schemas?: SchemaReader): boolean {
  const wanted = sought.toLowerCase()
  // Latin-1 gives every byte a character, so plain words are found in binary records, too.
  const latin1 = (): string =>
    Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1')
  if ((findText(data) ?? latin1()).toLowerCase().includes(wanted)) return true
  if (data.length > decodedMaxBytes) return false
  const decoded = findDecodedBytes(data, { schemas })
  return decoded !== undefined && decoded.text.toLowerCase().includes(wanted)
}

/** Whether a record is what the user looks for: without a filter each is. */
export function matches(
  record: KeptRecord,
  filter: RecordFilter | undefined,
  schemas?: SchemaReader,
): boolean {
  const { text = '', partitionKey = '' } = filter ?? {}
  if (partitionKey !== '' && !(record.partitionKey ?? '').includes(partitionKey)) return false
  return text === '' || holdsText(record.data, text, schemas)
}
