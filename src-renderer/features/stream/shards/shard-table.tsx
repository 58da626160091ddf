import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { shareOfLimits } from '#contract'
import type { MappedShard, ShardLoad } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import { HOT_SHARE } from './shard-map.tsx'
import styles from './shards.module.css'

interface ShardRow {
  shard: MappedShard
  load: ShardLoad | undefined
}

interface Words {
  t: TFunction<'shards'>
  format: Format
}

const initialSort = { id: 'shard', desc: false }

function getId({ shard }: ShardRow): string {
  return shard.shardId
}

function parents({ shard }: ShardRow): string {
  const { parentShardId, adjacentParentShardId, expiredParentIds } = shard
  return [parentShardId, adjacentParentShardId]
    .filter((id) => id !== undefined)
    .map((id) => (expiredParentIds.includes(id) ? `(${shardNumber(id)})` : shardNumber(id)))
    .join(' + ')
}

function placeColumns({ t, format }: Words): DataColumn<ShardRow>[] {
  return [
    {
      id: 'shard',
      header: t('column.shard'),
      width: '48px',
      align: 'right',
      sortValue: ({ shard }) => shard.shardId,
      cell: ({ shard }) => <span title={shard.shardId}>{shardNumber(shard.shardId)}</span>,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: 'minmax(44px, 1fr)',
      sortValue: ({ shard }) => (shard.isOpen ? 0 : 1),
      cell: ({ shard }) => (
        <span className={shard.isOpen ? undefined : styles.dim}>
          {t(shard.isOpen ? 'state.open' : 'state.closed')}
        </span>
      ),
    },
    {
      id: 'parents',
      header: t('column.parents'),
      hint: t('hint.parents'),
      width: 'minmax(44px, 1fr)',
      sortValue: parents,
      cell: (row) => parents(row) || '–',
    },
    {
      id: 'share',
      header: t('column.share'),
      hint: t('hint.share'),
      width: '44px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ shard }) => shard.to - shard.from,
      cell: ({ shard }) => (
        <span title={`${shard.hashKeyRange.start} … ${shard.hashKeyRange.end}`}>
          {format.number(Math.round((shard.to - shard.from) * 10_000) / 100)}
        </span>
      ),
    },
  ]
}

function loadColumns({ t, format }: Words): DataColumn<ShardRow>[] {
  const common = { align: 'right', largestFirst: true } as const
  return [
    {
      ...common,
      id: 'records',
      header: t('column.records'),
      hint: t('hint.records'),
      width: '60px',
      sortValue: ({ load }) => load?.perSecond.records,
      cell: ({ load }) =>
        load === undefined ? '–' : format.number(Math.round(load.perSecond.records * 10) / 10),
    },
    {
      ...common,
      id: 'bytes',
      header: t('column.bytes'),
      hint: t('hint.bytes'),
      width: '60px',
      sortValue: ({ load }) => load?.perSecond.bytes,
      cell: ({ load }) =>
        load === undefined ? '–' : format.bytes(Math.round(load.perSecond.bytes)),
    },
    {
      ...common,
      id: 'limit',
      header: t('column.limit'),
      hint: t('hint.limit'),
      width: '52px',
      sortValue: ({ load }) => (load === undefined ? undefined : shareOfLimits(load.busiest)),
      cell: ({ load }) => {
        if (load === undefined) return '–'
        const share = shareOfLimits(load.busiest)
        const percent = format.number(Math.round(share * 1000) / 10)
        return share >= HOT_SHARE ? (
          <span className={styles.attention}>{t('hot', { percent })}</span>
        ) : (
          percent
        )
      },
    },
  ]
}

interface ShardTableProps {
  shards: readonly MappedShard[]
  loads: ReadonlyMap<string, ShardLoad>
  selectedId: string | undefined
  onSelect: (shardId: string) => void
  onOpen: () => void
}

/** Every shard, with what came through it lately. */
export function ShardTable({ shards, loads, selectedId, onSelect, onOpen }: ShardTableProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const columns = useMemo(
    () => [...placeColumns({ t, format }), ...loadColumns({ t, format })],
    [t, format],
  )
  const rows = useMemo(
    () => shards.map((shard) => ({ shard, load: loads.get(shard.shardId) })),
    [shards, loads],
  )
  return (
    <DataTable
      label={t('table')}
      rows={rows}
      columns={columns}
      getId={getId}
      initialSort={initialSort}
      selectedId={selectedId}
      onSelect={onSelect}
      onOpen={onOpen}
    />
  )
}
