/**
 * Which short sequences of bytes occur in a block of text, as bits: every pair exactly, every three and every five bytes
 * by a hash. A term can only be in a block that has all of its sequences. Pairs answer for terms of one and two
 * characters, threes for one Korean syllable (three bytes) and more, and fives tell apart what is made of common threes.
 */
const pairs = 65_536
const threes = 65_536
const fives = 131_072
export const BUCKETS = pairs + threes + fives
export const MARK_BYTES = BUCKETS / 8

const afterPairs = pairs
const afterThrees = pairs + threes
/** Odd multipliers of Knuth's kind: they spread what differs in low bits over the high ones that are kept. */
const spread = 0x9e3779b1
const spreadFifth = 0x85ebca6b

function bucketOfThree(a: number, b: number, c: number): number {
  return afterPairs + (Math.imul(a | (b << 8) | (c << 16), spread) >>> 16)
}

function bucketOfFive(four: number, fifth: number): number {
  return afterThrees + ((Math.imul(four, spread) ^ Math.imul(fifth + 1, spreadFifth)) >>> 15)
}

/** The marks of a text. Its last byte must be a separator, so that every character of it has one after it. */
export function markText(text: Uint8Array): Uint8Array {
  const bits = new Uint8Array(MARK_BYTES)
  // The bytes before the present one: a is four back.
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let at = 0; at < text.length; at += 1) {
    const e = text[at] ?? 0
    if (at >= 1) mark(bits, (d << 8) | e)
    if (at >= 2) mark(bits, bucketOfThree(c, d, e))
    if (at >= 4) mark(bits, bucketOfFive(a | (b << 8) | (c << 16) | (d << 24), e))
    a = b
    b = c
    c = d
    d = e
  }
  return bits
}

function mark(bits: Uint8Array, bucket: number): void {
  const at = bucket >>> 3
  bits[at] = (bits[at] ?? 0) | (1 << (bucket & 7))
}

/** More would cost more to read than they tell apart. */
const maxBuckets = 24

function at(term: Uint8Array, index: number): number {
  return term[index] ?? 0
}

function fivesOf(term: Uint8Array): number[] {
  return Array.from({ length: Math.max(0, term.length - 4) }, (_, i) => {
    const [a, b, c, d] = [at(term, i), at(term, i + 1), at(term, i + 2), at(term, i + 3)]
    return bucketOfFive(a | (b << 8) | (c << 16) | (d << 24), at(term, i + 4))
  })
}

function threesOf(term: Uint8Array): number[] {
  return Array.from({ length: Math.max(0, term.length - 2) }, (_, i) =>
    bucketOfThree(at(term, i), at(term, i + 1), at(term, i + 2)),
  )
}

function pairsOf(term: Uint8Array): number[] {
  return Array.from(
    { length: Math.max(0, term.length - 1) },
    (_, i) => (at(term, i) << 8) | at(term, i + 1),
  )
}

/** What a block must have marked to hold a term: all of `all`, or, for a single byte, any of a range. */
export type Wanted = { all: number[] } | { from: number; until: number }

/** The longest sequences first: they tell the most apart. */
export function wantedBy(term: Uint8Array): Wanted {
  const first = at(term, 0)
  if (term.length === 1) return { from: first << 8, until: (first + 1) << 8 }
  const all = [...fivesOf(term), ...threesOf(term), ...pairsOf(term)]
  return { all: [...new Set(all)].slice(0, maxBuckets) }
}

function isMarked(bits: Uint8Array, bucket: number): boolean {
  return ((bits[bucket >>> 3] ?? 0) & (1 << (bucket & 7))) !== 0
}

export function mayHold(bits: Uint8Array, wanted: Wanted): boolean {
  if ('all' in wanted) return wanted.all.every((bucket) => isMarked(bits, bucket))
  return bits.subarray(wanted.from >>> 3, wanted.until >>> 3).some((byte) => byte !== 0)
}
