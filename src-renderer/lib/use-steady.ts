import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function for good, which calls the newest `handler`: so that what it is handed down to need not render. */
export function useSteady<A extends unknown[]>(
  handler: (...args: A) => void,
): (...args: A) => void {
  const latest = useRef(handler)
  useLayoutEffect(() => {
    latest.current = handler
  })
  return useCallback((...args: A) => {
    latest.current(...args)
  }, [])
}
