/** The folded texts of entries that follow each other, as one run of bytes in which none can hold another's end. */
export interface BlockText {
  /** The place of the first, in its segment. */
  firstPlace: number
  /** Where each begins in `text`. */
  starts: Uint32Array
  text: Uint8Array
}

/** No byte of UTF-8, so no term has it. */
const separator = Uint8Array.of(0xff)

/** Long enough that a term's marks tell blocks apart, short enough that a page of finds reads few bytes. */
const BLOCK_BYTES = 128 * 1024
export const BLOCK_ENTRIES = 512

/** Takes texts until there are enough for a block. */
export class BlockBuilder {
  readonly #firstPlace: number
  readonly #pieces: Uint8Array[] = []
  readonly #starts: number[] = []
  #bytes = 0

  constructor(firstPlace: number) {
    this.#firstPlace = firstPlace
  }

  get isFull(): boolean {
    return this.#bytes >= BLOCK_BYTES || this.#starts.length >= BLOCK_ENTRIES
  }

  add(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.#starts.push(this.#bytes)
    this.#pieces.push(bytes, separator)
    this.#bytes += bytes.length + 1
  }

  build(): BlockText {
    const starts = Uint32Array.from(this.#starts)
    return { firstPlace: this.#firstPlace, starts, text: Buffer.concat(this.#pieces, this.#bytes) }
  }
}

/** The last of `starts` that is not after `at`. */
function rowAt(starts: Uint32Array, at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The places whose text has the term, each once, from `fromPlace` on. */
export function placesWith(
  { firstPlace, starts, text }: BlockText,
  term: Uint8Array,
  fromPlace = 0,
) {
  const places: number[] = []
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  let at: number | undefined = starts[Math.max(0, fromPlace - firstPlace)]
  while (at !== undefined) {
    const hit = bytes.indexOf(term, at)
    if (hit === -1) break
    const row = rowAt(starts, hit)
    places.push(firstPlace + row)
    at = starts[row + 1]
  }
  return places
}
