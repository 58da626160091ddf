/** What is wrong with the bytes: they end within a field, or are no protobuf. */
export class ProtobufError extends Error {
  readonly code: 'truncated' | 'malformed'

  constructor(code: 'truncated' | 'malformed') {
    super(code)
    this.code = code
  }
}

/** A varint of 64 bits takes ten bytes at most. */
const maxVarintBytes = 10

/**
 * Reads protobuf without copying: `at` moves on through `bytes` up to `end`. A nested message is read by a view of its
 * own over the same bytes.
 */
export class ProtobufView {
  readonly bytes: Buffer
  at: number
  readonly end: number

  constructor(bytes: Buffer, at: number, end: number) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get isAtEnd(): boolean {
    return this.at >= this.end
  }

  /** Past 2^53 a number loses its last digits; no length or index of ours goes that far. @throws ProtobufError */
  varint(): number {
    let value = 0
    let factor = 1
    for (let count = 0; count < maxVarintBytes; count += 1) {
      if (this.at >= this.end) throw new ProtobufError('truncated')
      const byte = this.bytes[this.at] ?? 0
      this.at += 1
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
    throw new ProtobufError('malformed')
  }

  /** Steps over a field with a length and returns where it begins; it ends at `at`. @throws ProtobufError */
  block(): number {
    const length = this.varint()
    if (length > this.end - this.at) throw new ProtobufError('truncated')
    const start = this.at
    this.at += length
    return start
  }

  /** The message that comes next, which this view steps over. @throws ProtobufError */
  message(): ProtobufView {
    const start = this.block()
    return new ProtobufView(this.bytes, start, this.at)
  }

  /** Bytes that are no UTF-8 become U+FFFD, as in AWS's own reader. @throws ProtobufError */
  text(): string {
    const start = this.block()
    return this.bytes.toString('utf8', start, this.at)
  }

  /** A view of the bytes, which stay where they are. @throws ProtobufError */
  data(): Uint8Array {
    const start = this.block()
    return this.bytes.subarray(start, this.at)
  }

  /** Steps over the value of a field that nobody asked for. Groups are not taken: no message of ours ever had one. @throws ProtobufError */
  skip(tag: number): void {
    if (tag < 8) throw new ProtobufError('malformed') // a field's number is 1 at least
    const wireType = tag % 8
    if (wireType === 0) this.varint()
    else if (wireType === 2) this.block()
    else if (wireType === 1) this.#move(8)
    else if (wireType === 5) this.#move(4)
    else throw new ProtobufError('malformed')
  }

  #move(length: number): void {
    if (length > this.end - this.at) throw new ProtobufError('truncated')
    this.at += length
  }
}
