export interface BackoffLimits {
  firstMs: number
  maxMs: number
}

/** Doubles from `firstMs` up to `maxMs`; a whole random share of it is waited ("full jitter"), so that many loops spread out. */
export function backoffMs(attempt: number, limits: BackoffLimits, random: () => number): number {
  const ceiling = Math.min(limits.maxMs, limits.firstMs * 2 ** Math.min(attempt, 30))
  return Math.round(random() * ceiling)
}
