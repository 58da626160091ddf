import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { NoMatch, NoQueues } from './no-queues.tsx'
import styles from './queue-list.module.css'
import { QueueTable } from './queue-table.tsx'

const SKELETON_ROWS = 24
const none: readonly Queue[] = []

export interface QueueListProps {
  connectionId: string
  region: string
  search: string
  onSearch: (text: string) => void
  onOpen: (queue: Queue) => void
}

function match(queues: readonly Queue[], search: string): readonly Queue[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return queues
  return queues.filter(({ name }) => name.toLowerCase().includes(wanted))
}

/** The bench and the end-to-end tests wait for this: the rows are on the screen. */
function useRowMark(isShown: boolean, count: number): void {
  useEffect(() => {
    if (!isShown) return
    const frame = requestAnimationFrame(() => {
      document.documentElement.dataset['rows'] = String(count)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [isShown, count])
}

/** A refresh failed: the old rows stay, and this says how old they are. */
function StaleNotice({ query, onRetry }: { query: QueueListQuery; onRetry: () => void }) {
  const { t } = useTranslation('queues')
  const wordError = useErrorWords()
  const ago = useFormat().ago(useNow() - query.dataUpdatedAt)
  if (query.error === null) return null
  const words = { ...wordError(query.error), sentence: t('list.stale', { ago }) }
  return <ErrorNotice compact words={words} onRetry={onRetry} />
}

type QueueListQuery = ReturnType<typeof useQueueList>

function useQueueList(connectionId: string) {
  return useQuery(read('queues.list', { connectionId }))
}

export function QueueList({ connectionId, region, search, onSearch, onOpen }: QueueListProps) {
  const wordError = useErrorWords()
  const query = useQueueList(connectionId)
  const queues = query.data?.queues ?? none
  const shown = match(queues, search)
  const refresh = (): void => void query.refetch()
  useRowMark(query.data !== undefined, shown.length)

  return (
    <div className={styles.page}>
      <ListToolbar
        search={search}
        onSearch={onSearch}
        shown={shown.length}
        total={query.data?.queues.length}
        isRefreshing={query.isFetching && query.data !== undefined}
        onRefresh={refresh}
      />
      {query.data !== undefined && <StaleNotice query={query} onRetry={refresh} />}
      {query.isPending && <SkeletonRows count={SKELETON_ROWS} withHeader />}
      {query.isLoadingError && <ErrorNotice words={wordError(query.error)} onRetry={refresh} />}
      {query.data !== undefined && queues.length === 0 && (
        <NoQueues region={region} onRefresh={refresh} />
      )}
      {queues.length > 0 && shown.length === 0 && (
        <NoMatch search={search} hidden={queues.length} onClear={() => onSearch('')} />
      )}
      {shown.length > 0 && (
        <QueueTable connectionId={connectionId} queues={queues} shown={shown} onOpen={onOpen} />
      )}
    </div>
  )
}
