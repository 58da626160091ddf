import { useMemo, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import { visibleText } from '../../../parts/visible-text.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { RecordView } from '../timeline/record-view.tsx'
import { newTailId } from '../timeline/timeline-memory.ts'
import styles from './shards.module.css'

interface Words {
  t: TFunction<'timeline'>
  format: Format
}

function getId({ index }: RecordRow): string {
  return String(index)
}

function columnsOf({ t, format }: Words): DataColumn<RecordRow>[] {
  return [
    {
      id: 'time',
      header: t('column.time'),
      hint: t('column.hint.time'),
      width: '64px',
      cell: ({ arrivalMs }) => (
        <span title={arrivalMs === undefined ? '' : format.dateTime(arrivalMs)}>
          {arrivalMs === undefined ? t('row.none') : format.clock(arrivalMs).slice(0, 8)}
        </span>
      ),
    },
    {
      id: 'key',
      header: t('column.key'),
      width: 'minmax(64px, 120px)',
      cell: ({ partitionKey }) =>
        partitionKey === undefined ? (
          t('row.none')
        ) : (
          <MiddleTruncate text={visibleText(partitionKey)} />
        ),
    },
    {
      id: 'size',
      header: t('column.size'),
      width: '56px',
      align: 'right',
      cell: ({ bytes }) => format.bytes(bytes),
    },
    {
      id: 'record',
      header: t('column.record'),
      width: 'minmax(120px, 1fr)',
      cell: ({ isText, preview }) =>
        isText ? (
          <span className={styles.preview}>{visibleText(preview)}</span>
        ) : (
          <span className={styles.dim}>{t('row.bytes')}</span>
        ),
    },
  ]
}

interface SteppedRecordsProps {
  facts: StreamFacts
  rows: readonly RecordRow[]
}

/** What the steps of one iterator gave, and one record of it whole. */
export function SteppedRecords({ facts, rows }: SteppedRecordsProps) {
  const { t } = useTranslation('timeline')
  const { t: tShards } = useTranslation('shards')
  const format = useFormat()
  const columns = useMemo(() => columnsOf({ t, format }), [t, format])
  const [selectedId, setSelectedId] = useState<string>()
  const [opened, setOpened] = useState<RecordRow>()
  // No tail has this name: the record is read once more by its sequence number.
  const [tailId] = useState(newTailId)
  if (opened !== undefined) {
    return (
      <RecordView
        facts={facts}
        tailId={tailId}
        row={opened}
        closeLabel={tShards('step.back')}
        onClose={() => {
          setOpened(undefined)
        }}
      />
    )
  }
  return (
    <DataTable
      label={tShards('step.records')}
      rows={rows}
      columns={columns}
      getId={getId}
      selectedId={selectedId}
      onSelect={setSelectedId}
      onOpen={setOpened}
    />
  )
}
