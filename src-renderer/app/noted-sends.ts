import type { SendProgress } from '#contract'

/** Shorter than this needs no progress. */
const SHOWN_AFTER_MS = 500
/** That all went well is said for so long; what did not stays until it was looked at. */
const DONE_SHOWN_MS = 30_000

/** Sends whose end was looked at, or put away. */
const noted = new Set<string>()

/** The same send is news again when some of it was sent again. */
function keyOf({ sendId, startedAtMs }: SendProgress): string {
  return `${sendId} ${String(startedAtMs)}`
}

export function noteSend(progress: SendProgress): void {
  noted.add(keyOf(progress))
}

export function isUnderWay({ state }: SendProgress): boolean {
  return state === 'running' || state === 'cancelling'
}

export function isWhole({ sent, total }: SendProgress): boolean {
  return sent === total
}

/** What the status bar tells of: what runs, what has just ended, and what ended otherwise than it should. */
export function isWorthTelling(progress: SendProgress, nowMs: number): boolean {
  const { startedAtMs, atMs } = progress
  if (isUnderWay(progress)) return atMs - startedAtMs >= SHOWN_AFTER_MS
  // What ended before this window opened was told by the one before it.
  if (noted.has(keyOf(progress)) || atMs < performance.timeOrigin) return false
  return !isWhole(progress) || nowMs - atMs < DONE_SHOWN_MS
}
