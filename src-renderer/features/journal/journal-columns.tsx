import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { JournalEntry } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import type { Format } from '../../lib/use-format.ts'
import type { DataColumn } from '../../ui/data-column.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import { JournalOutcome } from './journal-outcome.tsx'
import styles from './journal-page.module.css'

interface Words {
  t: TFunction<'journal'>
  format: Format
}
type Column = DataColumn<JournalEntry>

function timeAndPlace({ t, format }: Words): Column[] {
  return [
    {
      id: 'when',
      header: t('column.when'),
      width: '152px',
      largestFirst: true,
      // Two entries of one millisecond stay in the order in which they were written.
      sortValue: ({ id }) => id,
      cell: ({ atMs }) => <span className={styles.figures}>{format.dateTime(atMs)}</span>,
    },
    {
      id: 'connection',
      header: t('column.connection'),
      width: 'minmax(80px, 140px)',
      sortValue: ({ connectionName }) => connectionName,
      cell: ({ connectionName }) => <MiddleTruncate text={connectionName} />,
    },
  ]
}

function whatWasDone({ t, format }: Words): Column[] {
  return [
    {
      id: 'operation',
      header: t('column.operation'),
      width: 'minmax(116px, 160px)',
      sortValue: ({ operation }) => operation,
      cell: ({ operation }) => <code className={styles.code}>{operation}</code>,
    },
    {
      id: 'target',
      header: t('column.target'),
      width: 'minmax(96px, 1fr)',
      sortValue: ({ target }) => target,
      cell: ({ target }) => <MiddleTruncate mono text={target} />,
    },
    {
      id: 'count',
      header: t('column.count'),
      width: '72px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ count }) => count,
      cell: ({ count }) => (count === undefined ? t('none') : format.number(count)),
    },
  ]
}

function howItEnded({ t }: Words): Column[] {
  return [
    {
      id: 'outcome',
      header: t('column.outcome'),
      width: 'minmax(112px, 220px)',
      sortValue: ({ outcome }) => outcome,
      cell: ({ outcome, code }) => <JournalOutcome outcome={outcome} code={code} />,
    },
  ]
}

export function useJournalColumns(): Column[] {
  const { t } = useTranslation('journal')
  const format = useFormat()
  return useMemo(() => {
    const words = { t, format }
    return [...timeAndPlace(words), ...whatWasDone(words), ...howItEnded(words)]
  }, [t, format])
}
