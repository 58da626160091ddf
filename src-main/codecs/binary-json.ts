import { controlCharacters } from './control-characters.ts'

/** Deeper nesting is not what anybody sends; writing it out would be all indent. */
const maxDepth = 60
const maxValues = 1_000_000
/** As what any decoder gives at most. */
const maxCharacters = 10 * 1024 * 1024
/** Shorter texts are too often readable by chance. */
const leastReadable = 3

/** A value of a kind that JSON has none for, under a name that says which. */
export class Special {
  readonly name: string
  readonly value: unknown

  constructor(name: string, value: unknown) {
    this.name = name
    this.value = value
  }
}

/** Too deep, too many values, or too long: then it is shown as the bytes that it is. */
class TooMuch extends Error {}

/** Writes decoded values as JSON, with every digit of whole numbers. */
class JsonWriter {
  /** Whether a text was among them that a person could have written, and none that nobody would. */
  isReadable = false
  #hasNoise = false
  #values = 0
  #characters = 0

  write(value: unknown, depth = 0): string {
    this.#values += 1
    if (depth > maxDepth || this.#values > maxValues) throw new TooMuch()
    const text = this.#textOf(value, depth)
    this.#characters += text.length
    if (this.#characters > maxCharacters * (depth + 1)) throw new TooMuch()
    return text
  }

  #textOf(value: unknown, depth: number): string {
    if (typeof value === 'string') return this.#quoted(value)
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'number') {
      return Number.isFinite(value) ? JSON.stringify(value) : own('number', String(value))
    }
    if (typeof value === 'boolean' || value === null) return String(value)
    if (value === undefined) return 'null'
    if (value instanceof Uint8Array) {
      return own('base64', Buffer.from(value).toString('base64'))
    }
    if (value instanceof Date) return own('date', dateText(value))
    if (value instanceof Special) return this.#special(value.name, value.value, depth)
    if (Array.isArray(value)) return `[${value.map((each) => this.write(each, depth + 1)).join()}]`
    return this.#object(value, depth)
  }

  #object(value: object, depth: number): string {
    const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value)
    if (!entries.every(([key]) => typeof key === 'string'))
      return this.#special('map', entries, depth)
    const members = entries.map(
      ([key, each]) => `${this.#quoted(String(key))}:${this.write(each, depth + 1)}`,
    )
    return `{${members.join()}}`
  }

  #special(name: string, value: unknown, depth: number): string {
    return `{"$${name}":${this.write(value, depth + 1)}}`
  }

  #quoted(text: string): string {
    this.#hasNoise ||= text.includes('\ufffd') || controlCharacters.test(text)
    // A number as a key has become a text on the way here.
    const isWritten = text.length >= leastReadable && !/^-?\d+$/.test(text)
    this.isReadable = !this.#hasNoise && (this.isReadable || isWritten)
    return JSON.stringify(text)
  }
}

/** A text of Weir's own making: it says nothing of whether the bytes mean something. */
function own(name: string, text: string): string {
  return `{"$${name}":${JSON.stringify(text)}}`
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'invalid' : date.toISOString()
}

/**
 * A decoded map or array as JSON; undefined where it is neither, does not hold text as people write it (random bytes are
 * often valid in a format without magic bytes), or passes a limit.
 */
export function findBinaryJson(value: unknown): string | undefined {
  const isMap = value instanceof Map || (value instanceof Special && value.name === 'map')
  if (!isMap && !Array.isArray(value)) return undefined
  const writer = new JsonWriter()
  try {
    const text = writer.write(value)
    return writer.isReadable ? text : undefined
  } catch (thrown) {
    if (thrown instanceof TooMuch || thrown instanceof RangeError) return undefined
    throw thrown
  }
}
