import { useQueryClient } from '@tanstack/react-query'

/** What a change of a topic or of a subscription may have made old. */
const stale = [
  'topics.attributes',
  'topics.listPage',
  'topics.listTags',
  'topics.describe',
  'subscriptions.listPage',
  'subscriptions.describe',
  'subscriptions.checkQueue',
]

/** Reads again what is shown of topics and subscriptions. */
export function useTopicReread(connectionId: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      stale.map((name) => queries.invalidateQueries({ queryKey: [connectionId, name] })),
    )
  }
}
