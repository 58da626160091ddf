import { keyName } from '../lib/key-name.ts'
import type { KeyPress } from '../lib/key-name.ts'

export interface TablePlace {
  /** -1 where nothing is selected. */
  index: number
  count: number
  /** Rows that fit into the view. */
  page: number
}

/** The row that a key moves to; undefined for a key that does not move. */
export function findRowForKey(
  press: KeyPress,
  { index, count, page }: TablePlace,
): number | undefined {
  const to = findTarget(keyName(press), { index, count, page })
  if (to === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, to))
}

function findTarget(name: string, { index, count, page }: TablePlace): number | undefined {
  switch (name) {
    case 'j':
    case 'ArrowDown':
      return index + 1
    case 'k':
    case 'ArrowUp':
      return index - 1
    case 'PageDown':
      return index + page
    case 'PageUp':
      return index - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
