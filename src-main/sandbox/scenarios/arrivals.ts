import type { Clock } from '../../lib/clock.ts'
import type { Changes } from '../../lib/changes.ts'
import { createRandom } from '../random.ts'

const beatMs = 50
/** A program that stood still does not make up for it all at once. */
const longestBeatMs = 500

export interface Arriving {
  readonly clock: Clock
  readonly seed: number
  readonly signal: AbortSignal
  /** Told when the rate may be another. */
  readonly changes: Changes
  ratePerS(): number
  arrive(number: number): void
}

/**
 * Customers, one by one: the gaps between them come from the seed, stretched by the rate. At a rate of 0 nothing wakes
 * up until it changes.
 */
export async function letArrive(parts: Arriving): Promise<void> {
  const { clock, signal, changes } = parts
  const random = createRandom(parts.seed)
  const nextGap = (): number => -Math.log(1 - random())
  let gap = nextGap()
  let number = 0
  let lastMs = clock.now()
  while (!signal.aborted) {
    const changed = changes.wait()
    const rate = parts.ratePerS()
    if (rate === 0) await Promise.race([changed, aborted(signal)])
    else await clock.sleep(beatMs, signal)
    const nowMs = clock.now()
    gap -= (rate * Math.min(nowMs - lastMs, longestBeatMs)) / 1000
    lastMs = nowMs
    for (; gap <= 0 && !signal.aborted; gap += nextGap()) parts.arrive((number += 1))
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener(
      'abort',
      () => {
        resolve()
      },
      { once: true },
    )
  })
}
