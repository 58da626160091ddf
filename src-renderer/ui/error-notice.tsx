import { Button } from '@mantine/core'
import { IconAlertTriangle, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../lib/class-names.ts'
import type { NoticeWords } from '../lib/notice-words.ts'
import styles from './error-notice.module.css'

export interface ErrorNoticeProps {
  words: NoticeWords
  onRetry?: () => void
  /** One line across the top of what still shows, instead of a block in its place. */
  compact?: boolean
}

function Facts({ facts }: Pick<NoticeWords, 'facts'>) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Button size="xs" variant="default" className={styles.retry} onClick={onRetry}>
      {t('retry')}
    </Button>
  )
}

/** What went wrong, what it means, what to do: in words it is given. */
export function ErrorNotice({ words, onRetry, compact = false }: ErrorNoticeProps) {
  return (
    <div role="alert" className={classNames(styles.notice, compact && styles.compact)}>
      <IconAlertTriangle className={styles.icon} size={16} aria-hidden="true" />
      <div className={styles.text}>
        <p className={styles.sentence}>
          <strong>{words.title}</strong> {words.sentence}
        </p>
        {words.warning !== undefined && (
          <p className={styles.warning}>
            <IconHelpCircle size={14} aria-hidden="true" /> {words.warning}
          </p>
        )}
        {words.remedy !== '' && <p className={styles.remedy}>{words.remedy}</p>}
        {!compact && words.facts.length > 0 && <Facts facts={words.facts} />}
      </div>
      {onRetry !== undefined && <Retry onRetry={onRetry} />}
    </div>
  )
}
