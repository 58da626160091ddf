import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { isWithoutQueues } from '../../../api/weir-error.ts'
import { useFavourites } from '../../../api/use-favourites.ts'
import { useNow } from '../../../lib/now.ts'
import { findRemembered, remember } from '../../../lib/remembered.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { CreateQueue } from '../create/create-queue.tsx'
import { AddQueue } from './add-queue.tsx'

import { NothingShown, WithoutQueues } from './no-queues.tsx'
import styles from '../../../parts/resource-list.module.css'
import { QueueTable } from './queue-table.tsx'
import { QueueToolbar } from './queue-toolbar.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useListActions } from './use-list-actions.ts'
import { useMatching, useQueueRows } from './use-queue-rows.ts'
import type { QueueRows } from './use-queue-rows.ts'
import { useSelection } from './use-selection.ts'

const SKELETON_ROWS = 24

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

/** Whether only favourites are shown; each connection remembers its own choice. */
function useOnlyFavourites(connectionId: string) {
  const key = `only-favourites.${connectionId}`
  const [only, setOnly] = useState(() => findRemembered(key) === 'yes')
  const change = (next: boolean): void => {
    setOnly(next)
    remember(key, next ? 'yes' : 'no')
  }
  return { only, change }
}

/** The list could not be read: the rows that are there stay, and this says why and how old they are. */
function ListFailed({ query, hasRows, onRetry }: ListFailedProps) {
  const { t } = useTranslation('queues')
  const wordError = useErrorWords()
  const ago = useFormat().ago(useNow() - query.dataUpdatedAt)
  if (query.error === null) return null
  const words = wordError(query.error)
  if (query.data === undefined && isWithoutQueues(query.error))
    return hasRows ? null : <WithoutQueues />
  if (query.data === undefined) {
    return <ErrorNotice compact={hasRows} words={words} onRetry={onRetry} />
  }
  const sentence = t('list.stale', { ago })
  return <ErrorNotice compact words={{ ...words, sentence }} onRetry={onRetry} />
}

interface ListFailedProps {
  query: QueueRows['query']
  hasRows: boolean
  onRetry: () => void
}

export function QueueList({ connectionId, region, search, onSearch, onOpen }: QueueListProps) {
  const { query, queues, pinned, isArriving } = useQueueRows(connectionId)
  const favourites = useFavourites(connectionId)
  const { only, change: setOnly } = useOnlyFavourites(connectionId)
  const [isAdding, setAdding] = useState(false)
  const shown = useMatching(queues, { search, only: only ? favourites.queueUrls : undefined })
  const selection = useSelection(shown, `queues ${connectionId}`)
  const refresh = (): void => void query.refetch()
  const showAll = (): void => {
    onSearch('')
    setOnly(false)
  }
  const showAdded = (queueUrl: string): void => {
    setAdding(false)
    showAll()
    selection.setCurrent(queueUrl)
  }
  const actions = useListActions({
    connectionId,
    selection,
    favourites,
    pinned,
    onRefresh: refresh,
    onAdd: () => setAdding(true),
    onOnlyFavourites: () => setOnly(!only),
  })
  useRowMark(queues !== undefined, shown.length)

  return (
    <div className={styles.page}>
      <QueueToolbar
        search={search}
        onSearch={onSearch}
        shown={shown.length}
        total={queues?.length}
        isArriving={isArriving}
        isRefreshing={query.isFetching && queues !== undefined}
        onRefresh={refresh}
        onlyFavourites={only}
        onOnlyFavourites={setOnly}
        onAdd={actions.add}
        create={<CreateQueue connectionId={connectionId} onOpen={onOpen} />}
        selection={
          selection.ticked.length > 0 ? (
            <SelectionBar {...actions.bar} queues={selection.ticked} region={region} />
          ) : undefined
        }
      />
      <ListFailed query={query} hasRows={queues !== undefined} onRetry={refresh} />
      {queues === undefined && query.isPending && <SkeletonRows count={SKELETON_ROWS} withHeader />}
      {queues !== undefined && shown.length === 0 && !query.isLoadingError && (
        <NothingShown
          region={region}
          search={search}
          hidden={queues.length}
          onRefresh={refresh}
          onShowAll={showAll}
        />
      )}
      {queues !== undefined && shown.length > 0 && (
        <QueueTable
          connectionId={connectionId}
          queues={queues}
          shown={shown}
          pinned={pinned}
          favourites={favourites}
          selection={selection}
          onOpen={onOpen}
        />
      )}
      {isAdding && (
        <AddQueue
          connectionId={connectionId}
          onAdded={showAdded}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}
