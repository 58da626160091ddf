import type { Pair } from './figure.ts'

export interface Sides {
  value(): Promise<number>
  baseline(): Promise<number>
}

/**
 * Measures both sides in turn, so that whatever else the machine does falls on both. Every second pair begins with the
 * other side; the first run of each is for warming up and does not count.
 */
export async function interleaved(pairs: number, sides: Sides): Promise<Pair[]> {
  await sides.baseline()
  await sides.value()
  const measured: Pair[] = []
  for (let index = 0; index < pairs; index++) {
    if (index % 2 === 0) {
      const baseline = await sides.baseline()
      measured.push({ baseline, value: await sides.value() })
    } else {
      const value = await sides.value()
      measured.push({ value, baseline: await sides.baseline() })
    }
  }
  return measured
}
