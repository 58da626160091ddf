import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Stream } from '#contract'
import { read } from '../../api/read.ts'
import { arrivingStreams, streamList } from '../../api/stream-list.ts'
import { useStore } from '../../lib/store.ts'

const none: readonly Stream[] = []

/** The streams of the list: the last whole one, or as much of the first as has come; and those added by hand. */
export function useStreamRows(connectionId: string) {
  const query = useQuery(streamList(connectionId))
  const pins = useQuery(read('streams.listPinned', { connectionId })).data?.streams ?? none
  const arriving = useStore(arrivingStreams(connectionId))
  const isArriving = query.data === undefined && arriving.length > 0
  const listed = isArriving ? arriving : query.data?.streams
  const streams = useMemo(() => {
    // A list that is denied leaves what was added by hand.
    if (listed === undefined && pins.length === 0) return undefined
    const arns = new Set<string>(listed?.map(({ streamArn }) => streamArn))
    return [...(listed ?? none), ...pins.filter(({ streamArn }) => !arns.has(streamArn))]
  }, [listed, pins])
  const pinned = useMemo(() => new Set<string>(pins.map(({ streamArn }) => streamArn)), [pins])
  return { query, streams, pinned, isArriving }
}

export function useMatching(
  streams: readonly Stream[] | undefined,
  search: string,
): readonly Stream[] {
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '') return streams ?? none
    return streams?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? none
  }, [streams, search])
}
