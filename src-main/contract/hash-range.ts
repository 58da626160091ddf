import type { HashKeyRange } from './streams.ts'

/** Hash keys are numbers of 128 bits, and lie on a ring of so many. */
const ringSize = 1n << 128n
const largestHashKey = ringSize - 1n

/** As the service's model has it: no sign, no leading zero, 39 digits at most. */
const hashKeyPattern = /^(?:0|[1-9]\d{0,38})$/

/** The number that a decimal hash key stands for; undefined where Kinesis would refuse it. */
export function findHashKey(text: string): bigint | undefined {
  if (!hashKeyPattern.test(text)) return undefined
  const key = BigInt(text)
  return key > largestHashKey ? undefined : key
}

/** A range as numbers; both ends belong to it. */
export interface HashBounds {
  start: bigint
  end: bigint
}

/** Undefined where an end is no hash key, or lies before the start. */
export function findBounds(range: HashKeyRange): HashBounds | undefined {
  const start = findHashKey(range.start)
  const end = findHashKey(range.end)
  return start === undefined || end === undefined || start > end ? undefined : { start, end }
}

/** How much of the ring a range takes, 0 to 1. */
export function shareOfRing(range: HashKeyRange): number {
  const bounds = findBounds(range)
  return bounds === undefined ? 0 : Number(bounds.end - bounds.start + 1n) / Number(ringSize)
}

/** Where a hash key lies on the ring, 0 to 1: for drawing to scale. */
export function placeOnRing(hashKey: bigint): number {
  return Number(hashKey) / Number(ringSize)
}

/**
 * Whether Kinesis would split a shard there: the second half begins at the key. [sdk] SplitShard asks for a key in the
 * range only; the service wants one more on either side, by its own error as kinesalite has recorded it: "not both
 * greater than one plus the shard's StartingHashKey … and less than the shard's EndingHashKey".
 */
export function isSplitPoint(range: HashKeyRange, hashKey: string): boolean {
  const bounds = findBounds(range)
  const key = findHashKey(hashKey)
  return bounds !== undefined && key !== undefined && bounds.start + 1n < key && key < bounds.end
}

/** Where the second of two equal halves begins; undefined where the range is too small to be split. */
export function findMiddle(range: HashKeyRange): string | undefined {
  const bounds = findBounds(range)
  if (bounds === undefined) return undefined
  const middle = String((bounds.start + bounds.end + 1n) / 2n)
  return isSplitPoint(range, middle) ? middle : undefined
}

/** The range that two shards would have once merged; undefined where they do not touch, so that Kinesis would refuse. */
export function findMerged(one: HashKeyRange, other: HashKeyRange): HashKeyRange | undefined {
  const [first, second] = [findBounds(one), findBounds(other)]
  if (first === undefined || second === undefined) return undefined
  if (first.end + 1n === second.start) return { start: one.start, end: other.end }
  if (second.end + 1n === first.start) return { start: other.start, end: one.end }
  return undefined
}
