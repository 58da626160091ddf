import type { Capture, CaptureCoverage, CaptureSource, EntryFacts, KeepWhere } from '#contract'

/** A record as a capture has it. */
export interface RecordEntry extends EntryFacts {
  body: Uint8Array
}

export interface RecordCapture {
  /** Resolves when they are on the disk. @throws conflict (full, locked, damaged), and then none of them is */
  add(entries: readonly RecordEntry[]): Promise<void>
  finish(coverage: CaptureCoverage): Promise<Capture>
}

/** What keeping records needs of captures. Filled by compose. */
export interface RecordCaptures {
  begin(
    to: KeepWhere,
    from: { source: CaptureSource; coverage: CaptureCoverage },
  ): Promise<RecordCapture>
}
