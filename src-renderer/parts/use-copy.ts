import { useEffect, useState } from 'react'

/** Long enough to be read, short enough not to be taken for the button's name. */
const SAID_MS = 1_500

export interface Copy {
  state: 'idle' | 'copied' | 'refused'
  copy: (text: string) => void
}

/** Puts a text on the clipboard and says for a moment whether that worked. */
export function useCopy(): Copy {
  const [state, setState] = useState<Copy['state']>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => {
      setState('idle')
    }, SAID_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [state])
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setState('copied')
      },
      () => {
        // The system may refuse the clipboard; the button then says so.
        setState('refused')
      },
    )
  }
  return { state, copy }
}
