import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { IconFlame } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StreamLoad, TopKey } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import { visibleText } from '../../../parts/visible-text.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './shards.module.css'

interface Words {
  t: TFunction<'shards'>
  format: Format
  counted: number
}

const initialSort = { id: 'records', desc: true }

function getId({ key }: TopKey): string {
  return key
}

function columnsOf({ t, format, counted }: Words): DataColumn<TopKey>[] {
  const common = { align: 'right', largestFirst: true } as const
  return [
    {
      id: 'key',
      header: t('keys.key'),
      width: 'minmax(96px, 1fr)',
      sortValue: ({ key }) => key,
      cell: ({ key }) => <MiddleTruncate text={visibleText(key)} />,
    },
    {
      ...common,
      id: 'records',
      header: t('keys.records'),
      hint: t('keys.recordsHint'),
      width: '80px',
      sortValue: ({ records }) => records.most,
      cell: ({ records }) => format.number(records.most),
    },
    {
      ...common,
      id: 'error',
      header: t('keys.error'),
      hint: t('keys.errorHint'),
      width: '72px',
      sortValue: ({ records }) => records.error,
      cell: ({ records }) => (records.error === 0 ? '0' : `−${format.number(records.error)}`),
    },
    {
      ...common,
      id: 'share',
      header: t('keys.share'),
      width: '64px',
      sortValue: ({ records }) => records.most,
      cell: ({ records }) =>
        format.number(Math.round((records.most / Math.max(1, counted)) * 1000) / 10),
    },
    {
      ...common,
      id: 'bytes',
      header: t('keys.bytes'),
      width: '80px',
      sortValue: ({ bytes }) => bytes.most,
      cell: ({ bytes }) => format.bytes(bytes.most),
    },
  ]
}

interface TopKeysProps {
  load: StreamLoad | undefined
  onSelect: (key: string) => void
  selected: string
  onMeasure: () => void
}

/** The partition keys that came most often, with how far each count may be over. */
export function TopKeys({ load, onSelect, selected, onMeasure }: TopKeysProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const counted = load?.counted.records ?? 0
  const columns = useMemo(() => columnsOf({ t, format, counted }), [t, format, counted])
  if (load === undefined || load.keys.length === 0) {
    return (
      <EmptyState
        icon={<IconFlame />}
        title={t('keys.empty.title')}
        body={t('keys.empty.body')}
        action={{ label: t('measure.start'), onClick: onMeasure }}
      />
    )
  }
  const error = load.maxError.records
  const words = {
    n: format.number(counted),
    time: format.clock(load.sinceMs),
    error: format.number(error),
  }
  return (
    <>
      <p className={styles.note}>{t(error === 0 ? 'keys.exact' : 'keys.over', words)}</p>
      <DataTable
        label={t('keys.title')}
        rows={load.keys}
        columns={columns}
        getId={getId}
        initialSort={initialSort}
        selectedId={selected}
        onSelect={onSelect}
      />
    </>
  )
}
