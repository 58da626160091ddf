import { useEffect, useMemo, useState } from 'react'
import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query'
import type { Capture, EntryRow, InputOf } from '#contract'
import { call } from '../../../api/client.ts'
import { read } from '../../../api/read.ts'
import { toWeirError } from '../../../api/weir-error.ts'
import type { WeirError } from '../../../api/weir-error.ts'

export type Filter = InputOf<'captures.findEntries'>['filter']

/** What a table of entries needs: how many there are, those in view, and to be told what is in view. */
export interface Entries {
  count: number
  rowAt: (index: number) => EntryRow | undefined
  onView: (first: number, last: number) => void
  error: WeirError | null
  retry: () => void
  /** How far a search that is not over has come. */
  searching?: { lookedAt: number } | undefined
  /** More may be found. */
  isOpen: boolean
  isPending: boolean
  /** On how many an expression failed so far, and why on the first. */
  failed?: { count: number; message: string } | undefined
}

const PAGE_ROWS = 200
/** Wanted beyond what is in view, so that scrolling does not wait. */
const AHEAD_ROWS = 100
/** Chromium draws no element taller than 33 million pixels. */
export const LISTED_MAX = 1_000_000

/** Every entry by its position; pages are read shortly before they come into view. */
export function useAllEntries({ id, entryCount }: Capture): Entries {
  const [view, setView] = useState({ first: 0, last: PAGE_ROWS - 1 })
  const count = Math.min(entryCount, LISTED_MAX)
  const first = Math.floor(Math.max(0, view.first - AHEAD_ROWS) / PAGE_ROWS)
  const wanted = Math.min(view.last + AHEAD_ROWS, Math.max(0, count - 1))
  const last = Math.floor(wanted / PAGE_ROWS)
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...read('captures.listEntries', {
        captureId: id,
        from: page * PAGE_ROWS + 1,
        limit: PAGE_ROWS,
      }),
      // What was captured does not change; a merge asks anew.
      staleTime: Infinity,
      gcTime: 60_000,
    })),
  })
  return {
    count,
    rowAt: (index) => {
      const page = pages[Math.floor(index / PAGE_ROWS) - first]
      return page?.data?.entries[index % PAGE_ROWS]
    },
    onView: (from, until) => {
      setView((now) =>
        now.first === from && now.last === until ? now : { first: from, last: until },
      )
    },
    error: pages.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const page of pages) void page.refetch()
    },
    isOpen: false,
    isPending: pages.every(({ isPending }) => isPending),
  }
}

/** A screenful and then some: the first is there soonest, and the next are asked for at once. */
const FOUND_ROWS = 50

/** What fits the filter, as far as it is scrolled to; a search that takes long goes on by itself. */
export function useFoundEntries({ id }: Capture, filter: Filter | undefined): Entries {
  const [lastInView, setLastInView] = useState(0)
  const query = useInfiniteQuery({
    queryKey: ['app', 'captures.findEntries', 'pages', id, filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        'captures.findEntries',
        { captureId: id, filter: filter ?? {}, after: pageParam, limit: FOUND_ROWS },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ isEnd, lookedAt }) => (isEnd ? undefined : lookedAt),
    enabled: filter !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ entries }) => entries) ?? [], [pages])
  const last = pages?.at(-1)
  const { hasNextPage, isFetching, isPlaceholderData, isError, fetchNextPage } = query
  const isWanted = hasNextPage && !isError && rows.length < lastInView + AHEAD_ROWS
  useEffect(() => {
    if (isWanted && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [isWanted, isFetching, isPlaceholderData, fetchNextPage])
  const failed = pages?.reduce((sum, page) => sum + (page.failed ?? 0), 0) ?? 0
  const message = pages?.find(({ trouble }) => trouble !== undefined)?.trouble?.message ?? ''
  return {
    failed: failed === 0 ? undefined : { count: failed, message },
    count: rows.length,
    rowAt: (index) => rows[index],
    onView: (_first, until) => {
      setLastInView(until)
    },
    error: query.error === null ? null : toWeirError(query.error),
    retry: () => void query.fetchNextPage(),
    searching: isWanted && last !== undefined ? { lookedAt: last.lookedAt } : undefined,
    isOpen: hasNextPage,
    isPending: query.isPending,
  }
}
