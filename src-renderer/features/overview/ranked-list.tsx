import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import type { DepthBook } from '../../api/depth-book.ts'
import { useReading } from '../../api/depth-book.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import { NumberCell } from '../../ui/number-cell.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import styles from './overview.module.css'
import type { RankedQueue } from './ranking.ts'

export interface RankedListProps {
  label: string
  queues: readonly RankedQueue[]
  book: DepthBook
  /** Amber numbers: these should be empty. */
  attention?: boolean
  /** What the last column says of each. */
  last?: 'sources' | 'growth'
  onOpen: (queue: Queue) => void
}

interface RankedRowProps {
  ranked: RankedQueue
  book: DepthBook
  attention: boolean
  last: RankedListProps['last']
  onOpen: (queue: Queue) => void
}

function RankedRow({ ranked, book, attention, last, onOpen }: RankedRowProps) {
  const { t } = useTranslation(['queues', 'overview'])
  const { queue, sources, growth } = ranked
  const format = useFormat()
  const reading = useReading(book, queue.queueUrl)
  const trend = reading?.trend ?? []
  const from = format.number(trend[0] ?? 0)
  const to = format.number(trend.at(-1) ?? 0)
  return (
    <tr>
      <td>
        <button type="button" className={styles.name} onClick={() => onOpen(queue)}>
          <MiddleTruncate text={queue.name} />
        </button>
      </td>
      <td className={styles.number}>
        <NumberCell value={reading?.depth?.visible} attention={attention} />
      </td>
      <td className={styles.number}>
        <NumberCell value={reading?.depth?.inFlight} />
      </td>
      <td className={styles.trend}>
        <Sparkline values={trend} label={t('list.sparkline', { from, to })} />
      </td>
      <td className={styles.sources}>
        {last === 'sources' && sources.join(', ')}
        {last === 'growth' && t('overview:growing.by', { n: format.number(growth) })}
      </td>
    </tr>
  )
}

export function RankedList(props: RankedListProps) {
  const { label, queues, book, attention = false, last, onOpen } = props
  const { t } = useTranslation(['overview', 'queues'])
  if (queues.length === 0) return null
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col" className={styles.number}>
            {t('column.visible')}
          </th>
          <th scope="col" className={styles.number}>
            {t('column.inFlight')}
          </th>
          <th scope="col" className={styles.trend}>
            {t('queues:list.column.trend')}
          </th>
          {/* A header cell without words would be one without a name. */}
          {last === undefined ? <td /> : <th scope="col">{t(`column.${last}`)}</th>}
        </tr>
      </thead>
      <tbody>
        {queues.map((ranked) => (
          <RankedRow
            key={ranked.queue.queueUrl}
            ranked={ranked}
            book={book}
            attention={attention}
            last={last}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  )
}
