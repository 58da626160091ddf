import type { Tap } from '#contract'
import { noteTap, taps } from '../api/taps.ts'
import { useOperation } from '../api/use-operation.ts'

/** Stops a tap, or removes what is left of it, and forgets one that has ended. */
export function useEndTap(tap: Tap) {
  const stopping = useOperation('taps.stop')
  const dismissing = useOperation('taps.dismiss')
  const { connectionId, topicArn, tapId } = tap
  const stop = async (): Promise<void> => {
    const outcome = await stopping.run({ connectionId, topicArn, tapId })
    if (outcome.state === 'done') noteTap(outcome.output.tap)
  }
  const dismiss = async (): Promise<void> => {
    const outcome = await dismissing.run({ tapId })
    if (outcome.state === 'done') taps.set(outcome.output.taps)
  }
  return {
    stop,
    dismiss,
    pending: stopping.pending || dismissing.pending,
    error: stopping.error ?? dismissing.error,
  }
}
