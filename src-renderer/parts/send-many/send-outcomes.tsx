import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { sendOutcomes } from '#contract'
import type {
  ConnectionId,
  InputOf,
  OutputOf,
  SendEntry,
  SendOutcome,
  SendProgress,
} from '#contract'
import { call } from '../../api/client.ts'
import { useErrorWords } from '../../api/error-words.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { visibleText } from '../visible-text.ts'
import type { DataColumn } from '../../ui/data-column.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import styles from './send-report.module.css'

interface SendOutcomesProps {
  progress: SendProgress
  connectionId: ConnectionId
}

const PAGE_SIZE = 500

type Filter = Pick<InputOf<'sends.outcomes'>, 'connectionId' | 'sendId' | 'outcome'>

/** All of them, 10,000 at most: main keeps them, and the table shows a screen of them at a time. */
async function readOutcomes(filter: Filter, signal: AbortSignal): Promise<SendEntry[]> {
  const entries: SendEntry[] = []
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const input: InputOf<'sends.outcomes'> = { ...filter, offset, limit: PAGE_SIZE }
    const page: OutputOf<'sends.outcomes'> = await call('sends.outcomes', input, { signal })
    entries.push(...page.entries)
    offset = page.nextOffset
  }
  return entries
}

function useReason(): (entry: SendEntry) => string {
  const { t } = useTranslation('send')
  const wordError = useErrorWords()
  return ({ messageId, shardId, sequenceNumber, error }) => {
    if (error === undefined) return messageId ?? [shardId, sequenceNumber].join(' · ')
    if (error.params['reason'] === 'group-stopped') return t('outcomes.groupStopped')
    const { title, facts } = wordError(fromErrorValue(error))
    return [title, ...facts.map(({ value }) => value)].join(' · ')
  }
}

function useColumns(): DataColumn<SendEntry>[] {
  const { t } = useTranslation('send')
  const reasonOf = useReason()
  return [
    {
      id: 'index',
      header: t('outcomes.index'),
      width: '64px',
      align: 'right',
      sortValue: ({ index }) => index,
      cell: ({ index }) => index,
    },
    {
      id: 'outcome',
      header: t('outcomes.outcome'),
      width: '96px',
      cell: ({ outcome }) => (
        <span className={styles.outcome} data-outcome={outcome}>
          {t(`outcomes.is.${outcome}`)}
        </span>
      ),
    },
    {
      id: 'detail',
      header: t('outcomes.detail'),
      width: 'minmax(240px, 1fr)',
      cell: (entry) => <span title={reasonOf(entry)}>{reasonOf(entry)}</span>,
    },
    {
      id: 'body',
      header: t('outcomes.body'),
      width: 'minmax(240px, 1fr)',
      cell: ({ preview }) => <code>{visibleText(preview)}</code>,
    },
  ]
}

function filters(progress: SendProgress, t: TFunction<'send'>): { value: string; label: string }[] {
  return [
    { value: 'all', label: t('outcomes.all', { count: progress.total }) },
    ...sendOutcomes
      .filter((outcome) => progress[outcome] > 0)
      .map((outcome) => ({
        value: outcome,
        label: t(`outcomes.${outcome}`, { count: progress[outcome] }),
      })),
  ]
}

const getId = ({ index }: SendEntry): string => String(index)

/** Begins with what went wrong, where something did. */
function worstOf(progress: SendProgress): SendOutcome | undefined {
  const worst = ['failed', 'uncertain', 'unsent'] as const
  return worst.find((outcome) => progress[outcome] > 0)
}

/** What became of each message, filtered by outcome. */
export function SendOutcomes({ progress, connectionId }: SendOutcomesProps) {
  const { t } = useTranslation('send')
  const { sendId, atMs } = progress
  const [outcome, setOutcome] = useState(() => worstOf(progress))
  const filter = { connectionId, sendId, ...(outcome && { outcome }) }
  const { data: rows } = useQuery({
    // The same send has other outcomes after it was begun again.
    queryKey: [connectionId, 'sends.outcomes', { ...filter, atMs }],
    queryFn: ({ signal }) => readOutcomes(filter, signal),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns()
  return (
    <div className={styles.outcomes}>
      <div className={styles.filter}>
        <SegmentedControl
          size="xs"
          aria-label={t('outcomes.filter')}
          data={filters(progress, t)}
          value={outcome ?? 'all'}
          onChange={(value) => {
            setOutcome(sendOutcomes.find((each) => each === value))
          }}
        />
      </div>
      <div className={styles.table}>
        {rows === undefined ? (
          <SkeletonRows count={6} />
        ) : (
          <DataTable label={t('outcomes.label')} rows={rows} columns={columns} getId={getId} />
        )}
      </div>
    </div>
  )
}
