import { existsSync } from 'node:fs'
import type { Clock } from './clock.ts'

export interface RetentionParts {
  /** Gives how many it removed. A long removal ends early with the signal. */
  store: { deleteOlder(thanMs: number, signal: AbortSignal): Promise<number> }
  /** Where the store's file is: where there is none, there is nothing to remove, and none is made. */
  path: string
  clock: Clock
  /** As the user has set it; 0 removes nothing. */
  days(): number
  signal: AbortSignal
  onRemoved(count: number): void
  onFailed(error: unknown): void
}

/** Often enough for a setting of days, and soon enough after it was changed. */
const everyMs = 60_000
const dayMs = 86_400_000

/** Removes what comes of age, for as long as Weir runs. A failure is told, and tried again. */
async function keepRetention(parts: RetentionParts): Promise<void> {
  const { store, path, clock, signal } = parts
  while (!signal.aborted) {
    await clock.sleep(everyMs, signal)
    const days = parts.days()
    if (signal.aborted || days === 0 || !existsSync(path)) continue
    try {
      const count = await store.deleteOlder(clock.now() - days * dayMs, signal)
      if (count > 0) parts.onRemoved(count)
    } catch (error) {
      parts.onFailed(error)
    }
  }
}

/** The same, until what it returns is called. */
export function startRetention(parts: Omit<RetentionParts, 'signal'>): () => Promise<void> {
  const end = new AbortController()
  const running = keepRetention({ ...parts, signal: end.signal })
  return async () => {
    end.abort()
    await running
  }
}
