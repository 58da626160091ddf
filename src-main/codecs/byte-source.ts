import { Misfit } from './misfit.ts'

/** As many bits as a number holds without BigInt, which costs ten times as much. */
const quickBits = 28
const low7 = 0x7f

/** Bytes read from the front to the end, without copying. Whatever passes the end is a misfit. */
export class ByteSource {
  readonly bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length
  }

  get at(): number {
    return this.#at
  }

  get left(): number {
    return this.bytes.length - this.#at
  }

  /** A view of the next bytes. @throws Misfit */
  take(length: number): Buffer {
    if (length > this.left) throw new Misfit('truncated')
    const start = this.#at
    this.#at += length
    return this.bytes.subarray(start, this.#at)
  }

  /** @throws Misfit */
  byte(): number {
    const byte = this.bytes[this.#at]
    if (byte === undefined) throw new Misfit('truncated')
    this.#at += 1
    return byte
  }

  /** Seven bits a byte, the lowest first: 64 bits in ten bytes at most. Small ones as a number. @throws Misfit */
  varint(): number | bigint {
    let value = 0
    for (let shift = 0; shift < quickBits; shift += 7) {
      const byte = this.byte()
      value |= (byte & low7) << shift
      if (byte <= low7) return value
    }
    return this.#wideVarint(value)
  }

  #wideVarint(low: number): bigint {
    let value = BigInt(low)
    for (let shift = quickBits; shift < 70; shift += 7) {
      const byte = this.byte()
      value |= BigInt(byte & low7) << BigInt(shift)
      if (byte > low7) continue
      if (value >> 64n !== 0n) throw new Misfit('malformed')
      return value
    }
    throw new Misfit('malformed')
  }

  /** The next varint as a signed number, as both Avro and Protobuf's `sint` write it. @throws Misfit */
  zigzag(): number | bigint {
    const value = this.varint()
    if (typeof value === 'number') return (value >>> 1) ^ -(value & 1)
    return (value >> 1n) ^ -(value & 1n)
  }

  /** A count, or a length in bytes, as Avro writes it. @throws Misfit */
  count(): number {
    const value = Number(this.zigzag())
    if (value < 0) throw new Misfit('malformed')
    return value
  }

  /** A view of bytes that come with their length before them, as Avro writes it. @throws Misfit */
  sized(): Buffer {
    return this.take(this.count())
  }
}
