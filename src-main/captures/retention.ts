import { existsSync } from 'node:fs'
import type { Clock } from '../lib/clock.ts'
import type { CaptureStore } from './capture-store.ts'

export interface RetentionParts {
  store: Pick<CaptureStore, 'deleteOlder'>
  /** The file of captures: where there is none, there is nothing to remove, and none is made. */
  path: string
  clock: Clock
  /** As the user has set it; 0 keeps captures for good. */
  days(): number
  signal: AbortSignal
  onRemoved(count: number): void
  onFailed(error: unknown): void
}

/** Often enough for a setting of days, and soon enough after it was changed. */
const everyMs = 60_000
const dayMs = 86_400_000

/** Removes captures as they come of age, for as long as Weir runs. A failure is told, and tried again. */
export async function keepRetention(parts: RetentionParts): Promise<void> {
  const { store, path, clock, signal } = parts
  while (!signal.aborted) {
    await clock.sleep(everyMs, signal)
    const days = parts.days()
    if (signal.aborted || days === 0 || !existsSync(path)) continue
    try {
      const count = await store.deleteOlder(clock.now() - days * dayMs)
      if (count > 0) parts.onRemoved(count)
    } catch (error) {
      parts.onFailed(error)
    }
  }
}
