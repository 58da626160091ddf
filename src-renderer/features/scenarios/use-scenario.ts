import { useState } from 'react'
import type { ScenarioName, ScenarioView, TwoWaysView } from '#contract'
import { useFeed } from '../../api/use-feed.ts'

/** A scenario as it goes on; undefined until the first word of it. */
export function useScenario(scenario: ScenarioName): ScenarioView | undefined {
  const [view, setView] = useState<ScenarioView>()
  useFeed('scenarios.follow', { scenario }, { onItem: setView })
  return view?.scenario === scenario ? view : undefined
}

/** Calls that ended without the work being done, as the caller was told. */
export function lostOf({ direct }: TwoWaysView): number {
  return direct.refused + direct.timedOut + direct.failed
}
