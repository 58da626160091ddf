import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Stream } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { isWithoutStreams } from '../../api/weir-error.ts'
import { useNow } from '../../lib/now.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import type { PageAction } from '../../lib/page-actions.ts'
import { useFormat } from '../../lib/use-format.ts'
import { recallView } from '../../lib/view-memory.ts'
import { ListToolbar } from '../../parts/list-toolbar.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddStream } from './add-stream.tsx'
import { CreateStream } from './create-stream.tsx'
import { NothingShown, WithoutStreams } from './no-streams.tsx'
import { useStreamColumns } from './stream-columns.tsx'
import styles from '../../parts/resource-list.module.css'
import { useMatching, useStreamRows } from './use-stream-rows.ts'

const SKELETON_ROWS = 24
const nothing: ReadonlySet<string> = new Set()
const noStreams: readonly Stream[] = []
const initialSort = { id: 'name', desc: false }

export interface StreamListProps {
  connectionId: string
  region: string
  search: string
  onSearch: (text: string) => void
  onOpen: (stream: Stream) => void
}

/** The end-to-end tests wait for this: the rows are on the screen. */
function useRowMark(isShown: boolean, count: number): void {
  useEffect(() => {
    if (isShown) document.documentElement.dataset['streams'] = String(count)
  }, [isShown, count])
}

function useCountWords(total: number | undefined, shown: number, isArriving: boolean) {
  const { t } = useTranslation('streams')
  const format = useFormat()
  if (total === undefined) return undefined
  const words =
    shown === total
      ? t('list.total', { count: total, n: format.number(total) })
      : t('list.count', { shown: format.number(shown), total: format.number(total) })
  return isArriving ? t('list.arriving', { words }) : words
}

/** The list could not be read: the rows that are there stay, and this says why and how old they are. */
function ListFailed({ query, hasRows }: { query: UseQueryResult; hasRows: boolean }) {
  const { t } = useTranslation('streams')
  const wordError = useErrorWords()
  const ago = useFormat().ago(useNow() - query.dataUpdatedAt)
  if (query.error === null) return null
  const words = wordError(query.error)
  const retry = (): void => void query.refetch()
  if (isWithoutStreams(query.error)) return <WithoutStreams />
  if (query.data === undefined) {
    return <ErrorNotice compact={hasRows} words={words} onRetry={retry} />
  }
  return (
    <ErrorNotice compact words={{ ...words, sentence: t('list.stale', { ago }) }} onRetry={retry} />
  )
}

/** A stream that was added by hand can be taken off again. */
function useUnpin(connectionId: string, stream: Stream | undefined): PageAction[] {
  const { t } = useTranslation('streams')
  const queries = useQueryClient()
  const { run } = useOperation('streams.unpin')
  if (stream === undefined) return []
  const unpin = async (): Promise<void> => {
    await run({ connectionId, streamArn: stream.streamArn })
    await queries.invalidateQueries({
      queryKey: read('streams.listPinned', { connectionId }).queryKey,
    })
  }
  return [{ label: t('list.unpin', { name: stream.name }), run: () => void unpin() }]
}

interface StreamTableProps {
  connectionId: string
  shown: readonly Stream[]
  pinned: ReadonlySet<string>
  selectedId: string | undefined
  onSelect: (streamArn: string) => void
  onOpen: (stream: Stream) => void
}

function getId({ streamArn }: Stream): string {
  return streamArn
}

function StreamTable(props: StreamTableProps) {
  const { connectionId, shown, pinned, onOpen } = props
  const { t } = useTranslation('streams')
  const [inView, setInView] = useState(nothing)
  const columns = useStreamColumns({ connectionId, pinned, inView, onOpen })
  const memoryKey = `streams ${connectionId}`
  return (
    <DataTable
      label={t('list.title')}
      rows={shown}
      columns={columns}
      getId={getId}
      initialSort={initialSort}
      memoryKey={memoryKey}
      sortKey={memoryKey}
      selectedId={props.selectedId}
      onSelect={props.onSelect}
      onOpen={onOpen}
      onVisible={(ids) => {
        setInView(new Set(ids))
      }}
      autoFocus
    />
  )
}

/** The row that is selected. Kinesis names a stream that it makes by no ARN: the list that is read anew has it. */
function useSelected(connectionId: string, streams: readonly Stream[] | undefined) {
  const [selectedId, setSelectedId] = useState(
    () => recallView(`streams ${connectionId}`).selectedId,
  )
  const [newName, selectNew] = useState<string>()
  const newId = streams?.find((stream) => stream.name === newName)?.streamArn
  if (newId !== undefined) {
    selectNew(undefined)
    setSelectedId(newId)
  }
  return { selectedId, setSelectedId, selectNew }
}

/** Every stream of the connection, and what it is set to. */
export function StreamList({ connectionId, region, search, onSearch, onOpen }: StreamListProps) {
  const { t } = useTranslation('streams')
  const { query, streams, pinned, isArriving } = useStreamRows(connectionId)
  const [isAdding, setAdding] = useState(false)
  const { selectedId, setSelectedId, selectNew } = useSelected(connectionId, streams)
  const shown = useMatching(streams, search)
  const listed = query.data?.streams ?? noStreams
  const selected = shown.find(({ streamArn }) => streamArn === selectedId)
  const refresh = (): void => void query.refetch()
  const add = (): void => {
    setAdding(true)
  }
  const show = (streamArn: string): void => {
    setAdding(false)
    onSearch('')
    setSelectedId(streamArn)
  }
  const showNew = (name: string): void => {
    onSearch('')
    selectNew(name)
  }
  const unpin = useUnpin(
    connectionId,
    selected !== undefined && pinned.has(selected.streamArn) ? selected : undefined,
  )
  usePageActions([
    { label: t('list.refresh'), keys: 'r', run: refresh },
    { label: t('add.open'), keys: 'a', run: add },
    ...unpin,
  ])
  useRowMark(streams !== undefined, shown.length)
  return (
    <div className={styles.page}>
      <ListToolbar
        search={search}
        searchLabel={t('list.search')}
        onSearch={onSearch}
        count={useCountWords(streams?.length, shown.length, isArriving)}
        refreshLabel={t('list.refresh')}
        isRefreshing={query.isFetching && streams !== undefined}
        onRefresh={refresh}
        addLabel={t('add.open')}
        onAdd={add}
        create={<CreateStream connectionId={connectionId} streams={listed} onCreated={showNew} />}
      />
      <ListFailed query={query} hasRows={streams !== undefined} />
      {streams === undefined && query.isPending && (
        <SkeletonRows count={SKELETON_ROWS} withHeader />
      )}
      {streams !== undefined && shown.length === 0 && !query.isLoadingError && (
        <NothingShown
          region={region}
          search={search}
          hidden={streams.length}
          onRefresh={refresh}
          onShowAll={() => {
            onSearch('')
          }}
        />
      )}
      {streams !== undefined && shown.length > 0 && (
        <StreamTable
          connectionId={connectionId}
          shown={shown}
          pinned={pinned}
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={onOpen}
        />
      )}
      {isAdding && (
        <AddStream connectionId={connectionId} onAdded={show} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}
