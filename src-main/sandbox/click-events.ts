import type { Clock } from '../lib/clock.ts'
import { click, robotVisit } from './clicks.ts'
import type { Click } from './clicks.ts'
import type { Pace } from './pace.ts'
import { between } from './random.ts'
import type { Random } from './random.ts'
import type { WorldStream } from './world-stream.ts'

/*
 * kinesis-local keeps its streams in one JSON file that it writes as a whole again and again: 1,000 records cost about
 * 20 ms of a processor at each writing. So the clicks are few once the stream holds something, and it is made anew
 * before it holds much.
 */
/** From here on clicks come ten times slower: after about half an hour. */
export const enoughRecords = 2000
/** Here the stream is deleted and made anew: some eight hours later, or at the next start that finds it beyond the first. */
export const mostRecords = 5000
const slower = 10

export interface ClickParts {
  readonly clock: Clock
  readonly pace: Pace
  readonly random: Random
  readonly stream: WorldStream
}

/** Makes the stream, anew if a world before this one has left it with enough; resolves with what it holds. */
async function prepare(stream: WorldStream): Promise<number> {
  await stream.ensure()
  const held = await stream.held()
  if (held < enoughRecords) return held
  await stream.remove()
  await stream.ensure()
  return 0
}

/**
 * Clicks of the shop's visitors, a little more than one a second, and a robot now and then. Resolves when the stream is
 * there. Where it cannot be made, each beat tries again.
 */
export async function openClickEvents({ clock, pace, random, stream }: ClickParts): Promise<void> {
  /** Records in the stream; undefined while it is not known. */
  let held = await prepare(stream).catch(() => undefined)
  async function put(clicks: readonly Click[]): Promise<void> {
    if (held === undefined || held >= mostRecords) {
      held = undefined
      held = await prepare(stream)
    }
    await stream.put(clicks)
    held += clicks.length
  }
  const slow = (ms: number): number => ((held ?? 0) >= enoughRecords ? ms * slower : ms)
  pace.every(
    () => slow(between(random, 500, 1_300)),
    () => put([click(random, clock.now())]),
  )
  pace.every(
    () => slow(45_000),
    () => put(robotVisit(random, clock.now())),
  )
}
