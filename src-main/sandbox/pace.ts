import type { Clock } from '../lib/clock.ts'

/** The only place of the world that waits: everything it does is a beat of a pace. */
export interface Pace {
  /** Runs `beat` again and again, `waitMs` after the last one ended, until `stop`. */
  every(waitMs: () => number, beat: () => Promise<void>): void
  /** Waits within a beat; at once when stopped. */
  pause(ms: number): Promise<void>
  /** Ends every beat and resolves when the running ones are over. */
  stop(): Promise<void>
}

/** `speed` 20 lets an hour pass in three minutes; a beat that fails is reported and the next one comes. */
export function createPace(options: {
  clock: Clock
  speed: number
  onFailure: (error: unknown) => void
}): Pace {
  const { clock, speed, onFailure } = options
  const stopped = new AbortController()
  const { signal } = stopped
  const loops: Promise<void>[] = []

  async function loop(waitMs: () => number, beat: () => Promise<void>): Promise<void> {
    for (;;) {
      await clock.sleep(waitMs() / speed, signal)
      if (signal.aborted) return
      await beat().catch(onFailure)
    }
  }
  return {
    every(waitMs, beat) {
      loops.push(loop(waitMs, beat))
    },
    pause: (ms) => clock.sleep(ms / speed, signal),
    async stop() {
      stopped.abort()
      await Promise.all(loops)
    },
  }
}
