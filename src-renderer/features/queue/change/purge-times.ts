import { QUIET_SECONDS } from '#contract'
import { createStore } from '../../../lib/store.ts'
import type { Store } from '../../../lib/store.ts'

const QUIET_MS = QUIET_SECONDS * 1_000

/** When each queue may be purged again, as far as this window knows; AWS itself does not tell. */
const purgeable = new Map<string, Store<number>>()

export function purgeableAt(queueUrl: string): Store<number> {
  const store = purgeable.get(queueUrl) ?? createStore(0)
  purgeable.set(queueUrl, store)
  return store
}

/** A purge was made, or SQS says that one is under way: a minute from now it is over in any case. */
export function notePurge(queueUrl: string, nowMs: number): void {
  purgeableAt(queueUrl).set(nowMs + QUIET_MS)
}

/** Whole seconds until then, rounded up. */
export function secondsLeft(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1_000))
}
