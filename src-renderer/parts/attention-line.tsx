import type { ReactNode } from 'react'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './attention-line.module.css'

/** One sentence that asks for attention: amber, with an icon and, for those who cannot see it, a word. */
export function AttentionLine({ children }: { children: ReactNode }) {
  const { t } = useTranslation('messages')
  return (
    <div className={styles.line}>
      <IconAlertTriangle size={14} role="img" aria-label={t('ledger.warning')} />
      <div>{children}</div>
    </div>
  )
}
