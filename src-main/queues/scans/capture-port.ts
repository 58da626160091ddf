import type { CaptureCoverage, CaptureId, CaptureSource, Message } from '#contract'

/** A capture that a scan writes, as it goes on. */
export interface ScanCapture {
  readonly captureId: CaptureId
  readonly name: string
  /** Resolves when they are on the disk. @throws conflict (full, locked, damaged), and then none of them is */
  add(messages: readonly Message[]): Promise<void>
  /** Resolves when more may be added: a fast queue does not fill memory before a slow disk. */
  ready(): Promise<void>
  /** Resolves when the whole of it is on the disk. */
  finish(coverage: CaptureCoverage): Promise<void>
}

/** What scans need of captures. Filled by compose. */
export interface ScanCaptures {
  begin(capture: {
    name: string
    source: CaptureSource
    coverage: CaptureCoverage
  }): Promise<ScanCapture>
}
