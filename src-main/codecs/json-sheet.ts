import { Misfit, TooMuch } from './misfit.ts'

/** What a decoded body may come to; far beyond what anybody reads, and far below what would hold up the others. */
const maxDepth = 100
const maxValues = 1_000_000
/** Of the JSON, as what any decoder gives at most. */
const maxCharacters = 10 * 1024 * 1024

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function findUtf8(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined // no text
  }
}

/**
 * JSON as it is written down, value by value, within limits: bytes that were made to be endless end here. What JSON has
 * no name for comes under a `$` of its own, as it does of CBOR and MessagePack.
 */
export class JsonSheet {
  readonly #parts: string[] = []
  #characters = 0
  #values = 0
  #depth = 0

  get text(): string {
    return this.#parts.join('')
  }

  /** @throws TooMuch */
  write(part: string): void {
    this.#characters += part.length
    if (this.#characters > maxCharacters) throw new TooMuch()
    this.#parts.push(part)
  }

  /** One value more, even where it takes no byte. @throws TooMuch */
  value(text: string): void {
    this.count()
    this.write(text)
  }

  /** @throws TooMuch */
  count(): void {
    this.#values += 1
    if (this.#values > maxValues) throw new TooMuch()
  }

  number(value: number): void {
    // JSON writes -0 as 0.
    if (Object.is(value, -0)) this.value('-0.0')
    else this.value(Number.isFinite(value) ? String(value) : special('number', String(value)))
  }

  /** The shortest digits that give the same 32 bits: 0.1 and not 0.10000000149011612. */
  float(value: number): void {
    const short = [6, 7, 8].map((digits) => Number(value.toPrecision(digits)))
    // `Object.is` tells 0 from -0, whose sign `toPrecision` drops.
    this.number(short.find((each) => Object.is(Math.fround(each), value)) ?? value)
  }

  string(text: string): void {
    this.value(JSON.stringify(text))
  }

  base64(bytes: Buffer): void {
    this.value(special('base64', bytes.toString('base64')))
  }

  /** Bytes that should be a text; where they are no UTF-8 they are shown as bytes, not with holes. */
  utf8(bytes: Buffer): void {
    const text = findUtf8(bytes)
    if (text === undefined) this.base64(bytes)
    else this.string(text)
  }

  /** The name of a member. @throws Misfit where it is no text, TooMuch */
  key(bytes: Buffer): void {
    const text = findUtf8(bytes)
    if (text === undefined) throw new Misfit('malformed')
    this.write(`${JSON.stringify(text)}:`)
  }

  /** What `write` writes between a bracket and the other; it calls `next` before each element. @throws TooMuch */
  within(brackets: '[]' | '{}', write: (next: () => void) => void): void {
    this.count()
    this.#depth += 1
    if (this.#depth > maxDepth) throw new TooMuch()
    let isFirst = true
    this.write(brackets.charAt(0))
    write(() => {
      if (!isFirst) this.write(',')
      isFirst = false
    })
    this.write(brackets.charAt(1))
    this.#depth -= 1
  }
}

/** A value of a kind that JSON has none for. */
export function special(name: string, text: string): string {
  return `{"$${name}":${JSON.stringify(text)}}`
}
