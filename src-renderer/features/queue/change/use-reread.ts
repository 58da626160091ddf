import { useQueryClient } from '@tanstack/react-query'
import type { QueueFacts } from '../queue-facts.ts'

/** What a change of a queue may have made old. */
const stale = [
  'queues.attributes',
  'queues.describe',
  'queues.listTags',
  'queues.listSources',
  'queues.checkRedrive',
  'messages.estimateLook',
]

/** Reads again what is shown of a queue. */
export function useReread({ connection }: QueueFacts): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      stale.map((name) => queries.invalidateQueries({ queryKey: [connection.id, name] })),
    )
  }
}
