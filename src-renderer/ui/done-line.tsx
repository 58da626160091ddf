import type { ReactNode } from 'react'
import { IconCheck } from '@tabler/icons-react'
import styles from './done-line.module.css'

/** What was done and found to be so. */
export function DoneLine({ children }: { children: ReactNode }) {
  return (
    <p className={styles.done}>
      <IconCheck size={14} aria-hidden /> {children}
    </p>
  )
}
