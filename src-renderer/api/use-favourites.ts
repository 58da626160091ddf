import { useMemo } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { read } from './read.ts'
import { useOperation } from './use-operation.ts'

export interface Favourites {
  queueUrls: ReadonlySet<string>
  /** Makes all of them favourites; where all are, none. */
  toggle: (queueUrls: readonly string[]) => void
}

const none: readonly string[] = []

/** The favourite queues of a connection. */
export function useFavourites(connectionId: string): Favourites {
  const client = useQueryClient()
  const query = read('favourites.list', { connectionId })
  const list = useQuery(query).data?.queueUrls ?? none
  const queueUrls = useMemo(() => new Set<string>(list), [list])
  const { run } = useOperation('favourites.set')
  const toggle = async (changed: readonly string[]): Promise<void> => {
    const isFavourite = !changed.every((queueUrl) => queueUrls.has(queueUrl))
    const outcome = await run({ connectionId, queueUrls: [...changed], isFavourite })
    if (outcome.state === 'done') client.setQueryData(query.queryKey, outcome.output)
  }
  return { queueUrls, toggle: (changed) => void toggle(changed) }
}
