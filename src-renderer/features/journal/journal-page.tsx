import { useMemo } from 'react'
import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useKeys } from '../../lib/use-keys.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useJournalColumns } from './journal-columns.tsx'
import styles from './journal-page.module.css'
import { useJournal } from './use-journal.ts'

function getId({ id }: JournalEntry): string {
  return String(id)
}

function NothingYet() {
  const { t } = useTranslation('journal')
  return <EmptyState icon={<IconHistory />} title={t('emptyTitle')} body={t('emptyBody')} />
}

/** What Weir changed or looked at, on every connection, newest first. */
export function JournalPage() {
  const { t } = useTranslation('journal')
  const wordError = useErrorWords()
  const journal = useJournal()
  const columns = useJournalColumns()
  const entries = useMemo(
    () => journal.data?.pages.flatMap((page) => page.entries) ?? [],
    [journal.data],
  )
  const total = journal.data?.pages[0]?.total ?? 0
  useKeys({ r: () => void journal.refetch() })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('total', { count: total })}</h2>
        <span className={styles.gap} />
        <Button
          variant="default"
          loading={journal.isRefetching}
          rightSection={<Kbd keys="r" />}
          onClick={() => void journal.refetch()}
        >
          {t('refresh')}
        </Button>
      </header>
      {journal.error !== null && (
        <ErrorNotice
          compact={journal.data !== undefined}
          words={wordError(journal.error)}
          onRetry={() => void journal.refetch()}
        />
      )}
      {journal.isPending && <SkeletonRows count={12} />}
      {journal.data !== undefined && entries.length === 0 && <NothingYet />}
      {entries.length > 0 && (
        <DataTable
          label={t('table')}
          rows={entries}
          columns={columns}
          getId={getId}
          memoryKey="journal"
          autoFocus
        />
      )}
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
