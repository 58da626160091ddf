import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Stream, StreamDetail } from '#contract'
import { read } from '../../api/read.ts'
import styles from '../../parts/resource-list.module.css'
import { Unreadable } from '../../parts/unreadable.tsx'

/** What a stream is set to changes seldom, and each reading is a call. */
const FRESH_MS = 5 * 60_000
const SETTLE_MS = 2_000

interface DetailCellProps {
  connectionId: string
  stream: Stream
  /** Only rows in view are asked for: each is a call, and 20 go out in a second at most. */
  isInView: boolean
  show: (detail: StreamDetail) => ReactNode
  /** The one cell of its row that says why there is nothing. */
  saysWhy?: boolean
}

/** What only the stream's own summary says. One that may not be read spoils its own row and nothing else. */
export function DetailCell({ connectionId, stream, isInView, show, saysWhy }: DetailCellProps) {
  const { data, error } = useQuery({
    ...read('streams.describe', { connectionId, streamArn: stream.streamArn }),
    enabled: isInView,
    staleTime: FRESH_MS,
    // What is being made or changed is so for a while only.
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.status !== 'ACTIVE' ? SETTLE_MS : false,
  })
  if (data !== undefined) return show(data)
  if (error === null) return <span className={styles.dim}>…</span>
  if (saysWhy !== true) return <span className={styles.dim}>–</span>
  return <Unreadable error={error} />
}
