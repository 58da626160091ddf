import { useEffect, useEffectEvent } from 'react'
import { keyName } from './key-name.ts'

/** Keys and what they do: `r`, `/`, `mod+k`, or two in a row: `g q`. */
export type KeyMap = Readonly<Record<string, () => void>>

/** Two keys count as one sequence within this time. */
const SEQUENCE_MS = 1_000

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"], [role="menu"]') !== null
}

/**
 * Whether a dialog or a menu was open when the key went down. Asked before anyone hears of it: Escape closes a menu at once
 * where motion is reduced, and the same press must not leave the page as well.
 */
let wasDialogOpen = false
window.addEventListener(
  'keydown',
  () => {
    wasDialogOpen = isDialogOpen()
  },
  true,
)

/** Where plain keys belong to someone else: a text field, an open dialog. `mod+…` always works. */
function isTaken(name: string, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  return !name.startsWith('mod+') && (isTyping(event.target) || wasDialogOpen)
}

function createSequence(): (name: string) => string {
  let previous = { name: '', atMs: 0 }
  return (name) => {
    const isFollowing = performance.now() - previous.atMs < SEQUENCE_MS
    const sequence = isFollowing ? `${previous.name} ${name}` : name
    previous = { name, atMs: performance.now() }
    return sequence
  }
}

export interface KeyOptions {
  /** Heard before the page's own keys: Escape ends what lies over a page before it leaves the page. */
  isFirst?: boolean
}

/** Shortcuts of a page, for as long as it is shown. */
export function useKeys(keys: KeyMap, { isFirst = false }: KeyOptions = {}): void {
  const findAction = useEffectEvent((name: string) => keys[name])
  useEffect(() => {
    const next = createSequence()
    const onKeyDown = (event: KeyboardEvent): void => {
      const name = keyName(event)
      if (isTaken(name, event)) return
      const action = findAction(next(name)) ?? findAction(name)
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown, isFirst)
    return () => {
      window.removeEventListener('keydown', onKeyDown, isFirst)
    }
  }, [isFirst])
}
