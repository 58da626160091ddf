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

interface RankedListProps {
  label: string
  queues: readonly RankedQueue[]
  book: DepthBook
  /** Amber numbers: these should be empty. */
  attention?: boolean
  onOpen: (queue: Queue) => void
}

interface RankedRowProps {
  ranked: RankedQueue
  book: DepthBook
  attention: boolean
  onOpen: (queue: Queue) => void
}

function RankedRow({ ranked: { queue, sources }, book, attention, onOpen }: RankedRowProps) {
  const { t } = useTranslation('queues')
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
      <td className={styles.sources}>{sources.join(', ')}</td>
    </tr>
  )
}

export function RankedList({ label, queues, book, attention = false, onOpen }: RankedListProps) {
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
          {attention ? <th scope="col">{t('column.from')}</th> : <td />}
        </tr>
      </thead>
      <tbody>
        {queues.map((ranked) => (
          <RankedRow
            key={ranked.queue.queueUrl}
            ranked={ranked}
            book={book}
            attention={attention}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  )
}
