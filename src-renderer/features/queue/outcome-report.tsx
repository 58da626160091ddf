import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DoneLine } from '../../ui/done-line.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import styles from './outcome-report.module.css'

interface OutcomeReportProps {
  /** What was done, in words; absent where nothing was. */
  done: string | undefined
  /** What was not, or may not have been. */
  children: ReactNode
  onDismiss: () => void
}

/** What became of a batch of messages, until the user has read it. */
export function OutcomeReport({ done, children, onDismiss }: OutcomeReportProps) {
  const { t } = useTranslation('common')
  return (
    <div className={styles.report} role="status">
      <div className={styles.lines}>
        {done !== undefined && <DoneLine>{done}</DoneLine>}
        {children}
      </div>
      <DismissButton label={t('dismiss')} onClick={onDismiss} />
    </div>
  )
}
