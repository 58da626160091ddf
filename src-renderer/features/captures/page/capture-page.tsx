import { useDeferredValue, useMemo, useState } from 'react'
import { IconArchive, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import pageStyles from '../../../parts/resource-page.module.css'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import styles from '../captures.module.css'
import { Said } from '../said.tsx'
import { useCaptureActions } from '../use-capture-actions.ts'
import { CaptureHeader } from './capture-header.tsx'
import { FindBar } from './find-bar.tsx'
import { FindProblems } from './find-problems.tsx'
import { GroupsButton, Panes, useGrouped } from './panes.tsx'
import { SavedMenu } from './saved/saved-menu.tsx'
import { ReplayPane } from '../replay/replay-pane.tsx'
import { LISTED_MAX, useAllEntries, useFoundEntries } from './use-entries.ts'
import type { Entries, Filter } from './use-entries.ts'
import { nothingSought, toFilter, toWish } from './wish.ts'
import type { Wish } from './wish.ts'

interface CapturePageProps {
  /** The one that is shown; captures belong to none. */
  connectionId: string
  captureId: number
  isReplaying: boolean
  onReplaying: (isReplaying: boolean) => void
  onBack: () => void
  onRenamed: (name: string) => void
}

/** While the index is built its progress is asked for. */
const INDEXING_MS = 1_000

interface CountProps {
  capture: Capture
  entries: Entries
  isSought: boolean
}

function Count({ capture, entries, isSought }: CountProps) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { count, searching, isOpen } = entries
  const n = format.number(count)
  const words = (): string => {
    if (!isSought) {
      const total = capture.entryCount
      if (total > LISTED_MAX) return t('find.first', { n, total: format.number(total) })
      return t('find.all', { count: total, n: format.number(total) })
    }
    if (searching !== undefined && count === 0) {
      const percent = Math.floor((100 * searching.lookedAt) / Math.max(1, capture.entryCount))
      return t('find.searching', { percent })
    }
    return isOpen ? t('find.foundMore', { n }) : t('find.found', { count, n })
  }
  return (
    <span role="status" className={styles.count}>
      {words()}
    </span>
  )
}

function Nothing({ isSought, onClear }: { isSought: boolean; onClear: () => void }) {
  const { t } = useTranslation('captures')
  if (!isSought)
    return <EmptyState icon={<IconArchive />} title={t('find.empty')} body={t('find.emptyBody')} />
  return (
    <EmptyState
      icon={<IconSearch />}
      title={t('find.none')}
      body={t('find.noneBody')}
      action={{ label: t('find.clear'), onClick: onClear }}
    />
  )
}

function useSought(capture: Capture) {
  const [wish, setWish] = useState(nothingSought)
  const asked = useDeferredValue(wish)
  const filter = useMemo(() => toFilter(asked), [asked])
  const all = useAllEntries(capture)
  const found = useFoundEntries(capture, filter)
  const onWish = (change: Partial<Wish>): void => {
    setWish((now) => ({ ...now, ...change }))
  }
  return { wish, onWish, filter, entries: filter === undefined ? all : found }
}

interface ContentProps {
  capture: Capture
  sought: ReturnType<typeof useSought>
  connectionId: string
  /** What is found is sent on instead of shown. */
  isReplaying: boolean
}

/** Search and entries of a capture that is there. */
function Content({ capture, sought, connectionId, isReplaying }: ContentProps) {
  const { t } = useTranslation('captures')
  const { wish, onWish, filter, entries } = sought
  const grouped = useGrouped(filter)
  const [saved, setSaved] = useState<{ name: string; filter: Filter | undefined }>()
  const isSought = filter !== undefined
  const isNothing = entries.count === 0 && !entries.isOpen && !entries.isPending
  const isEmpty = isNothing && entries.error === null
  const tools = (
    <>
      <SavedMenu
        filter={filter}
        onUse={(saved) => {
          onWish(toWish(saved))
        }}
        onSaved={(name) => {
          setSaved({ name, filter })
        }}
      />
      {!isReplaying && <GroupsButton grouped={grouped} />}
    </>
  )
  return (
    <>
      <FindBar wish={wish} onWish={onWish} tools={tools}>
        <Count capture={capture} entries={entries} isSought={isSought} />
        {saved !== undefined && saved.filter === filter && (
          <span className={styles.savedAs}>{t('saved.savedAs', { name: saved.name })}</span>
        )}
      </FindBar>
      <FindProblems {...entries} />
      {isReplaying && (
        <ReplayPane
          capture={capture}
          filter={filter}
          count={isSought ? entries.count : capture.entryCount}
          connectionId={connectionId}
        />
      )}
      {!isReplaying && isEmpty && (
        <Nothing
          isSought={isSought}
          onClear={() => {
            onWish(nothingSought)
          }}
        />
      )}
      {!isReplaying && !isEmpty && (
        <Panes capture={capture} entries={entries} wish={wish} onWish={onWish} grouped={grouped} />
      )}
    </>
  )
}

function Opened({ capture, onBack, ...props }: CapturePageProps & { capture: Capture }) {
  const { connectionId, isReplaying, onReplaying, onRenamed } = props
  const actions = useCaptureActions()
  const sought = useSought(capture)
  return (
    <>
      <CaptureHeader
        capture={capture}
        filter={sought.filter}
        actions={actions}
        isReplaying={isReplaying}
        onReplaying={onReplaying}
        onRenamed={onRenamed}
        onDeleted={onBack}
      />
      <Said actions={actions} />
      <Content
        capture={capture}
        sought={sought}
        connectionId={connectionId}
        isReplaying={isReplaying}
      />
    </>
  )
}

/** One capture: what it is, and everything in it. */
export function CapturePage(props: CapturePageProps) {
  const { captureId, onBack } = props
  const { t } = useTranslation('captures')
  const wordError = useErrorWords()
  const query = useQuery({
    ...read('captures.get', { captureId }),
    refetchInterval: ({ state }) => ((state.data?.unindexed ?? 0) > 0 ? INDEXING_MS : false),
  })
  const { data: capture, error } = query
  if (error?.code === 'not-found' || error?.code === 'invalid-input') {
    const action = { label: t('page.back'), onClick: onBack }
    const words = { title: t('page.gone'), body: t('page.goneBody') }
    return <EmptyState icon={<IconArchive />} {...words} action={action} />
  }
  return (
    <div className={pageStyles.page}>
      {error !== null && (
        <ErrorNotice words={wordError(error)} onRetry={() => void query.refetch()} />
      )}
      {capture === undefined && query.isPending && <SkeletonRows count={12} />}
      {capture !== undefined && <Opened {...props} capture={capture} />}
    </div>
  )
}
