import {
  IconAlertTriangle,
  IconCornerUpLeft,
  IconPin,
  IconStar,
  IconStarFilled,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ErrorValue, Queue } from '#contract'
import type { DepthBook } from '../../../api/depth-book.ts'
import { useReading } from '../../../api/depth-book.ts'
import { useErrorWords } from '../../../api/error-words.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import { NumberCell } from '../../../ui/number-cell.tsx'
import { Sparkline } from '../../../ui/sparkline.tsx'
import listStyles from '../../../parts/resource-list.module.css'
import styles from './queue-list.module.css'

/** SQS itself lags by up to a minute; what is older than that may mislead. */
const STALE_MS = 60_000

/** Handed down to the cells, because a hook in each of hundreds would be felt in scrolling. */
export type ListWords = TFunction<['queues', 'common']>

interface CellProps {
  book: DepthBook
  queueUrl: string
}

interface WordedCellProps extends CellProps {
  t: ListWords
}

interface StarCellProps {
  t: ListWords
  queue: Queue
  isOn: boolean
  onToggle: (queueUrls: readonly string[]) => void
}

export function StarCell({ t, queue, isOn, onToggle }: StarCellProps) {
  const Star = isOn ? IconStarFilled : IconStar
  const label = t(isOn ? 'list.unstar' : 'list.star', { name: queue.name })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={isOn ? styles.starOn : styles.star}
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      onClick={() => {
        onToggle([queue.queueUrl])
      }}
    >
      <Star size={14} stroke={1.5} aria-hidden="true" />
    </button>
  )
}

interface NameCellProps extends WordedCellProps {
  queue: Queue
  /** It was added by URL or ARN. */
  isPinned: boolean
  /** Names of the queues whose dead-letter queue this is. */
  sources: readonly string[] | undefined
  onOpen: (queue: Queue) => void
}

export function NameCell({ t, book, queue, isPinned, sources, onOpen }: NameCellProps) {
  const names = sources?.join(', ') ?? ''
  const count = sources?.length ?? 0
  return (
    <span className={listStyles.name}>
      <button type="button" tabIndex={-1} className={listStyles.open} onClick={() => onOpen(queue)}>
        <MiddleTruncate text={queue.name} />
      </button>
      {isPinned && (
        <IconPin
          className={styles.pin}
          size={14}
          stroke={1.5}
          role="img"
          aria-label={t('list.pinned')}
        >
          <title>{t('list.pinned')}</title>
        </IconPin>
      )}
      {count > 0 && (
        <span className={styles.deadLetterMark} title={t('list.isDeadLetterOf', { names, count })}>
          <IconCornerUpLeft size={14} stroke={1.5} aria-hidden="true" />
          <span className={styles.unseen}>{t('list.isDeadLetterOf', { names, count })}</span>
          <NotEmpty t={t} book={book} queueUrl={queue.queueUrl} />
        </span>
      )}
    </span>
  )
}

/** A dead-letter queue with messages: amber, an icon and a word. */
function NotEmpty({ t, book, queueUrl }: WordedCellProps) {
  const visible = useReading(book, queueUrl)?.depth?.visible ?? 0
  if (visible === 0) return null
  return (
    <span className={listStyles.attention}>
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
  const readAtMs = reading?.depth?.readAtMs ?? Number.POSITIVE_INFINITY
  const isStale = useNow((nowMs) => nowMs - readAtMs > STALE_MS)
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
    <span className={listStyles.attention} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {words.title}
      {action !== undefined && <code className={listStyles.action}>{action}</code>}
    </span>
  )
}

export function TrendCell({ t, book, queueUrl }: WordedCellProps) {
  const format = useFormat()
  const trend = useReading(book, queueUrl)?.trend ?? []
  const from = format.number(trend[0] ?? 0)
  const to = format.number(trend.at(-1) ?? 0)
  return <Sparkline values={trend} label={t('list.sparkline', { from, to })} />
}

interface DeadLetterCellProps extends WordedCellProps {
  /** The dead-letter queue, where it is in the list. */
  queue: Queue | undefined
  /** Until the links are made anew after a reading, nothing is said of where its queue is. */
  isLinked: boolean
  onOpen: (queue: Queue) => void
}

export function DeadLetterCell(props: DeadLetterCellProps) {
  const { t, book, queueUrl, queue, isLinked, onOpen } = props
  const arn = useReading(book, queueUrl)?.depth?.deadLetterArn
  const visible = useReading(book, queue?.queueUrl ?? '')?.depth?.visible
  if (arn === undefined) return <span className={styles.nothing}>–</span>
  const name = arn.slice(arn.lastIndexOf(':') + 1)
  return (
    <span className={styles.deadLetter} title={arn}>
      {queue === undefined ? (
        <MiddleTruncate text={name} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={listStyles.open}
          aria-label={t('list.openDeadLetter', { name })}
          onClick={() => onOpen(queue)}
        >
          <MiddleTruncate text={name} />
        </button>
      )}
      {queue === undefined ? (
        <span className={styles.nothing}>{isLinked && t('list.deadLetterElsewhere')}</span>
      ) : (
        <NumberCell value={visible} attention={(visible ?? 0) > 0} />
      )}
    </span>
  )
}

export function AgeCell({ t, book, queueUrl }: WordedCellProps) {
  const format = useFormat()
  const reading = useReading(book, queueUrl)
  const readAtMs = reading?.depth?.readAtMs
  const age = useNow((nowMs) => (readAtMs === undefined ? '' : format.age(nowMs - readAtMs)))
  if (readAtMs === undefined) return null
  if (reading?.error !== undefined) return <FailedAge t={t} age={age} error={reading.error} />
  return <span className={styles.age}>{age}</span>
}

/** The last read failed: the numbers are those before it. */
function FailedAge({ t, age, error }: { t: ListWords; age: string; error: ErrorValue }) {
  const { title } = useErrorWords()(fromErrorValue(error))
  return (
    <span className={listStyles.attention} title={`${title}. ${t('common:readAgo', { age })}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-label={title} />
      {age}
    </span>
  )
}
