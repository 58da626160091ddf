import { useQueryClient } from '@tanstack/react-query'

/** After a change to captures everything that is known of them is asked anew. */
export function useRefreshCaptures(): () => Promise<void> {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [, name] }) =>
        typeof name === 'string' && name.startsWith('captures.'),
    })
}
