/** Should the palette never come, the keyboard is given back. */
const longestMs = 3_000

interface Held {
  text: string
  stop: () => void
}

let held: Held | undefined

function take(event: KeyboardEvent): void {
  if (held === undefined) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (event.ctrlKey || event.metaKey || event.altKey) return
  // Enter and the arrows are dropped: nothing may be chosen of a list that nobody has seen.
  if (event.key === 'Backspace') held.text = held.text.slice(0, -1)
  else if (event.key.length === 1) held.text += event.key
}

/**
 * From the call for the palette until it has the focus: what is typed meanwhile belongs to it, not to the page behind,
 * where it would fall into a message or start an action.
 */
export function holdKeys(): void {
  if (held !== undefined) return
  window.addEventListener('keydown', take, true)
  const timer = setTimeout(releaseKeys, longestMs)
  const stop = (): void => {
    clearTimeout(timer)
    window.removeEventListener('keydown', take, true)
  }
  held = { text: '', stop }
}

/** Ends the hold and gives what was typed in it. */
export function releaseKeys(): string {
  const text = held?.text ?? ''
  held?.stop()
  held = undefined
  return text
}
