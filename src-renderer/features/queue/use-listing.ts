import { useQuery } from '@tanstack/react-query'
import { isAws } from '#contract'
import type { ListingSource, OutputOf } from '#contract'
import { read } from '../../api/read.ts'
import type { WeirError } from '../../api/weir-error.ts'
import type { QueueFacts } from './queue-facts.ts'

/** It costs nothing on an emulator, and shows at once what a look or a consumer changes. */
const intervalMs = 2_000
/** As many rows as one scrolls through. */
const shownMax = 500

/** Which emulator lists the queue without a receive; undefined on AWS and where none is offered. */
export function useListingSource({ connection, queueUrl }: QueueFacts): ListingSource | undefined {
  const { data } = useQuery({
    ...read('messages.list', { connectionId: connection.id, queueUrl, max: 0 }),
    staleTime: Infinity,
    enabled: !isAws(connection.target),
  })
  return data?.source
}

export interface Listing {
  data: OutputOf<'messages.list'> | undefined
  error: WeirError | null
  refetch: () => void
}

/** What the emulator says is in the queue, read again and again while it is shown. */
export function useListing({ connection, queueUrl }: QueueFacts): Listing {
  const { data, error, refetch } = useQuery({
    ...read('messages.list', { connectionId: connection.id, queueUrl, max: shownMax }),
    refetchInterval: intervalMs,
  })
  return { data, error, refetch: () => void refetch() }
}
