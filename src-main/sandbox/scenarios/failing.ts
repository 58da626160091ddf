import { createRandom } from '../random.ts'

/** Whether an attempt at a job fails: the same answer for the same seed, whatever the order of the attempts. */
export function failsAt(seed: number, failEvery: number, job: { number: number; attempt: number }) {
  if (failEvery === 0) return false
  const random = createRandom(seed * 1_000_003 + job.number * 101 + job.attempt)
  return random() < 1 / failEvery
}

/** The number at the end of an id. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}
