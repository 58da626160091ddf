import type { AvroRecord, AvroType } from './avro-type.ts'
import { nameOf } from './avro-type.ts'
import type { ByteSource } from './byte-source.ts'
import { special } from './json-sheet.ts'
import type { JsonSheet } from './json-sheet.ts'
import { Misfit } from './misfit.ts'

/** Two's complement, the highest byte first, with so many digits behind the point. */
function decimalText(bytes: Buffer, scale: number): string {
  if (bytes.length === 0) return '0'
  const unscaled = BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))
  const isNegative = unscaled < 0n
  const digits = String(isNegative ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = scale === 0 ? '' : `.${digits.slice(-scale)}`
  return `${isNegative ? '-' : ''}${whole}${fraction}`
}

/** A number of more digits would take longer to write than anybody reads it. */
const maxDecimalBytes = 64

/** Reads values by their type and writes them down as JSON, with every digit of whole numbers. */
class AvroReader {
  readonly #source: ByteSource
  readonly #sheet: JsonSheet

  constructor(source: ByteSource, sheet: JsonSheet) {
    this.#source = source
    this.#sheet = sheet
  }

  read(type: AvroType): void {
    const sheet = this.#sheet
    const source = this.#source
    if (type.kind === 'string') sheet.utf8(source.sized())
    else if (type.kind === 'int') sheet.value(this.#int())
    else if (type.kind === 'long') sheet.value(String(source.zigzag()))
    else if (type.kind === 'union') this.#union(type.branches)
    else if (type.kind === 'record') this.#record(type)
    else if (type.kind === 'null') sheet.value('null')
    else if (type.kind === 'boolean') sheet.value(this.#boolean())
    else if (type.kind === 'float') sheet.float(source.take(4).readFloatLE())
    else if (type.kind === 'double') sheet.number(source.take(8).readDoubleLE())
    else if (type.kind === 'enum') sheet.string(this.#symbol(type.symbols))
    else if (type.kind === 'bytes') this.#bytes(source.sized(), type.scale)
    else if (type.kind === 'fixed') this.#bytes(source.take(type.size), type.scale)
    else if (type.kind === 'array') this.#array(type.of)
    else this.#map(type.of)
  }

  #int(): string {
    const value = this.#source.zigzag()
    if (typeof value === 'bigint' && BigInt.asIntN(32, value) !== value) {
      throw new Misfit('malformed')
    }
    return String(value)
  }

  #boolean(): string {
    const byte = this.#source.byte()
    if (byte > 1) throw new Misfit('malformed')
    return byte === 1 ? 'true' : 'false'
  }

  #symbol(symbols: readonly string[]): string {
    const symbol = symbols[this.#source.count()]
    if (symbol === undefined) throw new Misfit('malformed')
    return symbol
  }

  #bytes(bytes: Buffer, scale: number | undefined): void {
    if (scale === undefined || bytes.length > maxDecimalBytes) this.#sheet.base64(bytes)
    else this.#sheet.value(special('decimal', decimalText(bytes, scale)))
  }

  /** With one branch beside null, its value says which; otherwise as Avro's own JSON names it. */
  #union(branches: readonly AvroType[]): void {
    const branch = branches[this.#source.count()]
    if (branch === undefined) throw new Misfit('malformed')
    const isPlain = branches.filter(({ kind }) => kind !== 'null').length < 2
    if (isPlain || branch.kind === 'null') {
      this.read(branch)
      return
    }
    this.#sheet.within('{}', (next) => {
      this.#member(nameOf(branch), branch, next)
    })
  }

  #record({ fields }: AvroRecord): void {
    this.#sheet.within('{}', (next) => {
      for (const { name, type } of fields) this.#member(name, type, next)
    })
  }

  #member(name: string, type: AvroType, next: () => void): void {
    next()
    this.#sheet.write(`${JSON.stringify(name)}:`)
    this.read(type)
  }

  #array(of: AvroType): void {
    this.#sheet.within('[]', (next) => {
      this.#blocks(() => {
        next()
        this.read(of)
      })
    })
  }

  /** A key may be there twice; both are written. */
  #map(of: AvroType): void {
    this.#sheet.within('{}', (next) => {
      this.#blocks(() => {
        next()
        this.#sheet.key(this.#source.sized())
        this.read(of)
      })
    })
  }

  /** Items come in blocks, each with its count; of a negative one the size in bytes follows, for those who skip it. */
  #blocks(item: () => void): void {
    for (;;) {
      const head = Number(this.#source.zigzag())
      if (head === 0) return
      if (head < 0) this.#source.count()
      for (let left = Math.abs(head); left > 0; left -= 1) item()
    }
  }
}

/** Writes the value that comes next; the source stands behind it then. @throws Misfit, TooMuch */
export function writeAvro(type: AvroType, source: ByteSource, sheet: JsonSheet): void {
  new AvroReader(source, sheet).read(type)
}
