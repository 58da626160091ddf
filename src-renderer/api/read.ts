import { queryOptions } from '@tanstack/react-query'
import type { DataTag, UseQueryOptions } from '@tanstack/react-query'
import type { InputOf, OutputOf, QueryName } from '#contract'
import { call } from './client.ts'
import type { WeirError } from './weir-error.ts'

/** Begins with the connection (or `app`), so that everything of one connection can be dropped at once. */
export type ReadKey = readonly [connection: string, name: string, input: unknown]

type Read<N extends QueryName> = UseQueryOptions<OutputOf<N>, WeirError, OutputOf<N>, ReadKey> & {
  queryKey: DataTag<ReadKey, OutputOf<N>, WeirError>
}

function connectionOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('connectionId' in input)) return 'app'
  return typeof input.connectionId === 'string' ? input.connectionId : 'app'
}

/**
 * An operation as a query. Only what touches nothing or merely reads may be one: a query runs whenever TanStack Query
 * thinks fit.
 */
export function read<N extends QueryName>(name: N, input: InputOf<N>): Read<N> {
  const key: ReadKey = [connectionOf(input), name, input]
  return queryOptions<OutputOf<N>, WeirError, OutputOf<N>, ReadKey>({
    queryKey: key,
    queryFn: ({ signal }) => call(name, input, { signal }),
  })
}
