import { useEffect, useMemo, useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Capture, GroupCount, InputOf } from '#contract'
import { call } from '../../../../api/client.ts'
import { toWeirError } from '../../../../api/weir-error.ts'
import type { WeirError } from '../../../../api/weir-error.ts'
import type { Filter } from '../use-entries.ts'
import { nothingCounted, withAnswer } from './merge-groups.ts'
import type { Counted } from './merge-groups.ts'

export type Grouping = InputOf<'captures.groupEntries'>['grouping']

export interface Groups extends Counted {
  rows: readonly GroupCount[]
  isCounting: boolean
  error: WeirError | null
  stop: () => void
  goOn: () => void
}

/** What fits the filter, counted by what makes it alike: page after page until the end, or until it is stopped. */
export function useGroups(
  { id, entryCount }: Capture,
  filter: Filter | undefined,
  grouping: Grouping,
): Groups {
  const queryKey = ['app', 'captures.groupEntries', 'pages', id, entryCount, filter, grouping]
  const question = JSON.stringify(queryKey)
  const [stopped, setStopped] = useState<string>()
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam.lookedAt
      const input = { captureId: id, filter: filter ?? {}, grouping, after }
      return withAnswer(pageParam, await call('captures.groupEntries', input, { signal }))
    },
    initialPageParam: nothingCounted,
    getNextPageParam: (counted) => (counted.isEnd ? undefined : counted),
    // A page holds what all before it said.
    maxPages: 1,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  const counted = query.data?.pages.at(-1) ?? nothingCounted
  const { hasNextPage, isFetching, isError, fetchNextPage, refetch } = query
  const isCounting = (query.isPending || hasNextPage) && !isError && stopped !== question
  const mayGoOn = isCounting && hasNextPage && !isFetching
  useEffect(() => {
    if (mayGoOn) void fetchNextPage()
  }, [mayGoOn, fetchNextPage])
  const rows = useMemo(() => [...counted.groups.values()], [counted])
  return {
    ...{ ...counted, rows, isCounting },
    error: query.error === null ? null : toWeirError(query.error),
    stop: () => {
      setStopped(question)
    },
    goOn: () => {
      setStopped(undefined)
      if (isError) void (hasNextPage ? fetchNextPage() : refetch())
    },
  }
}
