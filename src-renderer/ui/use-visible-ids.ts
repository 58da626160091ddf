import { useEffect, useEffectEvent } from 'react'

/** Scrolling through passes many rows; only where it rests is worth reading for. */
const REST_MS = 150

/** Tells which rows are in view (with the virtualizer's buffer) once scrolling rests. */
export function useVisibleIds(
  ids: readonly string[],
  onVisible: ((ids: readonly string[]) => void) | undefined,
): void {
  const key = ids.join('\n')
  const report = useEffectEvent(() => onVisible?.(ids))
  useEffect(() => {
    const timer = setTimeout(() => report(), REST_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [key])
}
