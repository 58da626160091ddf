import { useEffect } from 'react'
import type { RefObject } from 'react'
import type { KeyPress } from '../lib/key-name.ts'
import { useKeys } from '../lib/use-keys.ts'

const TAKEN = 'input, textarea, [role=dialog], [contenteditable=true]'

/**
 * For a page whose main thing is its table: takes the focus when shown, so that the keyboard works at once, and
 * takes j and k wherever the focus was left.
 */
export function useTableFocus(
  element: RefObject<HTMLElement | null>,
  isMain: boolean,
  onKey: (press: KeyPress) => boolean,
): void {
  useEffect(() => {
    const active = document.activeElement
    const isTaken = active !== null && active.closest(TAKEN) !== null
    if (isMain && !isTaken) element.current?.focus({ preventScroll: true })
  }, [element, isMain])

  const take = (key: string) => (): void => {
    element.current?.focus({ preventScroll: true })
    onKey({ key, code: '', ctrlKey: false, metaKey: false, altKey: false })
  }
  useKeys(isMain ? { j: take('j'), k: take('k') } : {})
}
