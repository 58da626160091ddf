/** A number in [0, 1), the same sequence for the same seed. */
export type Random = () => number

/** mulberry32: small and even enough for a shop that is not real. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One of the values. */
export function pick<T>(random: Random, values: readonly T[]): T {
  const picked = values[between(random, 0, values.length - 1)]
  if (picked === undefined) throw new RangeError('nothing to pick from')
  return picked
}
