import type { RefObject } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { keepView, recallView } from '../lib/view-memory.ts'

export const ROW_HEIGHT = 28
const OVERSCAN = 10

/** Which rows are in the DOM: those in view and a few around them. Keeps the scroll position under `memoryKey`. */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  memoryKey: string | undefined,
) {
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The sticky header lies above the first row and over the one scrolled to.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    initialOffset: memoryKey === undefined ? 0 : recallView(memoryKey).scrollTop,
    onChange: ({ scrollOffset }) => {
      if (memoryKey !== undefined && scrollOffset !== null) {
        keepView(memoryKey, { scrollTop: scrollOffset })
      }
    },
  })
}
