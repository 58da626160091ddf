import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../lib/clock.ts'

interface Sleeper {
  readonly untilMs: number
  wake(): void
}

/** A clock that stands still until it is told to go on: an hour of waiting passes in no time. */
export interface SteppedClock extends Clock {
  /** Lets time pass, waking every sleeper at its own moment and letting it act before the next. */
  advance(ms: number): Promise<void>
}

export function createSteppedClock(startMs = 0): SteppedClock {
  let nowMs = startMs
  let sleepers: Sleeper[] = []

  function nextUntil(endMs: number): Sleeper | undefined {
    const due = sleepers.filter((each) => each.untilMs <= endMs)
    return due.sort((a, b) => a.untilMs - b.untilMs)[0]
  }
  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve()
          return
        }
        const wake = (): void => {
          sleepers = sleepers.filter((each) => each !== sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper: Sleeper = { untilMs: nowMs + ms, wake }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
      }),
    async advance(ms) {
      const endMs = nowMs + ms
      for (let next = nextUntil(endMs); next !== undefined; next = nextUntil(endMs)) {
        nowMs = next.untilMs
        next.wake()
        // Promises settle before the next sleeper is looked for: it may be a new one.
        await turn()
      }
      nowMs = endMs
    },
  }
}
