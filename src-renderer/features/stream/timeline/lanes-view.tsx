import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Lane } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { shardNumber } from './timeline-cells.tsx'
import styles from './timeline.module.css'

type Column = DataColumn<Lane>
interface Words {
  t: TFunction<'timeline'>
  format: Format
}

const initialSort = { id: 'shard', desc: false }

function getId({ shardId }: Lane): string {
  return shardId
}

function counted({ t, format }: Words, id: 'records' | 'throttles', width: string): Column {
  return {
    id,
    header: t(`lane.${id}`),
    hint: t(`lane.hint.${id}`),
    width,
    align: 'right',
    largestFirst: true,
    sortValue: (lane) => lane[id],
    cell: (lane) => (
      <span className={id === 'throttles' && lane[id] > 0 ? styles.attention : undefined}>
        {format.number(lane[id])}
      </span>
    ),
  }
}

function columnsOf(words: Words): Column[] {
  const { t, format } = words
  return [
    {
      id: 'shard',
      header: t('lane.shard'),
      width: '64px',
      align: 'right',
      sortValue: ({ shardId }) => shardId,
      cell: ({ shardId }) => <span title={shardId}>{shardNumber(shardId)}</span>,
    },
    {
      id: 'state',
      header: t('lane.state'),
      width: 'minmax(72px, 1fr)',
      sortValue: ({ state }) => state,
      cell: ({ state, error, gap }) => (
        <span
          className={state === 'backing-off' || gap !== undefined ? styles.attention : undefined}
          title={error?.code}
        >
          {gap === undefined ? t(`lane.states.${state}`) : t('lane.gap')}
        </span>
      ),
    },
    {
      id: 'behind',
      header: t('lane.behind'),
      hint: t('lane.hint.behind'),
      width: '56px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ behindMs }) => behindMs,
      cell: ({ behindMs }) => (behindMs === undefined ? '–' : format.age(behindMs)),
    },
    counted(words, 'records', '64px'),
    counted(words, 'throttles', '64px'),
  ]
}

/** Shard by shard: how far it is read, and what stood in the way. */
export function LanesView({ lanes }: { lanes: readonly Lane[] }) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const columns = useMemo(() => columnsOf({ t, format }), [t, format])
  return (
    <section className={styles.tab} aria-label={t('lane.title')}>
      <h2 className={styles.heading}>{t('lane.title')}</h2>
      <DataTable
        label={t('lane.title')}
        rows={lanes}
        columns={columns}
        getId={getId}
        initialSort={initialSort}
        selectedId={undefined}
        onSelect={ignore}
      />
    </section>
  )
}

function ignore(): void {
  // A shard is only looked at here.
}
