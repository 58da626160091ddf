import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JournalEntry, Move } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { everything, toFilter } from './journal-choices.ts'
import { useJournalColumns } from './journal-columns.tsx'
import { JournalDetails } from './journal-details.tsx'
import { JournalFilterBar } from './journal-filter-bar.tsx'
import { JournalHead } from './journal-head.tsx'
import styles from './journal-page.module.css'
import { UnfinishedSection } from './unfinished-section.tsx'
import { useJournal } from './use-journal.ts'

function getId({ id }: JournalEntry): string {
  return String(id)
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation('journal')
  if (!isNarrowed)
    return <EmptyState icon={<IconHistory />} title={t('emptyTitle')} body={t('emptyBody')} />
  return (
    <EmptyState
      icon={<IconSearch />}
      title={t('filter.noneTitle')}
      body={t('filter.noneBody')}
      action={{ label: t('filter.clear'), onClick: onClear }}
    />
  )
}

function Entries({ entries }: { entries: readonly JournalEntry[] }) {
  const { t } = useTranslation('journal')
  const columns = useJournalColumns()
  const [selectedId, setSelectedId] = useState<string>()
  return (
    <SplitPane
      name="journal"
      initialPercent={68}
      left={
        <DataTable
          label={t('table')}
          rows={entries}
          columns={columns}
          getId={getId}
          memoryKey="journal"
          selectedId={selectedId}
          onSelect={setSelectedId}
          autoFocus
        />
      }
      right={<JournalDetails entry={entries.find((entry) => getId(entry) === selectedId)} />}
    />
  )
}

/** What Weir changed or looked at, on every connection, newest first. */
export function JournalPage({ onOpenMove }: { onOpenMove: (move: Move) => void }) {
  const { t } = useTranslation('journal')
  const wordError = useErrorWords()
  const [choices, setChoices] = useState(everything)
  const asked = useDeferredValue(choices)
  const journal = useJournal(toFilter(asked))
  const entries = useMemo(
    () => journal.data?.pages.flatMap((page) => page.entries) ?? [],
    [journal.data],
  )
  const total = journal.data?.pages[0]?.total ?? 0
  const refresh = (): void => void journal.refetch()
  usePageActions([{ label: t('refresh'), keys: 'r', run: refresh }])
  return (
    <div className={styles.page}>
      <JournalHead
        total={total}
        choices={choices}
        isRefreshing={journal.isRefetching}
        onRefresh={refresh}
      />
      <UnfinishedSection onOpenMove={onOpenMove} />
      <JournalFilterBar
        choices={choices}
        onChange={(change) => {
          setChoices((now) => ({ ...now, ...change }))
        }}
      />
      {journal.error !== null && (
        <ErrorNotice
          compact={journal.data !== undefined}
          words={wordError(journal.error)}
          onRetry={refresh}
        />
      )}
      {journal.isPending && <SkeletonRows count={12} />}
      {journal.data !== undefined && entries.length === 0 && (
        <Nothing
          isNarrowed={Object.keys(toFilter(asked)).length > 0}
          onClear={() => {
            setChoices(everything)
          }}
        />
      )}
      {entries.length > 0 && <Entries entries={entries} />}
      {journal.hasNextPage && (
        <footer className={styles.foot}>
          <span>{t('shown', { shown: entries.length, total })}</span>
          <Button
            variant="default"
            loading={journal.isFetchingNextPage}
            onClick={() => void journal.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </footer>
      )}
    </div>
  )
}
