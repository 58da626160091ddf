import { IconAlertTriangle, IconCornerUpLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import type { DepthBook, Reading } from '../../../api/depth-book.ts'
import { useReading } from '../../../api/depth-book.ts'
import { useErrorWords } from '../../../api/error-words.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import { NumberCell } from '../../../ui/number-cell.tsx'
import { Sparkline } from '../../../ui/sparkline.tsx'
import styles from './queue-list.module.css'

/** SQS itself lags by up to a minute; what is older than that may mislead. */
const STALE_MS = 60_000

interface CellProps {
  book: DepthBook
  queueUrl: string
}

function useIsStale(reading: Reading | undefined): boolean {
  const nowMs = useNow()
  return reading?.depth !== undefined && nowMs - reading.depth.readAtMs > STALE_MS
}

interface NameCellProps extends CellProps {
  queue: Queue
  /** Names of the queues whose dead-letter queue this is. */
  sources: readonly string[] | undefined
  onOpen: (queue: Queue) => void
}

export function NameCell({ book, queue, sources, onOpen }: NameCellProps) {
  const { t } = useTranslation('queues')
  const names = sources?.join(', ') ?? ''
  const count = sources?.length ?? 0
  return (
    <span className={styles.name}>
      <button type="button" tabIndex={-1} className={styles.open} onClick={() => onOpen(queue)}>
        <MiddleTruncate text={queue.name} />
      </button>
      {count > 0 && (
        <span className={styles.deadLetterMark} title={t('list.isDeadLetterOf', { names, count })}>
          <IconCornerUpLeft size={14} stroke={1.5} aria-hidden="true" />
          <span className={styles.unseen}>{t('list.isDeadLetterOf', { names, count })}</span>
          <NotEmpty book={book} queueUrl={queue.queueUrl} />
        </span>
      )}
    </span>
  )
}

/** A dead-letter queue with messages: amber, an icon and a word. */
function NotEmpty({ book, queueUrl }: CellProps) {
  const { t } = useTranslation('queues')
  const visible = useReading(book, queueUrl)?.depth?.visible ?? 0
  if (visible === 0) return null
  return (
    <span className={styles.attention}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {t('list.needsAttention')}
    </span>
  )
}

interface CountCellProps extends CellProps {
  field: 'visible' | 'inFlight' | 'delayed'
}

export function CountCell({ book, queueUrl, field }: CountCellProps) {
  const reading = useReading(book, queueUrl)
  const isStale = useIsStale(reading)
  return <NumberCell value={reading?.depth?.[field]} stale={isStale} />
}

/** Why a row has no numbers, in the place of its numbers. */
export function ReasonCell({ book, queueUrl }: CellProps) {
  const error = useReading(book, queueUrl)?.error
  const wordError = useErrorWords()
  if (error === undefined) return null
  const words = wordError(fromErrorValue(error))
  const action = error.params['action']
  return (
    <span className={styles.reason} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {words.title}
      {action !== undefined && <code className={styles.action}>{action}</code>}
    </span>
  )
}

export function TrendCell({ book, queueUrl }: CellProps) {
  const { t } = useTranslation('queues')
  const format = useFormat()
  const trend = useReading(book, queueUrl)?.trend ?? []
  const from = format.number(trend[0] ?? 0)
  const to = format.number(trend.at(-1) ?? 0)
  return <Sparkline values={trend} label={t('list.sparkline', { from, to })} />
}

export function DeadLetterCell({
  book,
  queueUrl,
  queue,
}: CellProps & { queue: Queue | undefined }) {
  const { t } = useTranslation('queues')
  const arn = useReading(book, queueUrl)?.depth?.deadLetterArn
  const visible = useReading(book, queue?.queueUrl ?? '')?.depth?.visible
  if (arn === undefined) return <span className={styles.nothing}>–</span>
  const name = arn.slice(arn.lastIndexOf(':') + 1)
  return (
    <span className={styles.deadLetter} title={arn}>
      <MiddleTruncate text={name} />
      {queue === undefined ? (
        <span className={styles.nothing}>{t('list.deadLetterElsewhere')}</span>
      ) : (
        <NumberCell value={visible} attention={(visible ?? 0) > 0} />
      )}
    </span>
  )
}

export function AgeCell({ book, queueUrl }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow()
  const reading = useReading(book, queueUrl)
  const wordError = useErrorWords()
  if (reading?.depth === undefined) return null
  const age = format.age(nowMs - reading.depth.readAtMs)
  if (reading.error === undefined) {
    return (
      <span className={styles.age} title={t('readAgo', { age })}>
        {age}
      </span>
    )
  }
  const { title } = wordError(fromErrorValue(reading.error))
  return (
    <span className={styles.attention} title={`${title}. ${t('readAgo', { age })}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-label={title} />
      {age}
    </span>
  )
}
