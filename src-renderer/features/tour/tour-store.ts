import { createStore } from '../../lib/store.ts'

/** The number of the step that shows; undefined where none does. */
export const tourStep = createStore<number | undefined>(undefined)

export function startTour(): void {
  tourStep.set(0)
}

export function endTour(): void {
  tourStep.set(undefined)
}
