import type { Capture, CaptureCoverage, CaptureId, CaptureSource, EntryFacts } from '#contract'

/** A record as a capture has it. */
export interface RecordEntry extends EntryFacts {
  body: Uint8Array
}

/** A new capture of that name, or more of one that is there. */
export type KeepWhere = { name: string } | { captureId: CaptureId }

export interface RecordCapture {
  /** Resolves when they are on the disk. @throws conflict (full, locked, damaged), and then none of them is */
  add(entries: readonly RecordEntry[]): Promise<void>
  finish(): Promise<Capture>
}

/** What keeping records needs of captures. Filled by compose. */
export interface RecordCaptures {
  begin(
    to: KeepWhere,
    from: { source: CaptureSource; coverage: CaptureCoverage },
  ): Promise<RecordCapture>
}
