import type { CaptureCoverage, CaptureId } from '#contract'
import type { CaptureQuestion } from './capture-messages.ts'
import type { NewEntry } from './entry-codec.ts'

/** Bytes on their way to the disk, above which `ready` waits: a fast source does not fill memory before a slow disk. */
const mostUnwrittenBytes = 16 * 1024 * 1024
/** What an entry takes beside its body. */
const overheadBytes = 512

export interface WriterParts {
  captureId: CaptureId
  segmentId: number
  ask(question: CaptureQuestion): Promise<unknown>
  now(): number
  /** As it stands while it is written; said again at the end by whoever writes. */
  coverage: CaptureCoverage
}

function bytesOf(entries: readonly NewEntry[]): number {
  return entries.reduce((sum, { body }) => sum + body.length + overheadBytes, 0)
}

/** Writes into one capture. Additions may overlap; they are written in the order in which they were made. */
export class CaptureWriter {
  readonly captureId: CaptureId
  readonly #parts: WriterParts
  #unwritten = 0
  #wake: (() => void)[] = []

  constructor(parts: WriterParts) {
    this.captureId = parts.captureId
    this.#parts = parts
  }

  /** Resolves when they are on the disk. @throws conflict (full, locked, damaged), and then none of them is */
  async add(entries: readonly NewEntry[]): Promise<void> {
    const bytes = bytesOf(entries)
    this.#unwritten += bytes
    try {
      await this.#parts.ask({ ask: 'add', segmentId: this.#parts.segmentId, entries })
    } finally {
      this.#unwritten -= bytes
      this.#letGoOn()
    }
  }

  /** Resolves when more may be added: back-pressure for who does not wait for each addition. */
  async ready(): Promise<void> {
    while (this.#unwritten >= mostUnwrittenBytes) {
      await new Promise<void>((resolve) => this.#wake.push(resolve))
    }
  }

  /** Resolves when the whole of it is on the disk. One that is never finished is said to have been cut. */
  async finish(
    coverage = this.#parts.coverage,
    endedAtMs: number = this.#parts.now(),
  ): Promise<void> {
    const { segmentId } = this.#parts
    const end = { endedAtMs, coverage }
    await this.#parts.ask({ ask: 'finish', segmentId, end })
  }

  #letGoOn(): void {
    const waiting = this.#wake
    this.#wake = []
    for (const resolve of waiting) resolve()
  }
}
