/** Delays of up to 120 ms from a seed, so that a run can be repeated. */
export function startDelays(seed: number): () => number {
  let state = seed
  return () => {
    // A linear congruential generator's well-known numbers: even enough to meet every step.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 32) * 120
  }
}
