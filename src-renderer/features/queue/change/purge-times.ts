import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/read.ts'
import { useNow } from '../../../lib/now.ts'
import type { QueueFacts } from '../queue-facts.ts'

/** Whole seconds until then, rounded up. */
function secondsLeft(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1_000))
}

/** Seconds until the queue may be purged again; main knows, whichever window purged it. */
export function useSecondsToPurge({ connection, queueUrl }: QueueFacts): number {
  const { data } = useQuery({
    ...read('queues.findPurge', { connectionId: connection.id, queueUrl }),
    // Asked of main, which costs nothing: another window may have purged meanwhile.
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
  const atMs = data?.quietUntilMs ?? 0
  return useNow((nowMs) => secondsLeft(atMs, nowMs))
}
