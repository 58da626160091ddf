import { useSyncExternalStore } from 'react'

/** Ages are shown in whole seconds, so once a second is enough for all of them together. */
const TICK_MS = 1_000

const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  // Nobody sees an age in a hidden window.
  if (document.visibilityState !== 'visible') return
  nowMs = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    nowMs = Date.now()
    timer = setInterval(tick, TICK_MS)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, renewed each second while the window is seen; one timer for all who ask. */
export function useNow(): number
/** What `select` makes of the time. Renders only when that changes: `now - then > limit` once, not each second. */
export function useNow<T extends string | number | boolean>(select: (nowMs: number) => T): T
export function useNow<T>(select?: (nowMs: number) => T): T | number {
  return useSyncExternalStore(subscribe, () => (select === undefined ? nowMs : select(nowMs)))
}
