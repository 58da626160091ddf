import { toBody } from './entry-codec.ts'
import type { NewEntry } from './entry-codec.ts'

const columns = [
  ...['position', 'message id', 'sent or arrived', 'receive count', 'group id', 'deduplication id'],
  ...['sequence number', 'partition key', 'shard', 'attributes', 'body encoding', 'body'],
]

/** A cell that begins like this is run by spreadsheets as a formula, and bodies are hostile text. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function row(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** With a mark that tells spreadsheets the encoding: without it they break Korean. */
export const csvHead = `\ufeff${row(columns)}`

function when(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString()
}

/** A row for reading: not everything is in it, and it cannot be imported. */
export function csvLine(entry: NewEntry, position: number): string {
  const { messageId, sentAtMs, receiveCount, groupId, deduplicationId, attributes } = entry
  const { encoding, value } = toBody(entry.body)
  const named = attributes.length === 0 ? undefined : JSON.stringify(attributes)
  return row([
    ...[position, messageId, when(sentAtMs), receiveCount, groupId, deduplicationId],
    ...[entry.sequenceNumber, entry.partitionKey, entry.shardId, named, encoding, value],
  ])
}
