import type { CaptureCoverage, CaptureSource } from '#contract'
import type { NewEntry } from '../captures/entry-codec.ts'

/** A message as a test keeps it; what is not given is as short as can be. */
export function newEntry(text: string | Uint8Array, facts: Partial<NewEntry> = {}): NewEntry {
  return {
    body: typeof text === 'string' ? Buffer.from(text, 'utf8') : text,
    attributes: [],
    systemAttributes: [],
    ...facts,
  }
}

export const fromFile: { source: CaptureSource; coverage: CaptureCoverage } = {
  source: { kind: 'file', address: '/tmp/orders.ndjson', name: 'orders.ndjson' },
  coverage: { how: 'file', isWhole: true },
}
