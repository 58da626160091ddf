import type { Tap } from '#contract'
import { createStore } from '../lib/store.ts'
import type { Store } from '../lib/store.ts'

/** The taps of this machine over all connections; followed by the status bar, shown wherever it matters. */
export const taps: Store<readonly Tap[]> = createStore<readonly Tap[]>([])

/** One that was just answered with, before the list comes round. */
export function noteTap(tap: Tap): void {
  const others = taps.get().filter(({ tapId }) => tapId !== tap.tapId)
  taps.set([...others, tap])
}

/** The tap of a topic, not one that a trace makes: one that runs before one that ended. */
export function findTap(
  all: readonly Tap[],
  { connectionId, topicArn }: Pick<Tap, 'topicArn'> & { connectionId: string },
): Tap | undefined {
  const ofTopic = all.filter(
    (each) =>
      each.connectionId === connectionId && each.topicArn === topicArn && each.copyOf === undefined,
  )
  const isRunning = ({ state }: Tap): boolean =>
    state === 'starting' || state === 'live' || state === 'stopping'
  return ofTopic.find(isRunning) ?? ofTopic.at(-1)
}

/** Something of it may still be there. */
export function hasLeft({ state, parts }: Tap): boolean {
  const isEnded = state === 'failed' || state === 'left' || state === 'stopped'
  return isEnded && parts.some(({ fate }) => fate !== 'removed' && fate !== 'absent')
}
