import type { ScanProgress } from '#contract'

export type TroubleKey =
  | 'maybeHidden'
  | 'notReturned'
  | 'unreadable'
  | 'notCaptured'
  | 'notDeleted'
  | 'deleteUncertain'
  | 'heads'
  | 'left'
  | 'elsewhere'
  | 'delayed'

export interface Trouble {
  key: TroubleKey
  count: number
}

/** Why what was seen is not the whole queue, or what is left to be done: each with its number. */
export function troublesOf(scan: ScanProgress): Trouble[] {
  const { aboutAtEnd, aboutAtStart } = scan
  const isOver = scan.state !== 'running'
  const about = aboutAtEnd ?? aboutAtStart
  const counts: Trouble[] = [
    { key: 'maybeHidden', count: scan.maybeHidden },
    { key: 'notReturned', count: scan.notReturned },
    { key: 'unreadable', count: scan.unreadable },
    { key: 'notCaptured', count: isOver ? scan.received - scan.captured : 0 },
    { key: 'notDeleted', count: scan.notDeleted },
    { key: 'deleteUncertain', count: scan.deleteUncertain },
    { key: 'left', count: aboutAtEnd?.visible ?? 0 },
    // Those of a lost answer are in flight too, and said already.
    { key: 'elsewhere', count: (scan.elsewhereAtEnd ?? 0) - scan.maybeHidden },
    { key: 'delayed', count: isOver ? about.delayed : 0 },
  ]
  const isHeads = isOver && scan.queueType === 'fifo' && scan.plan.mode === 'scan'
  const heads: Trouble[] = isHeads ? [{ key: 'heads', count: 1 }] : []
  return [...counts.filter(({ count }) => count > 0), ...heads]
}
