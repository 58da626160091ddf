import { IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ErrorValue, PollStatus } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { pollActivity } from '../../../api/poll-activity.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useNow } from '../../../lib/now.ts'
import { useStore } from '../../../lib/store.ts'
import { useFormat } from '../../../lib/use-format.ts'
import listStyles from '../../../parts/resource-list.module.css'
import styles from './queue-list.module.css'

interface ReadingLineProps {
  /** How many of the queues have been read at least once. */
  read: number
  total: number
}

/** The other end refused: why, and when the next call goes out. */
function BackingOff({ error, untilMs }: { error: ErrorValue; untilMs: number }) {
  const { t } = useTranslation('queues')
  const { title } = useErrorWords()(fromErrorValue(error))
  const leftMs = useNow((nowMs) => Math.max(0, Math.ceil((untilMs - nowMs) / 1000)))
  const wait = useFormat().duration(leftMs)
  return (
    <span className={listStyles.attention}>
      <IconHourglass size={14} stroke={1.5} aria-hidden="true" />
      {t('list.reading.backingOff', { title, wait })}
    </span>
  )
}

function slowedBy(poll: PollStatus | undefined): number | undefined {
  return poll?.state === 'waiting' ? poll.slowedBy : undefined
}

/** How far the reading of all counts has come, and what holds it up; nothing once all are there. */
export function ReadingLine({ read, total }: ReadingLineProps) {
  const { t } = useTranslation('queues')
  const format = useFormat()
  const poll = useStore(pollActivity)
  const budget = slowedBy(poll)
  if (read >= total && poll?.state !== 'backing-off') return null
  return (
    <p className={styles.reading}>
      {read < total &&
        t('list.reading.progress', { read: format.number(read), total: format.number(total) })}
      {budget !== undefined && (
        <span>{t('list.reading.budget', { calls: format.number(budget) })}</span>
      )}
      {poll?.state === 'backing-off' && <BackingOff error={poll.error} untilMs={poll.untilMs} />}
    </p>
  )
}
