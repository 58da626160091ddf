import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LiveIterator } from '#contract'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import styles from './shards.module.css'

/** Of 56 digits the last few tell one from the next. */
const SHOWN_DIGITS = 7

/** `4:07` */
function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}

/** Ticks by itself: the rows stay as they are between two answers. */
function Age({ sinceMs }: { sinceMs: number | undefined }) {
  const age = useNow((nowMs) => (sinceMs === undefined ? '–' : clockOf(nowMs - sinceMs)))
  return age
}

function Expiry({ iterator }: { iterator: LiveIterator }) {
  const { t } = useTranslation('shards')
  const { expiresAtMs, isEnded } = iterator
  const left = useNow((nowMs) =>
    expiresAtMs === undefined || expiresAtMs <= nowMs ? '' : clockOf(expiresAtMs - nowMs),
  )
  if (isEnded) return <span className={styles.dim}>{t('live.ended')}</span>
  if (left !== '') return left
  return (
    <span className={styles.attention} title={t('live.expiredHint')}>
      {t('live.expired')}
    </span>
  )
}

interface Words {
  t: TFunction<'shards'>
  format: Format
}

function getId({ iteratorId }: LiveIterator): string {
  return iteratorId
}

const initialSort = { id: 'holder', desc: false }

function placeColumns({ t, format }: Words): DataColumn<LiveIterator>[] {
  return [
    {
      id: 'shard',
      header: t('column.shard'),
      width: '40px',
      align: 'right',
      sortValue: ({ shardId }) => shardId,
      cell: ({ shardId }) => <span title={shardId}>{shardNumber(shardId)}</span>,
    },
    {
      id: 'type',
      header: t('live.type'),
      hint: t('live.typeHint'),
      width: 'minmax(112px, 1fr)',
      sortValue: ({ type }) => type,
      cell: ({ type, atMs, sequenceNumber, error }) => (
        <span
          className={error === undefined ? undefined : styles.attention}
          title={[
            ...(atMs === undefined ? [] : [format.dateTime(atMs)]),
            ...(sequenceNumber === undefined ? [] : [sequenceNumber]),
            ...(error === undefined ? [] : [error.code]),
          ].join(' · ')}
        >
          {type}
        </span>
      ),
    },
    {
      id: 'holder',
      header: t('live.holder'),
      width: '56px',
      sortValue: ({ heldBy }) => heldBy,
      cell: ({ heldBy }) => t(`live.by.${heldBy}`),
    },
    {
      id: 'last',
      header: t('live.last'),
      hint: t('live.lastHint'),
      width: 'minmax(72px, 1fr)',
      cell: ({ lastSequenceNumber: last }) =>
        last === undefined ? '–' : <span title={last}>…{last.slice(-SHOWN_DIGITS)}</span>,
    },
  ]
}

function timeColumns({ t, format }: Words): DataColumn<LiveIterator>[] {
  const common = { align: 'right', largestFirst: true } as const
  return [
    {
      ...common,
      id: 'age',
      header: t('live.age'),
      hint: t('live.ageHint'),
      width: '36px',
      sortValue: ({ obtainedAtMs }) => obtainedAtMs,
      cell: ({ obtainedAtMs }) => <Age sinceMs={obtainedAtMs} />,
    },
    {
      ...common,
      id: 'expires',
      header: t('live.expires'),
      hint: t('live.expiresHint'),
      width: '56px',
      sortValue: ({ expiresAtMs }) => expiresAtMs,
      cell: (iterator) => <Expiry iterator={iterator} />,
    },
    {
      ...common,
      id: 'reads',
      header: t('live.reads'),
      width: '40px',
      sortValue: ({ reads }) => reads,
      cell: ({ reads }) => format.number(reads),
    },
    {
      ...common,
      id: 'behind',
      header: t('live.behind'),
      hint: t('live.behindHint'),
      width: '48px',
      sortValue: ({ behindMs }) => behindMs,
      cell: ({ behindMs }) => (behindMs === undefined ? '–' : format.age(behindMs)),
    },
  ]
}

interface IteratorTableProps {
  iterators: readonly LiveIterator[]
  selectedId: string | undefined
  onSelect: (iteratorId: string) => void
  onOpen: () => void
}

/** Every iterator that Weir holds of the stream: by hand, and of the timeline. */
export function IteratorTable({ iterators, selectedId, onSelect, onOpen }: IteratorTableProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const columns = useMemo(
    () => [...placeColumns({ t, format }), ...timeColumns({ t, format })],
    [t, format],
  )
  return (
    <DataTable
      label={t('live.title')}
      rows={iterators}
      columns={columns}
      getId={getId}
      initialSort={initialSort}
      selectedId={selectedId}
      onSelect={onSelect}
      onOpen={onOpen}
    />
  )
}
