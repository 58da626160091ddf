import type { RecordFilter } from '#contract'
import type { SchemaReader } from '../../codecs/schema-reading.ts'
import type { KeptRecord } from './kept-record.ts'
import { matches } from './record-filter.ts'

export interface FoundRecord {
  record: KeptRecord
  index: number
}

/** A tail keeps the newest so many records with their bytes, and so many bytes, whichever is less. */
const maxRecords = 50_000
const maxBytes = 64 * 1024 * 1024
/** What a record takes beside its bytes: key, numbers, object. */
const overheadBytes = 300
/** Looked at for a filter before anything else has its turn. */
const maxLookBytes = 2 * 1024 * 1024
/** Slots are given back in one go: moving them all for each record would be quadratic. */
const compactAt = 4096

/** What is sought, and how much of it at once. */
interface Looking {
  filter: RecordFilter | undefined
  max: number
  look: number
  schemas?: SchemaReader | undefined
}

/**
 * What a tail has read, the newest of it. Bounded: the oldest go first, and none before it was looked at, for it would
 * be missing without a word. Indexes count from 1.
 */
export class TailMemory {
  #slots: (KeptRecord | undefined)[] = []
  /** Slots in front that are let go already. */
  #gone = 0
  /** Records that came before the first slot. */
  #before = 0
  #bytes = 0
  #taken = 0

  /** Up to which record everything was looked at by who follows. */
  get taken(): number {
    return this.#taken
  }

  /** Records read so far. */
  get read(): number {
    return this.#before + this.#slots.length
  }

  get oldestIndex(): number {
    return this.#before + this.#gone + 1
  }

  keep(record: KeptRecord): void {
    this.#slots.push(record)
    this.#bytes += record.data.length + overheadBytes
    this.#shrink()
  }

  take(index: number): void {
    this.#taken = Math.max(this.#taken, index)
    this.#shrink()
  }

  /** Somebody looks at all of it anew. */
  restart(): void {
    this.#taken = this.oldestIndex - 1
  }

  find(index: number): KeptRecord | undefined {
    return this.#slots[index - this.#before - 1]
  }

  /**
   * Records after this one that match, at most `max`, having looked at `look` of them at most; and up to
   * which it looked. Records of many bytes end it sooner.
   */
  after(
    index: number,
    { filter, max, look, schemas }: Looking,
  ): { found: FoundRecord[]; index: number } {
    const found: FoundRecord[] = []
    let next = Math.max(index + 1, this.oldestIndex)
    const end = Math.min(this.read, next + look - 1)
    let bytes = 0
    for (; next <= end && found.length < max && bytes < maxLookBytes; next += 1) {
      const record = this.find(next)
      if (filter !== undefined) bytes += record?.data.length ?? 0
      if (record !== undefined && matches(record, filter, schemas))
        found.push({ record, index: next })
    }
    return { found, index: next - 1 }
  }

  #shrink(): void {
    while (
      (this.#slots.length - this.#gone > maxRecords || this.#bytes > maxBytes) &&
      this.#slots.length - this.#gone > 1 &&
      this.oldestIndex <= this.#taken
    ) {
      const record = this.#slots[this.#gone]
      this.#bytes -= (record?.data.length ?? 0) + overheadBytes
      this.#slots[this.#gone] = undefined
      this.#gone += 1
    }
    if (this.#gone < compactAt) return
    this.#slots = this.#slots.slice(this.#gone)
    this.#before += this.#gone
    this.#gone = 0
  }
}
