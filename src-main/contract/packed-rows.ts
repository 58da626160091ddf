import type { RecordRow } from './tail-model.ts'

/**
 * Rows of a timeline as one text. The port's own way to write objects walks every field of every row: with thousands of
 * rows a second that took more than reading them from Kinesis did (bench `streams.cpu`).
 */
export function packRows(rows: readonly RecordRow[]): string {
  return JSON.stringify(rows)
}

/** @throws SyntaxError where it is no text of `packRows` */
export function unpackRows(packed: string): RecordRow[] {
  // Main wrote it by the function above: both ends are of one build, and the text came over the port unchanged.
  return JSON.parse(packed) as RecordRow[]
}
