import type { CapturePart } from '#contract'

type CoverageKey =
  'look' | 'scan' | 'scanWhole' | 'drain' | 'records' | 'file' | 'filePart' | 'cut' | 'writing'

/** What is said of how much of its source a part holds. */
export function coverageOf({ coverage, endedAtMs }: CapturePart): CoverageKey {
  const { how, isWhole, wasCut } = coverage
  if (endedAtMs === undefined) return 'writing'
  if (wasCut === true) return 'cut'
  if (how === 'scan') return isWhole ? 'scanWhole' : 'scan'
  if (how === 'file') return isWhole ? 'file' : 'filePart'
  return how
}

export function isTroubled(key: CoverageKey): boolean {
  return key === 'cut' || key === 'writing'
}
