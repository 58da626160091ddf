import { Tour } from './tour.tsx'
import { useTourPlace } from './use-tour-place.ts'

/** The tour in the window, with the ways to its places. */
export function TourStrip() {
  return <Tour goTo={useTourPlace()} />
}
