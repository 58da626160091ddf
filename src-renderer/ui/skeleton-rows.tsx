import { useTranslation } from 'react-i18next'
import styles from './skeleton-rows.module.css'

/** Widths that look like names; a fixed list, so that a render never shuffles them. */
const WIDTHS = [34, 22, 41, 28, 37, 19, 31, 25, 44, 23, 30, 38]

export interface SkeletonRowsProps {
  count: number
  /** A table comes: keeps the place of its header too. */
  withHeader?: boolean
}

/** Rows of exactly the size of those to come. */
export function SkeletonRows({ count, withHeader = false }: SkeletonRowsProps) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')} className={styles.rows}>
      {withHeader && <div className={styles.header} />}
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.row}>
          <span
            className={styles.bar}
            style={{ width: `${String(WIDTHS[index % WIDTHS.length])}%` }}
          />
          <span className={styles.short} />
        </div>
      ))}
    </div>
  )
}
