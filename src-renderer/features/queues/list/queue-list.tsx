import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { NoMatch, NoQueues } from './no-queues.tsx'
import styles from './queue-list.module.css'
import { QueueTable } from './queue-table.tsx'
import { useMatching, useQueueRows } from './use-queue-rows.ts'
import type { QueueRows } from './use-queue-rows.ts'

const SKELETON_ROWS = 24
const none: readonly Queue[] = []

export interface QueueListProps {
  connectionId: string
  region: string
  search: string
  onSearch: (text: string) => void
  onOpen: (queue: Queue) => void
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
function StaleNotice({ query, onRetry }: { query: QueueRows['query']; onRetry: () => void }) {
  const { t } = useTranslation('queues')
  const wordError = useErrorWords()
  const ago = useFormat().ago(useNow() - query.dataUpdatedAt)
  if (query.error === null) return null
  const words = { ...wordError(query.error), sentence: t('list.stale', { ago }) }
  return <ErrorNotice compact words={words} onRetry={onRetry} />
}

export function QueueList({ connectionId, region, search, onSearch, onOpen }: QueueListProps) {
  const wordError = useErrorWords()
  const { query, queues, isArriving } = useQueueRows(connectionId)
  const shown = useMatching(queues ?? none, search)
  const refresh = (): void => void query.refetch()
  useRowMark(queues !== undefined, shown.length)

  return (
    <div className={styles.page}>
      <ListToolbar
        search={search}
        onSearch={onSearch}
        shown={shown.length}
        total={queues?.length}
        isArriving={isArriving}
        isRefreshing={query.isFetching && queues !== undefined}
        onRefresh={refresh}
      />
      {query.data !== undefined && <StaleNotice query={query} onRetry={refresh} />}
      {queues === undefined && query.isPending && <SkeletonRows count={SKELETON_ROWS} withHeader />}
      {query.isLoadingError && <ErrorNotice words={wordError(query.error)} onRetry={refresh} />}
      {queues?.length === 0 && <NoQueues region={region} onRefresh={refresh} />}
      {queues !== undefined && queues.length > 0 && shown.length === 0 && (
        <NoMatch search={search} hidden={queues.length} onClear={() => onSearch('')} />
      )}
      {queues !== undefined && shown.length > 0 && (
        <QueueTable connectionId={connectionId} queues={queues} shown={shown} onOpen={onOpen} />
      )}
    </div>
  )
}
