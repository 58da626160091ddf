import { useEffect, useRef } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { SandboxState } from '#contract'
import { useSandboxState } from '../features/sandbox/use-sandbox-state.ts'

const away: readonly (SandboxState['state'] | undefined)[] = ['restarting', 'failed', 'stopped']

/**
 * Asks again what failed while the sandbox was away, once it is back. At the start nothing is to do: main lets calls
 * wait for a sandbox that is starting.
 */
export function SandboxReturn() {
  const client = useQueryClient()
  const state = useSandboxState()?.state
  const before = useRef(state)
  useEffect(() => {
    const isBack = state === 'ready' && away.includes(before.current)
    before.current = state
    if (isBack) void client.invalidateQueries({ queryKey: ['sandbox'] })
  }, [state, client])
  return null
}
