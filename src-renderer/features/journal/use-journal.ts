import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '#contract'
import { call } from '../../api/client.ts'

/** One screenful and then some; older entries are asked for. */
const PAGE_ENTRIES = 200

type Page = OutputOf<'journal.list'>

/**
 * The journal page by page. It is read anew whenever it is opened: it may have grown by what was just done. While another
 * filter is read, what the last one found stays.
 */
export function useJournal(
  filter: InputOf<'journal.list'>['filter'],
): UseInfiniteQueryResult<InfiniteData<Page>> {
  return useInfiniteQuery({
    queryKey: ['app', 'journal.list', 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        'journal.list',
        {
          limit: PAGE_ENTRIES,
          filter,
          ...(pageParam === undefined ? {} : { beforeId: pageParam }),
        },
        { signal },
      ),
    // Typed, because the first page has no parameter to infer from.
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ entries }) =>
      entries.length < PAGE_ENTRIES ? undefined : entries.at(-1)?.id,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}
