import { HIDE_MAX_SECONDS } from '#contract'

/** A call may take a while, and the next round may be a second away. */
const leastMarginSeconds = 5

/** How long before a hold runs out it is renewed: at a third of its time, earlier where that is very short. */
export function renewalMarginSeconds(hideSeconds: number): number {
  return Math.min(hideSeconds / 2, Math.max(leastMarginSeconds, hideSeconds / 3))
}

/**
 * For how long a hold can be renewed at this moment: never past 12 hours from the receive, at which SQS refuses
 * ([sdk] ChangeMessageVisibility). 0 when there is nothing left.
 */
export function renewableSeconds(hold: {
  hideSeconds: number
  receivedAtMs: number
  nowMs: number
}): number {
  const spentSeconds = Math.ceil((hold.nowMs - hold.receivedAtMs) / 1000)
  return Math.max(0, Math.min(hold.hideSeconds, HIDE_MAX_SECONDS - spentSeconds))
}
