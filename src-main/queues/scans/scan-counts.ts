import type {
  CaptureCoverage,
  ErrorValue,
  QueueType,
  ScanAbout,
  ScanEnd,
  ScanMode,
} from '#contract'

/** What a scan has counted so far. */
export interface ScanCounts {
  received: number
  captured: number
  duplicates: number
  slid: number
  unreadable: number
  returned: number
  notReturned: number
  maybeHidden: number
  hiddenUntilMs: number | undefined
  deleted: number
  notDeleted: number
  deleteUncertain: number
  emptyReceives: number
  calls: number
  isThrottled: boolean
  error: ErrorValue | undefined
  aboutAtEnd: ScanAbout | undefined
  /** Of `aboutAtEnd.inFlight`, what the scan itself held then. */
  heldAtEnd: number
}

export function noCounts(): ScanCounts {
  return {
    ...{ received: 0, captured: 0, duplicates: 0, slid: 0, unreadable: 0 },
    ...{ returned: 0, notReturned: 0, maybeHidden: 0, hiddenUntilMs: undefined },
    ...{ deleted: 0, notDeleted: 0, deleteUncertain: 0, emptyReceives: 0, calls: 0 },
    ...{ isThrottled: false, error: undefined, aboutAtEnd: undefined, heldAtEnd: 0 },
  }
}

export interface ScanFrame {
  mode: ScanMode
  queueType: QueueType
  aboutAtStart: ScanAbout
  end: ScanEnd | undefined
}

/** In flight beside what the scan holds: somebody else has them, and the scan has not. */
export function elsewhereAtEnd({ aboutAtEnd, heldAtEnd }: ScanCounts): number {
  return Math.max(0, (aboutAtEnd?.inFlight ?? 0) - heldAtEnd)
}

/**
 * Whether the whole queue was seen. Said only where every way of missing a message is ruled out: by what was counted, and
 * by the queue's own counts, which may be a minute old and then make it say no too often, never yes.
 */
export function isWhole(
  counts: ScanCounts,
  { mode, queueType, aboutAtStart, end }: ScanFrame,
): boolean {
  const { aboutAtEnd } = counts
  if (end !== 'exhausted' || aboutAtEnd === undefined) return false
  if (queueType === 'fifo' && mode === 'scan') return false
  const missed = [
    counts.maybeHidden,
    counts.unreadable,
    counts.received - counts.captured,
    counts.slid,
    counts.notDeleted,
    counts.deleteUncertain,
    aboutAtEnd.visible,
    aboutAtEnd.delayed,
    elsewhereAtEnd(counts),
    aboutAtStart.visible - counts.received,
  ]
  return missed.every((count) => count <= 0)
}

/** What is kept of it with the capture. */
export function coverageOf(counts: ScanCounts, frame: ScanFrame): CaptureCoverage {
  const { aboutAtEnd, hiddenUntilMs } = counts
  const atEnd =
    aboutAtEnd === undefined ? {} : { aboutAtEnd: aboutAtEnd.visible, delayed: aboutAtEnd.delayed }
  return {
    how: frame.mode,
    isWhole: isWhole(counts, frame),
    about: frame.aboutAtStart.visible,
    ...(frame.end === undefined ? {} : { end: frame.end }),
    ...(frame.queueType === 'fifo' && frame.mode === 'scan' ? { headsOnly: true } : {}),
    ...atEnd,
    passesWithoutNew: counts.emptyReceives,
    duplicates: counts.duplicates,
    inFlightElsewhere: elsewhereAtEnd(counts),
    unreadable: counts.unreadable,
    maybeHidden: counts.maybeHidden,
    ...(hiddenUntilMs === undefined ? {} : { hiddenUntilMs }),
    ...(frame.mode === 'drain' ? { deleted: counts.deleted } : {}),
  }
}
