import { useMemo, useState } from 'react'
import { IconArchive, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useSteady } from '../../../lib/use-steady.ts'
import { recallView } from '../../../lib/view-memory.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { Said } from '../said.tsx'
import { useCaptureActions } from '../use-capture-actions.ts'
import { CaptureBar } from './capture-bar.tsx'
import { useCaptureColumns } from './capture-columns.tsx'
import styles from '../../../parts/resource-list.module.css'

interface CaptureListProps {
  search: string
  onSearch: (text: string) => void
  onOpen: (capture: Capture) => void
}

const memoryKey = 'captures'
const initialSort = { id: 'created', desc: true }
const none: readonly Capture[] = []

function getId({ id }: Capture): string {
  return String(id)
}

function isMatching({ name, note, parts }: Capture, text: string): boolean {
  const sources = parts.flatMap(({ source }) => [source.name, source.connectionName ?? ''])
  return [name, note, ...sources].some((each) => each.toLowerCase().includes(text))
}

interface TableProps {
  shown: readonly Capture[]
  checked: ReadonlySet<string>
  onCheck: (checked: ReadonlySet<string>) => void
  onOpen: (capture: Capture) => void
}

function CaptureTable({ shown, checked, onCheck, onOpen }: TableProps) {
  const { t } = useTranslation('captures')
  const columns = useCaptureColumns(onOpen)
  const [selectedId, setSelectedId] = useState(() => recallView(memoryKey).selectedId)
  return (
    <DataTable
      label={t('list.title')}
      rows={shown}
      columns={columns}
      getId={getId}
      initialSort={initialSort}
      memoryKey={memoryKey}
      sortKey={memoryKey}
      selectedId={selectedId}
      onSelect={setSelectedId}
      onOpen={onOpen}
      checks={{
        checked,
        onChange: onCheck,
        rowLabel: ({ name }) => t('list.select', { name }),
        allLabel: t('list.selectAll'),
      }}
      autoFocus
    />
  )
}

interface NothingProps {
  search: string
  onShowAll: () => void
  onImport: () => void
}

function Nothing({ search, onShowAll, onImport }: NothingProps) {
  const { t } = useTranslation('captures')
  if (search !== '') {
    return (
      <EmptyState
        icon={<IconSearch />}
        title={t('empty.none', { text: search })}
        body={t('empty.noneBody')}
        action={{ label: t('empty.showAll'), onClick: onShowAll }}
      />
    )
  }
  return (
    <EmptyState
      icon={<IconArchive />}
      title={t('empty.title')}
      body={t('empty.body')}
      action={{ label: t('list.import'), onClick: onImport }}
    />
  )
}

/** What is kept on this computer, and what can be done with it. */
export function CaptureList({ search, onSearch, ...props }: CaptureListProps) {
  const { t } = useTranslation('captures')
  const wordError = useErrorWords()
  const query = useQuery(read('captures.list', {}))
  const actions = useCaptureActions()
  const onOpen = useSteady(props.onOpen)
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set())
  const all = query.data?.captures
  const text = search.trim().toLowerCase()
  const shown = useMemo(() => (all ?? none).filter((each) => isMatching(each, text)), [all, text])
  const selected = shown.filter((capture) => checked.has(getId(capture)))
  const refresh = (): void => void query.refetch()
  const bringIn = async (): Promise<void> => {
    const capture = await actions.bringIn()
    if (capture !== undefined) onOpen(capture)
  }
  const showAll = (): void => {
    onSearch('')
  }
  usePageActions([
    { label: t('list.refresh'), keys: 'r', run: refresh },
    { label: t('list.import'), keys: 'i', run: () => void bringIn() },
  ])
  return (
    <div className={styles.page}>
      <CaptureBar
        {...{ search, onSearch, all, selected, actions }}
        shown={shown.length}
        isRefreshing={query.isFetching && all !== undefined}
        onRefresh={refresh}
        onImport={() => void bringIn()}
        onClear={() => {
          setChecked(new Set())
        }}
      />
      <Said actions={actions} />
      {query.error !== null && (
        <ErrorNotice compact={all !== undefined} words={wordError(query.error)} onRetry={refresh} />
      )}
      {all === undefined && query.isPending && <SkeletonRows count={12} withHeader />}
      {all !== undefined && shown.length === 0 && (
        <Nothing search={search} onShowAll={showAll} onImport={() => void bringIn()} />
      )}
      {shown.length > 0 && (
        <CaptureTable shown={shown} checked={checked} onCheck={setChecked} onOpen={onOpen} />
      )}
    </div>
  )
}
