import { useSyncExternalStore } from 'react'
import type { DepthBook } from './depth-book.ts'

/** Whole lists (order, totals) follow the book at this pace, however fast readings come in. */
const PACE_MS = 500

/** Renders the caller at most twice a second while the book changes; never while the window is hidden. */
export function useBookVersion(book: DepthBook): number {
  return useSyncExternalStore(
    (listener) => {
      let seen = book.version
      const timer = setInterval(() => {
        if (book.version === seen || document.visibilityState !== 'visible') return
        seen = book.version
        listener()
      }, PACE_MS)
      return () => {
        clearInterval(timer)
      }
    },
    () => book.version,
  )
}
