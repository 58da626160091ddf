import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Topic } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { isWithoutTopics } from '../../api/weir-error.ts'
import { useNow } from '../../lib/now.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import type { PageAction } from '../../lib/page-actions.ts'
import { useFormat } from '../../lib/use-format.ts'
import { recallView } from '../../lib/view-memory.ts'
import { ListToolbar } from '../../parts/list-toolbar.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddTopic } from './add-topic.tsx'
import { CreateTopic } from './create-topic.tsx'
import { NothingShown, WithoutTopics } from './no-topics.tsx'
import { useTopicColumns } from './topic-columns.tsx'
import styles from '../../parts/resource-list.module.css'
import { useMatching, useTopicCounts, useTopicRows } from './use-topic-rows.ts'

const SKELETON_ROWS = 24
const nothing: ReadonlySet<string> = new Set()
const noTopics: readonly Topic[] = []
const initialSort = { id: 'name', desc: false }

export interface TopicListProps {
  connectionId: string
  region: string
  search: string
  onSearch: (text: string) => void
  onOpen: (topic: Topic) => void
}

/** The bench and the end-to-end tests wait for this: the rows are on the screen. */
function useRowMark(isShown: boolean, count: number): void {
  useEffect(() => {
    if (!isShown) return
    const frame = requestAnimationFrame(() => {
      document.documentElement.dataset['topics'] = String(count)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [isShown, count])
}

function useCountWords(total: number | undefined, shown: number, isArriving: boolean) {
  const { t } = useTranslation('topics')
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
  const { t } = useTranslation('topics')
  const wordError = useErrorWords()
  const ago = useFormat().ago(useNow() - query.dataUpdatedAt)
  if (query.error === null) return null
  const words = wordError(query.error)
  const retry = (): void => void query.refetch()
  if (isWithoutTopics(query.error)) return <WithoutTopics />
  if (query.data === undefined) {
    return <ErrorNotice compact={hasRows} words={words} onRetry={retry} />
  }
  return (
    <ErrorNotice compact words={{ ...words, sentence: t('list.stale', { ago }) }} onRetry={retry} />
  )
}

/** Topics without their counts are still topics. */
function CountsFailed({ query }: { query: UseQueryResult }) {
  const { t } = useTranslation('topics')
  const wordError = useErrorWords()
  if (query.error === null || query.data !== undefined) return null
  const words = { ...wordError(query.error), title: t('list.countsFailed') }
  return <ErrorNotice compact words={words} onRetry={() => void query.refetch()} />
}

/** A topic that was added by hand can be taken off again. */
function useUnpin(connectionId: string, topic: Topic | undefined): PageAction[] {
  const { t } = useTranslation('topics')
  const queries = useQueryClient()
  const { run } = useOperation('topics.unpin')
  if (topic === undefined) return []
  const unpin = async (): Promise<void> => {
    await run({ connectionId, topicArn: topic.topicArn })
    await queries.invalidateQueries({
      queryKey: read('topics.listPinned', { connectionId }).queryKey,
    })
  }
  return [{ label: t('list.unpin', { name: topic.name }), run: () => void unpin() }]
}

interface TopicTableProps {
  connectionId: string
  shown: readonly Topic[]
  pinned: ReadonlySet<string>
  selectedId: string | undefined
  onSelect: (topicArn: string) => void
  onOpen: (topic: Topic) => void
}

function TopicTable(props: TopicTableProps) {
  const { connectionId, shown, pinned, onOpen } = props
  const { t } = useTranslation('topics')
  const format = useFormat()
  const [inView, setInView] = useState(nothing)
  const { query, counts } = useTopicCounts(connectionId)
  const columns = useTopicColumns({ connectionId, counts, pinned, inView, onOpen })
  const memoryKey = `topics ${connectionId}`
  return (
    <div className={styles.tableArea}>
      <CountsFailed query={query} />
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
      {query.data?.isWhole === false && (
        <p className={styles.foot}>
          {t('list.countsPartly', { n: format.number(query.data.subscriptions.length) })}
        </p>
      )}
    </div>
  )
}

function getId({ topicArn }: Topic): string {
  return topicArn
}

/** Every topic of the connection, and who receives from it. */
export function TopicList({ connectionId, region, search, onSearch, onOpen }: TopicListProps) {
  const { t } = useTranslation('topics')
  const { query, topics, pinned, isArriving } = useTopicRows(connectionId)
  const counts = useTopicCounts(connectionId)
  const [isAdding, setAdding] = useState(false)
  const [selectedId, setSelectedId] = useState(
    () => recallView(`topics ${connectionId}`).selectedId,
  )
  const shown = useMatching(topics, search)
  const listed = query.data?.topics ?? noTopics
  const selected = shown.find(({ topicArn }) => topicArn === selectedId)
  const refresh = (): void => {
    void query.refetch()
    void counts.query.refetch()
  }
  const add = (): void => {
    setAdding(true)
  }
  const show = (topicArn: string): void => {
    setAdding(false)
    onSearch('')
    setSelectedId(topicArn)
  }
  const unpin = useUnpin(
    connectionId,
    selected !== undefined && pinned.has(selected.topicArn) ? selected : undefined,
  )
  usePageActions([
    { label: t('list.refresh'), keys: 'r', run: refresh },
    { label: t('add.open'), keys: 'a', run: add },
    ...unpin,
  ])
  useRowMark(topics !== undefined, shown.length)
  return (
    <div className={styles.page}>
      <ListToolbar
        search={search}
        searchLabel={t('list.search')}
        onSearch={onSearch}
        count={useCountWords(topics?.length, shown.length, isArriving)}
        refreshLabel={t('list.refresh')}
        isRefreshing={query.isFetching && topics !== undefined}
        onRefresh={refresh}
        addLabel={t('add.open')}
        onAdd={add}
        create={<CreateTopic connectionId={connectionId} topics={listed} onCreated={show} />}
      />
      <ListFailed query={query} hasRows={topics !== undefined} />
      {topics === undefined && query.isPending && <SkeletonRows count={SKELETON_ROWS} withHeader />}
      {topics !== undefined && shown.length === 0 && !query.isLoadingError && (
        <NothingShown
          region={region}
          search={search}
          hidden={topics.length}
          onRefresh={refresh}
          onShowAll={() => {
            onSearch('')
          }}
        />
      )}
      {topics !== undefined && shown.length > 0 && (
        <TopicTable
          connectionId={connectionId}
          shown={shown}
          pinned={pinned}
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={onOpen}
        />
      )}
      {isAdding && (
        <AddTopic connectionId={connectionId} onAdded={show} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}
