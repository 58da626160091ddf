import { useState } from 'react'
import type { SandboxState } from '#contract'
import { useFeed } from '../../api/use-feed.ts'

/** The built-in emulator's state, as it changes; undefined until the first word of it. */
export function useSandboxState(): SandboxState | undefined {
  const [state, setState] = useState<SandboxState>()
  useFeed('sandbox.watch', {}, { onItem: setState })
  return state
}
