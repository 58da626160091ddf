import type { ReactNode } from 'react'
import { IconAlertTriangle, IconPin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Stream, StreamDetail } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from '../../parts/resource-list.module.css'

/** What a stream is set to changes seldom, and each reading is a call. */
const FRESH_MS = 5 * 60_000
const SETTLE_MS = 2_000

interface NameCellProps {
  stream: Stream
  isPinned: boolean
  onOpen: (stream: Stream) => void
}

export function NameCell({ stream, isPinned, onOpen }: NameCellProps) {
  const { t } = useTranslation('streams')
  return (
    <span className={styles.name}>
      <button type="button" tabIndex={-1} className={styles.open} onClick={() => onOpen(stream)}>
        <MiddleTruncate text={stream.name} />
      </button>
      {isPinned && (
        <IconPin
          size={14}
          stroke={1.5}
          className={styles.dim}
          role="img"
          aria-label={t('list.pinned')}
        />
      )}
    </span>
  )
}

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
  const wordError = useErrorWords()
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
  const words = wordError(error)
  const action = error.detail.params['action']
  return (
    <span className={styles.attention} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {words.title}
      {action !== undefined && <code className={styles.action}>{action}</code>}
    </span>
  )
}
