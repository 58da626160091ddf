import { IconAlertTriangle, IconCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '#contract'
import styles from './journal-page.module.css'

const icons = {
  done: IconCheck,
  partly: IconAlertTriangle,
  failed: IconCircleX,
  uncertain: IconHelpCircle,
  started: IconHelpCircle,
} as const

/** How it ended: an icon, a word, what the word means on hover, and why where it failed. */
export function JournalOutcome({ outcome, code }: Pick<JournalEntry, 'outcome' | 'code'>) {
  const { t } = useTranslation(['journal', 'errors'])
  const OutcomeIcon = icons[outcome]
  return (
    <span className={styles.outcome} data-outcome={outcome} title={t(`outcomeMeans.${outcome}`)}>
      <OutcomeIcon size={14} aria-hidden />
      {t(`outcome.${outcome}`)}
      {code !== undefined && <span className={styles.why}>{t(`errors:code.${code}.title`)}</span>}
    </span>
  )
}
