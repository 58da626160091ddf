import type { SendProgress } from '#contract'
import { useStore } from '../../lib/store.ts'
import type { SendMemory } from './send-memory.ts'
import type { SendPlace } from './send-place.ts'
import { SendReport } from './send-report.tsx'
import { useNewestSend } from './use-sends.ts'

/** The same send is news again when some of it was sent again. */
function keyOf({ sendId, startedAtMs }: SendProgress): string {
  return `${sendId} ${String(startedAtMs)}`
}

/** The newest send to this place, unless its result was put away. */
export function useShownSend(place: SendPlace, memory: SendMemory): SendProgress | undefined {
  const progress = useNewestSend(place)
  const hidden = useStore(memory.hiddenSend)
  return progress === undefined || keyOf(progress) === hidden ? undefined : progress
}

interface NewestReportProps {
  progress: SendProgress | undefined
  place: SendPlace
  memory: SendMemory
  isAllowed: boolean
}

export function NewestReport({ progress, place, memory, isAllowed }: NewestReportProps) {
  if (progress === undefined) return null
  const key = keyOf(progress)
  return (
    <SendReport
      key={key}
      progress={progress}
      place={place}
      isAllowed={isAllowed}
      onHide={() => {
        memory.hiddenSend.set(key)
      }}
    />
  )
}
