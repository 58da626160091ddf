import type { ReactNode } from 'react'
import { AttentionLine } from '../../parts/attention-line.tsx'
import styles from '../../parts/held-list.module.css'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import sectionStyles from './unfinished-section.module.css'

interface UnfinishedRowProps {
  name: string
  connectionName: string
  /** What is not over about it. */
  words: string
  /** Why the last attempt failed. */
  trouble: string | undefined
  buttons: ReactNode
}

/** One piece of work that is not over. */
export function UnfinishedRow(props: UnfinishedRowProps) {
  const { name, connectionName, words, trouble, buttons } = props
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.name}>
          <MiddleTruncate text={name} />
          <span className={styles.connection}>{connectionName}</span>
        </div>
        <div className={styles.counts}>{words}</div>
        {trouble !== undefined && <AttentionLine>{trouble}</AttentionLine>}
      </div>
      <div className={sectionStyles.buttons}>{buttons}</div>
    </li>
  )
}
